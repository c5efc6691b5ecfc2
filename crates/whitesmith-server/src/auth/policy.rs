//! Whether a caller may come in.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::request::Parts;
use whitesmith::{AuthScheme, CommonError, Error, Identity, OperationSchema, ServiceSchema};

use super::{AuthRequest, Authenticator, BodyCheck, Outcome};

/// Which authenticators a server has.
#[derive(Clone, Default)]
pub(crate) struct Policy {
    /// Whether nobody is asked who they are.
    pub(crate) open: bool,
    /// At most one of a scheme is asked: the first.
    pub(crate) authenticators: Vec<Arc<dyn Authenticator>>,
}

/// What the policy says of a caller.
pub(crate) enum Admission {
    /// The handler may be called, for this caller, if the body is the right one.
    Admitted(Option<Identity>, Option<Box<dyn BodyCheck>>),
    /// That depends on the body.
    NeedsBody,
}

/// Why a caller may not come in.
pub(crate) struct Denied {
    pub(crate) error: Error,
    /// Values for `WWW-Authenticate`.
    pub(crate) challenges: Vec<String>,
}

/// A refusal that no other credentials would change.
impl From<Error> for Denied {
    fn from(error: Error) -> Self {
        Self { error, challenges: Vec::new() }
    }
}

impl Policy {
    /// Whether anybody is asked who they are. An identity that a layer in front has found is in the extensions, where
    /// no client can put one.
    pub(crate) fn asks(&self, head: &Parts) -> bool {
        !self.open && head.extensions.get::<Identity>().is_none()
    }

    /// Asks the authenticators of the operation's schemes, in the order of the model. The first for which the
    /// request has credentials decides.
    pub(crate) async fn admit(
        &self,
        service: &ServiceSchema,
        operation: &'static OperationSchema,
        head: &Parts,
        body: Option<&Bytes>,
    ) -> Result<Admission, Denied> {
        let mut challenges = Vec::new();
        let mut asked = false;
        for scheme in operation.auth_schemes(service) {
            let Some(authenticator) = self.authenticators.iter().find(|known| known.scheme() == scheme.id()) else {
                continue;
            };
            asked = true;
            let request = AuthRequest { head, operation, scheme: *scheme, body };
            match authenticator.authenticate(request).await {
                Ok(Outcome::Absent) => challenges.extend(authenticator.challenge(scheme)),
                Ok(Outcome::Caller(caller)) => return Ok(Admission::Admitted(Some(caller.with_scheme(*scheme)), None)),
                Ok(Outcome::CallerOfBody(caller, check)) => {
                    return Ok(Admission::Admitted(Some(caller.with_scheme(*scheme)), Some(check)));
                }
                Ok(Outcome::NeedsBody) if body.is_none() => return Ok(Admission::NeedsBody),
                Ok(Outcome::NeedsBody) => return Err(Error::from(CommonError::InternalFailure).into()),
                Err(error) => return Err(refused(error, authenticator.as_ref(), scheme)),
            }
        }
        if operation.allows_anonymous(service) {
            return Ok(Admission::Admitted(None, None));
        }
        if !asked {
            let error = CommonError::AccessDeniedException
                .message("The server cannot authenticate callers of this operation, and so lets nobody in.");
            return Err(Denied::from(error));
        }
        let error = CommonError::MissingAuthenticationToken.message("Missing Authentication Token");
        Err(Denied { error, challenges })
    }
}

/// The refusal of wrong credentials. A caller who is known, but may not come in, is not asked for others.
fn refused(error: Error, authenticator: &dyn Authenticator, scheme: &AuthScheme) -> Denied {
    let wrong = [CommonError::UnrecognizedClientException, CommonError::ExpiredTokenException];
    let challenges = error.common().filter(|common| wrong.contains(common));
    let challenges = challenges.and_then(|_| authenticator.challenge(scheme)).into_iter().collect();
    Denied { error, challenges }
}

impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schemes: Vec<&str> = self.authenticators.iter().map(|authenticator| authenticator.scheme()).collect();
        f.debug_struct("Policy").field("open", &self.open).field("authenticators", &schemes).finish()
    }
}
