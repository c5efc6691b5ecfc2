//! `@httpApiKeyAuth` ([httpApiKeyAuth](https://smithy.io/2.0/spec/authentication-traits.html#httpapikeyauth-trait)).

use std::borrow::Cow;
use std::fmt;
use std::future::Future;

use http::header::AUTHORIZATION;
use whitesmith::auth::ApiKeyLocation;
use whitesmith::{AuthScheme, CommonError, Error, Identity};
use whitesmith_http::uri::{encode, query};

use super::authorization::only;
use super::{AuthRequest, Authenticator, Outcome, Verdict};

/// Says whose a key is. A function `Fn(&str) -> Option<Identity>` does, where nothing has to be waited for.
///
/// Keys are secrets: compare them in a way that takes the same time for every wrong one, or look up a hash of them.
pub trait ApiKeys: Send + Sync + 'static {
    /// The caller whose key this is; `None` if it is nobody's.
    fn identify(&self, key: &str) -> impl Future<Output = Result<Option<Identity>, Error>> + Send;
}

impl<F: Fn(&str) -> Option<Identity> + Send + Sync + 'static> ApiKeys for F {
    fn identify(&self, key: &str) -> impl Future<Output = Result<Option<Identity>, Error>> + Send {
        std::future::ready(Ok(self(key)))
    }
}

/// The authenticator of `@httpApiKeyAuth`: a key in the header or query parameter that the model names.
pub struct ApiKey<K>(K);

impl<K: ApiKeys> ApiKey<K> {
    /// An authenticator that takes these keys.
    pub fn new(keys: K) -> Self {
        Self(keys)
    }
}

impl<K: ApiKeys> Authenticator for ApiKey<K> {
    fn scheme(&self) -> &'static str {
        "smithy.api#httpApiKeyAuth"
    }

    fn challenge(&self, scheme: &AuthScheme) -> Option<String> {
        // HTTP knows challenges for the schemes of `Authorization` alone.
        match scheme {
            AuthScheme::HttpApiKey { name, scheme: Some(scheme), .. }
                if name.eq_ignore_ascii_case(AUTHORIZATION.as_str()) =>
            {
                Some((*scheme).into())
            }
            _ => None,
        }
    }

    fn authenticate<'a>(&'a self, request: AuthRequest<'a>) -> Verdict<'a> {
        Box::pin(async move {
            let Some(key) = key(&request)? else { return Ok(Outcome::Absent) };
            match self.0.identify(&key).await? {
                Some(identity) => Ok(Outcome::Caller(identity)),
                None => Err(CommonError::UnrecognizedClientException.message("The API key is not valid.")),
            }
        })
    }
}

fn key<'a>(request: &AuthRequest<'a>) -> Result<Option<Cow<'a, str>>, Error> {
    let AuthScheme::HttpApiKey { location, name, scheme } = request.scheme else { return Ok(None) };
    match location {
        ApiKeyLocation::Header => {
            let Some(value) = only(&request.head.headers, name)? else { return Ok(None) };
            let Some(scheme) = scheme else { return Ok(Some(value.into())) };
            let (word, key) = value.split_once(' ').unwrap_or((value, ""));
            Ok(word.eq_ignore_ascii_case(scheme).then(|| key.trim().into()))
        }
        ApiKeyLocation::Query => {
            let query = request.head.uri.query().unwrap_or_default();
            let mut values =
                query::pairs(query).filter(|(key, _)| encode::decode(key).as_deref() == Some(name)).map(|(_, v)| v);
            let Some(value) = values.next() else { return Ok(None) };
            let once = values.next().is_none();
            encode::decode(value).filter(|_| once).map(Some).ok_or_else(|| {
                CommonError::IncompleteSignature.message(format!("The query parameter '{name}' is no key."))
            })
        }
    }
}

impl<K> fmt::Debug for ApiKey<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(..)")
    }
}
