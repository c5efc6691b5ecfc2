//! The glue between a generated client and its service trait.

/// Implements a service trait for a generated client, one operation a row: its method, and its type.
///
/// The client is a newtype of [`Client`](crate::Client). What comes out is no logic: each method is a call.
#[macro_export]
macro_rules! implement {
    ($client:ident: $service:path { $($method:ident: $operation:path),* $(,)? }) => {
        /// What every client can do: `presign`.
        impl ::std::convert::AsRef<$crate::Client> for $client {
            fn as_ref(&self) -> &$crate::Client {
                &self.0
            }
        }
        impl $service for $client {
            $(
                async fn $method(
                    &self,
                    request: $crate::whitesmith::Request<<$operation as $crate::whitesmith::Operation>::Input>,
                ) -> ::std::result::Result<
                    <$operation as $crate::whitesmith::Operation>::Output,
                    <$operation as $crate::whitesmith::Operation>::Error,
                > {
                    self.0.call::<$operation>(request).await
                }
            )*
        }
    };
}
