//! Credentials of environment variables.

use std::fmt;

use super::{Credentials, CredentialsFuture, CredentialsProvider};

/// The credentials of `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, for temporary ones, `AWS_SESSION_TOKEN`.
pub struct Environment(Box<Variables>);

type Variables = dyn Fn(&str) -> Option<String> + Send + Sync;

impl Default for Environment {
    fn default() -> Self {
        Self::of(|name| std::env::var(name).ok())
    }
}

impl Environment {
    /// Another source of variables, for tests.
    pub fn of(variables: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        Self(Box::new(variables))
    }

    fn read(&self) -> Result<Credentials, String> {
        // An empty variable is one that is not set: that is how shells take one away.
        let optional = |name: &str| (self.0)(name).filter(|value| !value.is_empty());
        let variable = |name: &str| optional(name).ok_or_else(|| format!("{name} is not set"));
        let (id, secret) = (variable("AWS_ACCESS_KEY_ID")?, variable("AWS_SECRET_ACCESS_KEY")?);
        Ok(match optional("AWS_SESSION_TOKEN") {
            Some(token) => Credentials::temporary(id, secret, token, None),
            None => Credentials::new(id, secret),
        })
    }
}

impl CredentialsProvider for Environment {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(std::future::ready(self.read().map_err(Into::into)))
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Environment")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables() {
        for (given, expected) in [
            (&[("AWS_ACCESS_KEY_ID", "A"), ("AWS_SECRET_ACCESS_KEY", "s")][..], "A s None"),
            (
                &[("AWS_ACCESS_KEY_ID", "A"), ("AWS_SECRET_ACCESS_KEY", "s"), ("AWS_SESSION_TOKEN", "t")],
                "A s Some(\"t\")",
            ),
            (&[("AWS_ACCESS_KEY_ID", "A")], "AWS_SECRET_ACCESS_KEY is not set"),
            (&[("AWS_ACCESS_KEY_ID", "")], "AWS_ACCESS_KEY_ID is not set"),
        ] {
            let variables = |name: &str| given.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).into());
            let found = match Environment::of(variables).read() {
                Ok(found) => {
                    format!("{} {} {:?}", found.access_key_id(), found.secret_access_key(), found.session_token())
                }
                Err(error) => error,
            };
            assert_eq!(found, expected);
        }
    }
}
