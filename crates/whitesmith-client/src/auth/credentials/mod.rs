//! Credentials of AWS Signature Version 4, and where they come from.

#[cfg(feature = "aws-credentials")]
mod aws;
mod cache;
mod environment;
mod profile;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::SystemTime;

use whitesmith::error::BoxError;

#[cfg(feature = "aws-credentials")]
pub use aws::AwsProvider;
pub(crate) use cache::Cache;
pub use environment::Environment;
pub use profile::Profile;

/// An access key with its secret; cheap to clone. Only the key's id is ever printed.
#[derive(Clone)]
pub struct Credentials(Arc<Inner>);

struct Inner {
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
    expires_at: Option<SystemTime>,
}

impl Credentials {
    /// Credentials that do not expire.
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self::of(access_key_id, secret_access_key, None::<String>, None)
    }

    /// Temporary credentials, with the token that comes with them, and the time when they are over if that is known.
    pub fn temporary(
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<String>,
        session_token: impl Into<String>,
        expires_at: Option<SystemTime>,
    ) -> Self {
        Self::of(access_key_id, secret_access_key, Some(session_token), expires_at)
    }

    pub(crate) fn of(
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<String>,
        session_token: Option<impl Into<String>>,
        expires_at: Option<SystemTime>,
    ) -> Self {
        Self(Arc::new(Inner {
            access_key_id: access_key_id.into(),
            secret_access_key: secret_access_key.into(),
            session_token: session_token.map(Into::into),
            expires_at,
        }))
    }

    /// The id of the access key.
    pub fn access_key_id(&self) -> &str {
        &self.0.access_key_id
    }

    /// The secret.
    pub fn secret_access_key(&self) -> &str {
        &self.0.secret_access_key
    }

    /// The token of temporary credentials.
    pub fn session_token(&self) -> Option<&str> {
        self.0.session_token.as_deref()
    }

    /// When they are over.
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.0.expires_at
    }

    /// Whether these are the same value, not only an equal one.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("access_key_id", &self.access_key_id()).finish_non_exhaustive()
    }
}

/// Credentials to come.
pub type CredentialsFuture<'a> = Pin<Box<dyn Future<Output = Result<Credentials, BoxError>> + Send + 'a>>;

/// Where credentials come from: [`Credentials`] themselves, the [`Environment`], a [`Profile`], a [`Chain`], or anything
/// of an application's own.
///
/// A client keeps what it was given until 10 s before it expires, or for 15 minutes if it does not say when it does, and
/// asks once for all calls that wait.
pub trait CredentialsProvider: Send + Sync + 'static {
    /// The credentials as they are now. The error is the one of every call that needed them.
    fn credentials(&self) -> CredentialsFuture<'_>;
}

impl CredentialsProvider for Credentials {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

/// The first of several providers that has credentials.
///
/// [`Chain::default`] asks the environment and then the profile, as the AWS CLI does. For roles, SSO and the services
/// that hand out credentials on EC2, ECS and Lambda, use the AWS SDK's own chain with the feature `aws-credentials`.
pub struct Chain(Vec<Box<dyn CredentialsProvider>>);

impl Chain {
    /// A chain of no providers.
    pub fn new() -> Self {
        Self(Vec::new())
    }

    /// With one more, to be asked last.
    #[must_use]
    pub fn then(mut self, provider: impl CredentialsProvider) -> Self {
        self.0.push(Box::new(provider));
        self
    }
}

impl Default for Chain {
    fn default() -> Self {
        Self::new().then(Environment::default()).then(Profile::default())
    }
}

impl CredentialsProvider for Chain {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async move {
            let mut reasons = Vec::new();
            for provider in &self.0 {
                match provider.credentials().await {
                    Ok(credentials) => return Ok(credentials),
                    Err(error) => reasons.push(error.to_string()),
                }
            }
            Err(format!("no credentials were found: {}", reasons.join("; ")).into())
        })
    }
}

impl fmt::Debug for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Chain({} providers)", self.0.len())
    }
}

/// The Region of the environment: `AWS_REGION`, `AWS_DEFAULT_REGION`, or that of the profile.
pub fn region() -> Option<String> {
    let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    variable("AWS_REGION").or_else(|| variable("AWS_DEFAULT_REGION")).or_else(|| Profile::default().region())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_first_of_a_chain() {
        let empty = || Environment::of(|_| None);
        let chain = Chain::new().then(empty()).then(Credentials::new("A", "s"));
        assert_eq!(chain.credentials().await.unwrap().access_key_id(), "A");
        let error = Chain::new().then(empty()).then(empty()).credentials().await.unwrap_err().to_string();
        assert_eq!(error, "no credentials were found: AWS_ACCESS_KEY_ID is not set; AWS_ACCESS_KEY_ID is not set");
    }

    #[test]
    fn secrets_are_not_printed() {
        let credentials = Credentials::temporary("AKIDEXAMPLE", "hidden", "hidden", None);
        assert_eq!(format!("{credentials:?}"), "Credentials { access_key_id: \"AKIDEXAMPLE\", .. }");
    }
}
