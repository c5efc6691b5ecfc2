//! Who calls: credentials, and the schemes that prove them to a service
//! ([authentication traits](https://smithy.io/2.0/spec/authentication-traits.html)).
//!
//! The model says which schemes an operation takes, most preferred first; a call uses the first of them that the client
//! was given something for. If there is none, the request says nothing of its caller, and the service answers that it
//! wants to know.

#[cfg(feature = "sigv4")]
pub mod credentials;
mod secret;
#[cfg(feature = "sigv4")]
pub mod sigv4;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue, Request, Uri};
use whitesmith::auth::{ApiKeyLocation, AuthScheme};
use whitesmith::error::BoxError;
use whitesmith::{Error, ErrorKind, ServiceSchema};
use whitesmith_http::Body;
use whitesmith_http::uri::query;

pub use secret::{Secret, SecretProvider};

use crate::interceptor::Call;

/// What a client was given to prove who it is.
#[derive(Default)]
pub(crate) struct Auth {
    pub(crate) bearer: Option<Box<dyn SecretProvider>>,
    pub(crate) basic: Option<(String, Secret)>,
    pub(crate) api_key: Option<Box<dyn SecretProvider>>,
    #[cfg(feature = "sigv4")]
    pub(crate) sigv4: Option<sigv4::Signer>,
}

impl Auth {
    fn has(&self, scheme: &AuthScheme) -> bool {
        match scheme {
            AuthScheme::HttpBearer => self.bearer.is_some(),
            AuthScheme::HttpBasic => self.basic.is_some(),
            AuthScheme::HttpApiKey { .. } => self.api_key.is_some(),
            #[cfg(feature = "sigv4")]
            AuthScheme::SigV4 { .. } => self.sigv4.is_some(),
            #[cfg(feature = "sigv4a")]
            AuthScheme::SigV4A { .. } => self.sigv4.is_some(),
            _ => false,
        }
    }

    /// The scheme of a call.
    pub(crate) fn scheme(&self, call: &Call, service: &'static ServiceSchema) -> Option<&'static AuthScheme> {
        call.operation.auth_schemes(service).iter().find(|scheme| self.has(scheme))
    }
}

impl Call {
    /// Says in a request who makes it.
    pub(crate) async fn authenticate(&self, request: &mut Request<Body>) -> Result<(), Error> {
        let auth = &self.client.auth;
        let Some(scheme) = auth.scheme(self, self.client.service) else { return Ok(()) };
        let result = match (scheme, &auth.bearer, &auth.basic, &auth.api_key) {
            (AuthScheme::HttpBearer, Some(token), ..) => match token.secret().await {
                Ok(token) => authorize(request, &["Bearer ", token.reveal()].concat()),
                Err(error) => Err(error),
            },
            (AuthScheme::HttpBasic, _, Some((user, password)), _) => {
                let pair = BASE64.encode([user, ":", password.reveal()].concat());
                authorize(request, &["Basic ", &pair].concat())
            }
            (AuthScheme::HttpApiKey { location, name, scheme }, _, _, Some(key)) => match key.secret().await {
                Ok(key) => add_key(request, *location, name, *scheme, key.reveal()),
                Err(error) => Err(error),
            },
            #[cfg(feature = "sigv4")]
            (AuthScheme::SigV4 { .. } | AuthScheme::SigV4A { .. }, ..) => match &auth.sigv4 {
                Some(signer) => signer.sign_call(self, scheme, request).await,
                None => Ok(()),
            },
            _ => Ok(()),
        };
        result.map_err(|error| {
            let what = format!("it could not be said who calls, by {}", scheme.id());
            Error::new(ErrorKind::Construction).with_message(what).with_source(error)
        })
    }
}

impl Call {
    /// Whether an error came of the time that the request was signed with, and the next attempt has the right one.
    pub(crate) fn was_out_of_time(&self, code: &str, headers: &http::HeaderMap) -> bool {
        #[cfg(feature = "sigv4")]
        let was = self.client.auth.sigv4.as_ref().is_some_and(|signer| signer.was_out_of_time(self, code, headers));
        #[cfg(not(feature = "sigv4"))]
        let was = {
            let _ = (self, code, headers);
            false
        };
        was
    }
}

#[cfg(feature = "sigv4")]
impl Call {
    /// Signs a request in its query.
    pub(crate) async fn presign(&self, request: &mut Request<Body>, expires: std::time::Duration) -> Result<(), Error> {
        let error = |message: &str| Error::new(ErrorKind::Construction).with_message(message);
        let schemes = self.operation.auth_schemes(self.client.service);
        let scheme = schemes.iter().find(|scheme| matches!(scheme, AuthScheme::SigV4 { .. }));
        let scheme = scheme.ok_or_else(|| error("the operation takes no requests signed with SigV4"))?;
        let signer = self.client.auth.sigv4.as_ref().ok_or_else(|| error("there are no credentials to sign with"))?;
        let result = signer.presign_call(self, scheme, request, expires).await;
        result.map_err(|source| error("the request cannot be signed").with_source(source))
    }
}

fn authorize(request: &mut Request<Body>, value: &str) -> Result<(), BoxError> {
    insert(request, AUTHORIZATION, value)
}

fn insert(request: &mut Request<Body>, name: HeaderName, value: &str) -> Result<(), BoxError> {
    let mut value = HeaderValue::from_str(value).map_err(|_| "it has a character that no header can hold")?;
    value.set_sensitive(true);
    request.headers_mut().insert(name, value);
    Ok(())
}

fn add_key(
    request: &mut Request<Body>,
    location: ApiKeyLocation,
    name: &str,
    scheme: Option<&str>,
    key: &str,
) -> Result<(), BoxError> {
    match location {
        ApiKeyLocation::Header => {
            let value = scheme.map_or_else(|| key.to_owned(), |scheme| format!("{scheme} {key}"));
            insert(request, HeaderName::try_from(name)?, &value)
        }
        ApiKeyLocation::Query => {
            let mut pair = String::new();
            query::Writer::new(&mut pair).pair(name, key);
            append_query(request, pair.trim_start_matches('?'))
        }
    }
}

/// Appends to the query of a request.
fn append_query(request: &mut Request<Body>, pairs: &str) -> Result<(), BoxError> {
    let mut uri = std::mem::take(request.uri_mut()).into_parts();
    let path_and_query = uri.path_and_query.as_ref().map_or("/", |path| path.as_str());
    let separator = if path_and_query.contains('?') { '&' } else { '?' };
    uri.path_and_query = Some(format!("{path_and_query}{separator}{pairs}").try_into()?);
    *request.uri_mut() = Uri::from_parts(uri)?;
    Ok(())
}
