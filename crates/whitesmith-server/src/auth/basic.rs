//! `@httpBasicAuth` ([RFC 7617](https://www.rfc-editor.org/rfc/rfc7617)).

use std::fmt;
use std::future::Future;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use whitesmith::{AuthScheme, CommonError, Error, Identity};

use super::authorization::credentials;
use super::{AuthRequest, Authenticator, Outcome, Verdict};

/// Says whether a password is a user's. A function `Fn(&str, &str) -> Option<Identity>` does, where nothing has to
/// be waited for.
///
/// Passwords belong behind a hash that is made for them, such as Argon2; checking one takes milliseconds, and is
/// best done on a thread for blocking work.
pub trait Passwords: Send + Sync + 'static {
    /// The caller, if the user has this password.
    fn identify(&self, user: &str, password: &str) -> impl Future<Output = Result<Option<Identity>, Error>> + Send;
}

impl<F: Fn(&str, &str) -> Option<Identity> + Send + Sync + 'static> Passwords for F {
    fn identify(&self, user: &str, password: &str) -> impl Future<Output = Result<Option<Identity>, Error>> + Send {
        std::future::ready(Ok(self(user, password)))
    }
}

/// The authenticator of `@httpBasicAuth`: `Authorization: Basic …`.
pub struct Basic<P> {
    passwords: P,
    realm: String,
}

impl<P: Passwords> Basic<P> {
    /// An authenticator that takes these users and passwords.
    pub fn new(passwords: P) -> Self {
        Self { passwords, realm: "service".into() }
    }

    /// The realm, which a browser shows when it asks for a password; `service` unless set.
    #[must_use]
    pub fn realm(mut self, realm: &str) -> Self {
        self.realm = realm.chars().filter(|c| !matches!(c, '"' | '\\') && !c.is_control()).collect();
        self
    }
}

impl<P: Passwords> Authenticator for Basic<P> {
    fn scheme(&self) -> &str {
        AuthScheme::HttpBasic.id()
    }

    fn challenge(&self, _: &AuthScheme) -> Option<String> {
        Some(format!("Basic realm=\"{}\", charset=\"UTF-8\"", self.realm))
    }

    fn authenticate<'a>(&'a self, request: AuthRequest<'a>) -> Verdict<'a> {
        Box::pin(async move {
            let Some(encoded) = credentials(&request.head.headers, "Basic")? else { return Ok(Outcome::Absent) };
            let wrong = || CommonError::UnrecognizedClientException.message("User or password is wrong.");
            let decoded = BASE64_STANDARD.decode(encoded).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            // A user's name has no colon, a password may have some.
            let decoded = decoded.ok_or_else(wrong)?;
            let (user, password) = decoded.split_once(':').ok_or_else(wrong)?;
            let identity = self.passwords.identify(user, password).await?.ok_or_else(wrong)?;
            Ok(Outcome::Caller(identity))
        })
    }
}

impl<P> fmt::Debug for Basic<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Basic").field("realm", &self.realm).finish_non_exhaustive()
    }
}
