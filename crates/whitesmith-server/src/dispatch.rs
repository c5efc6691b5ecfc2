//! The glue between a generated server and its service trait.

use whitesmith::ServiceSchema;

use crate::handler::Handler;

/// A service that can be served: what a generated server crate says of it.
pub trait Dispatch: 'static {
    /// What the operations are called on.
    type Service: Send + Sync + 'static;
    /// The service.
    const SCHEMA: &'static ServiceSchema;
    /// A handler for each operation: the server knows no others.
    fn handlers() -> Vec<Handler<Self::Service>>;
}

/// Implements [`Dispatch`] for whatever implements a service trait, one operation a row: its method, and its type.
#[macro_export]
macro_rules! dispatch {
    ($routes:ident: $service:path = $schema:path { $($method:ident: $operation:path),* $(,)? }) => {
        impl<S: $service> $crate::Dispatch for $routes<S> {
            type Service = S;
            const SCHEMA: &'static $crate::whitesmith::ServiceSchema = &$schema;
            #[allow(deprecated, reason = "operations that are deprecated are carried out, too")]
            fn handlers() -> ::std::vec::Vec<$crate::Handler<S>> {
                ::std::vec![$(
                    $crate::Handler::new::<$operation, _, _>(
                        |service: ::std::sync::Arc<S>, request| async move { service.$method(request).await },
                    ),
                )*]
            }
        }
    };
}
