//! Providers of the AWS SDK.

use std::fmt;

use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};

use super::{Credentials, CredentialsFuture, CredentialsProvider};

/// A provider of the AWS SDK, such as the chain of `aws-config`, which knows roles, SSO, and what EC2, ECS and Lambda
/// hand out.
///
/// ```text
/// let chain = aws_config::default_provider::credentials::default_provider().await;
/// let client = Client::builder().credentials(AwsProvider::new(chain)).region("us-east-1").build()?;
/// ```
pub struct AwsProvider(SharedCredentialsProvider);

impl AwsProvider {
    /// Asks `provider`.
    pub fn new(provider: impl ProvideCredentials + 'static) -> Self {
        Self(SharedCredentialsProvider::new(provider))
    }
}

impl CredentialsProvider for AwsProvider {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            let found = self.0.provide_credentials().await?;
            let (id, secret) = (found.access_key_id(), found.secret_access_key());
            Ok(Credentials::of(id, secret, found.session_token(), found.expiry()))
        })
    }
}

impl fmt::Debug for AwsProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("AwsProvider").field(&self.0).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, UNIX_EPOCH};

    #[tokio::test]
    async fn adapted() {
        let end = UNIX_EPOCH + Duration::from_secs(9);
        let theirs = aws_credential_types::Credentials::new("A", "s", Some("t".into()), Some(end), "test");
        let ours = AwsProvider::new(theirs).credentials().await.unwrap();
        let found = (ours.access_key_id(), ours.secret_access_key(), ours.session_token(), ours.expires_at());
        assert_eq!(found, ("A", "s", Some("t"), Some(end)));
    }
}
