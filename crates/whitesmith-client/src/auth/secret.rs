//! Texts that nobody should see.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use whitesmith::error::BoxError;

/// A token, key or password. It is never printed, and cheap to clone.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Arc<str>);

impl Secret {
    /// A secret with this text.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }

    /// Its text.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl<T: Into<Arc<str>>> From<T> for Secret {
    fn from(text: T) -> Self {
        Self::new(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// Where a bearer token or an API key comes from: a [`Secret`] itself, or something that finds or renews one. It is asked
/// in every attempt, and keeps what it wants to keep.
pub trait SecretProvider: Send + Sync + 'static {
    /// The secret as it is now.
    fn secret(&self) -> Pin<Box<dyn Future<Output = Result<Secret, BoxError>> + Send + '_>>;
}

impl SecretProvider for Secret {
    fn secret(&self) -> Pin<Box<dyn Future<Output = Result<Self, BoxError>> + Send + '_>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

impl SecretProvider for &'static str {
    fn secret(&self) -> Pin<Box<dyn Future<Output = Result<Secret, BoxError>> + Send + '_>> {
        Box::pin(std::future::ready(Ok(Secret::from(*self))))
    }
}

impl SecretProvider for String {
    fn secret(&self) -> Pin<Box<dyn Future<Output = Result<Secret, BoxError>> + Send + '_>> {
        Box::pin(std::future::ready(Ok(Secret::from(self.as_str()))))
    }
}
