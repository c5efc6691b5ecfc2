//! Who called an operation, as far as the server has proof of it.

use std::fmt;
use std::sync::Arc;

use http::Extensions;

use crate::auth::AuthScheme;

/// A caller whose credentials a server has checked.
///
/// What a service knows of its callers beside their name travels with it, as values of its own types:
///
/// ```
/// use whitesmith::Identity;
///
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// struct Tier(u8);
///
/// let identity = Identity::new("210000000001").with(Tier(2));
/// assert_eq!((identity.name(), identity.get()), ("210000000001", Some(&Tier(2))));
/// ```
#[derive(Clone)]
pub struct Identity {
    name: Arc<str>,
    scheme: Option<AuthScheme>,
    details: Extensions,
}

impl Identity {
    /// A caller of this name: an account, a user, whatever the service tells its callers apart by. It is printed
    /// in logs.
    pub fn new(name: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), scheme: None, details: Extensions::new() }
    }

    /// With a value that the service knows of the caller; one a type. It is never printed.
    #[must_use]
    pub fn with<T: Clone + Send + Sync + 'static>(mut self, detail: T) -> Self {
        self.details.insert(detail);
        self
    }

    /// With the scheme by which it was proved; a server fills it in.
    #[must_use]
    pub fn with_scheme(mut self, scheme: AuthScheme) -> Self {
        self.scheme = Some(scheme);
        self
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The scheme by which it was proved.
    pub fn scheme(&self) -> Option<AuthScheme> {
        self.scheme
    }

    /// A value that was put beside the name.
    pub fn get<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.details.get()
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = self.scheme.map(|scheme| scheme.id());
        f.debug_struct("Identity").field("name", &self.name).field("scheme", &scheme).finish_non_exhaustive()
    }
}
