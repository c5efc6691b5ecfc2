//! `@httpBearerAuth` ([RFC 6750](https://www.rfc-editor.org/rfc/rfc6750)).

use std::fmt;
use std::future::Future;

use whitesmith::{AuthScheme, CommonError, Error, Identity};

use super::authorization::credentials;
use super::{AuthRequest, Authenticator, Outcome, Verdict};

/// Says whose a token is. A function `Fn(&str) -> Option<Identity>` does, where nothing has to be waited for.
///
/// Tokens are secrets: compare them in a way that takes the same time for every wrong one, or look up a hash of them.
pub trait BearerTokens: Send + Sync + 'static {
    /// The caller whose token this is; `None` if it is nobody's.
    fn identify(&self, token: &str) -> impl Future<Output = Result<Option<Identity>, Error>> + Send;
}

impl<F: Fn(&str) -> Option<Identity> + Send + Sync + 'static> BearerTokens for F {
    fn identify(&self, token: &str) -> impl Future<Output = Result<Option<Identity>, Error>> + Send {
        std::future::ready(Ok(self(token)))
    }
}

/// The authenticator of `@httpBearerAuth`: `Authorization: Bearer …`.
pub struct Bearer<T>(T);

impl<T: BearerTokens> Bearer<T> {
    /// An authenticator that takes these tokens.
    pub fn new(tokens: T) -> Self {
        Self(tokens)
    }
}

impl<T: BearerTokens> Authenticator for Bearer<T> {
    fn scheme(&self) -> &str {
        AuthScheme::HttpBearer.id()
    }

    fn challenge(&self, _: &AuthScheme) -> Option<String> {
        Some("Bearer".into())
    }

    fn authenticate<'a>(&'a self, request: AuthRequest<'a>) -> Verdict<'a> {
        Box::pin(async move {
            let Some(token) = credentials(&request.head.headers, "Bearer")? else { return Ok(Outcome::Absent) };
            match self.0.identify(token).await? {
                Some(identity) => Ok(Outcome::Caller(identity)),
                None => Err(CommonError::UnrecognizedClientException.message("The bearer token is not valid.")),
            }
        })
    }
}

impl<T> fmt::Debug for Bearer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bearer(..)")
    }
}
