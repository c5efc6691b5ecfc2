//! Who calls: the authentication schemes of the model, each held to by an [`Authenticator`]
//! ([authentication traits](https://smithy.io/2.0/spec/authentication-traits.html)).
//!
//! For each scheme that a model may name there is an authenticator that knows its rules on the wire, and one small
//! trait that says who is behind credentials:
//!
//! | scheme | authenticator | what it asks |
//! |---|---|---|
//! | `@aws.auth#sigv4` | [`SigV4`] (feature `sigv4`) | [`SecretKeys`]: the secret of an access key |
//! | `@httpBearerAuth` | [`Bearer`] | [`BearerTokens`]: whose token it is |
//! | `@httpBasicAuth` | [`Basic`] | [`Passwords`]: whether it is the user's password |
//! | `@httpApiKeyAuth` | [`ApiKey`] | [`ApiKeys`]: whose key it is |
//! | any other | your own [`Authenticator`] | |
//!
//! An operation of which the model names a scheme is not carried out for a caller without an [`Identity`]. That
//! holds as well where the server has no authenticator for any of the operation's schemes: a forgotten line must
//! not open a service. [`Server::without_authentication`](crate::Server::without_authentication) opens it.

mod api_key;
mod authorization;
mod basic;
mod bearer;
mod check;
mod policy;
#[cfg(feature = "sigv4")]
mod sigv4;

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;
use http::request::Parts;
use whitesmith::{AuthScheme, Error, Identity, OperationSchema};

pub use api_key::{ApiKey, ApiKeys};
pub use basic::{Basic, Passwords};
pub use bearer::{Bearer, BearerTokens};
#[cfg(feature = "sigv4")]
pub use sigv4::{AccessKey, SecretKey, SecretKeys, SigV4};

pub(crate) use check::checked;
pub(crate) use policy::{Admission, Denied, Policy};

/// What holds callers to one authentication scheme.
pub trait Authenticator: Send + Sync + 'static {
    /// The absolute id of the scheme's trait: `smithy.api#httpBearerAuth`.
    fn scheme(&self) -> &str;

    /// What to say in `WWW-Authenticate` to a caller who has no credentials, or wrong ones, of the scheme `scheme`.
    /// With it the status is 401, as HTTP has it
    /// ([RFC 9110, 11.6.1](https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1)); without it, it is that of
    /// the error.
    fn challenge(&self, scheme: &AuthScheme) -> Option<String> {
        let _ = scheme;
        None
    }

    /// Looks for credentials of the scheme in a request, and checks them.
    ///
    /// The error is what the caller is answered with; one that is not of kind
    /// [`Service`](whitesmith::ErrorKind::Service) is answered as `InternalFailure`.
    fn authenticate<'a>(&'a self, request: AuthRequest<'a>) -> Verdict<'a>;
}

/// What an [`Authenticator`] says, to come.
pub type Verdict<'a> = Pin<Box<dyn Future<Output = Result<Outcome, Error>> + Send + 'a>>;

/// What an [`Authenticator`] has found.
#[non_exhaustive]
pub enum Outcome {
    /// The request has no credentials of the scheme.
    Absent,
    /// The credentials are this caller's.
    Caller(Identity),
    /// The credentials are this caller's, provided that the body is the right one.
    CallerOfBody(Identity, Box<dyn BodyCheck>),
    /// That cannot be said without the body: the authenticator is called again with it. Reading it is limited as for
    /// any operation, a streaming one included.
    NeedsBody,
}

/// Whether a body is the one that was signed.
pub trait BodyCheck: Send + 'static {
    /// Takes the next bytes of the body.
    fn update(&mut self, bytes: &[u8]);
    /// Says whether it was the right one, when all bytes were taken.
    fn finish(&mut self) -> Result<(), Error>;
}

/// A request whose caller is not known yet.
#[derive(Clone, Copy)]
pub struct AuthRequest<'a> {
    /// Method, URI, headers and extensions.
    pub head: &'a Parts,
    /// The operation.
    pub operation: &'static OperationSchema,
    /// The scheme, as the model of the operation has it.
    pub scheme: AuthScheme,
    /// The whole body, as it came over the wire; only after [`Outcome::NeedsBody`].
    pub body: Option<&'a Bytes>,
}

/// Prints neither credentials nor members of the input.
impl fmt::Debug for AuthRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthRequest")
            .field("method", &self.head.method)
            .field("operation", &self.operation.id())
            .field("scheme", &self.scheme)
            .finish_non_exhaustive()
    }
}
