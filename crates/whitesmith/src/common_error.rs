//! The errors that any operation may return, whatever its model says.
//!
//! Those of AWS ([Common error types](https://docs.aws.amazon.com/securityhub/1.0/APIReference/CommonErrors.html))
//! and those that the REST protocols' own rules call for. A server returns one from a handler by converting it
//! into an [`Error`]; a client asks [`Error::common`] for it.

use std::fmt;

use crate::error::{Error, ErrorKind, ErrorMetadata};

macro_rules! common_errors {
    ($($(#[$doc:meta])* $name:ident $status:literal;)*) => {
        /// An error common to all operations.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum CommonError {
            $($(#[$doc])* $name,)*
        }

        impl CommonError {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its name on the wire.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }

            /// Its HTTP status.
            pub const fn status(self) -> u16 {
                match self {
                    $(Self::$name => $status,)*
                }
            }

            /// The error with this name.
            pub fn from_code(code: &str) -> Option<Self> {
                match code {
                    $(stringify!($name) => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

common_errors! {
    /// The caller may not do this.
    AccessDeniedException 403;
    /// The credentials were temporary and are over.
    ExpiredTokenException 403;
    /// The signature lacks a part, or is not formed as it should be.
    IncompleteSignature 400;
    /// The service failed, for a reason it does not tell.
    InternalFailure 500;
    /// The service does not have the action asked for.
    InvalidAction 400;
    /// The access key is not one the service knows.
    InvalidClientTokenId 403;
    /// Two parameters exclude each other.
    InvalidParameterCombination 400;
    /// A parameter has a value it may not have.
    InvalidParameterValue 400;
    /// The query string is not formed as it should be.
    InvalidQueryParameter 400;
    /// The signature is not that of this request.
    InvalidSignatureException 403;
    /// The message is not HTTP as it should be.
    MalformedHttpRequestException 400;
    /// The query string has a syntax error.
    MalformedQueryString 404;
    /// The request names no action.
    MissingAction 400;
    /// The request has no credentials.
    MissingAuthenticationToken 403;
    /// A required parameter is not there.
    MissingParameter 400;
    /// The server has no media type that the client accepts.
    NotAcceptableException 406;
    /// The caller has no permission for the action.
    NotAuthorized 401;
    /// The access key needs a subscription to the service.
    OptInRequired 403;
    /// The request broke off.
    RequestAbortedException 400;
    /// The body is larger than the server takes.
    RequestEntityTooLargeException 413;
    /// The request was signed too long ago, or for too far ahead.
    RequestExpired 400;
    /// The body did not arrive in time.
    RequestTimeoutException 408;
    /// The request could not be read: wrong syntax, or a value of a wrong type.
    SerializationException 400;
    /// The service cannot answer for the moment.
    ServiceUnavailable 503;
    /// The caller is too fast.
    ThrottlingException 400;
    /// The service has no operation at this method and path.
    UnknownOperationException 404;
    /// The key or the security token is not valid.
    UnrecognizedClientException 403;
    /// The body is of a media type that the operation does not take.
    UnsupportedMediaTypeException 415;
    /// The input breaks a constraint of the service.
    ValidationError 400;
    /// The input breaks a constraint of the model.
    ValidationException 400;
}

impl CommonError {
    /// The error with a message for the caller.
    pub fn message(self, message: impl Into<Box<str>>) -> Error {
        Error::service(self.status(), self.code(), message)
    }
}

impl fmt::Display for CommonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl std::error::Error for CommonError {}

/// The error without a message.
impl From<CommonError> for Error {
    fn from(error: CommonError) -> Self {
        Self::new(ErrorKind::Service).with_metadata(ErrorMetadata::new(error.status(), None)).with_code(error.code())
    }
}

impl Error {
    /// Which of the errors common to all operations it is, if it is one.
    pub fn common(&self) -> Option<CommonError> {
        self.code().and_then(CommonError::from_code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_statuses() {
        for error in CommonError::ALL {
            assert_eq!(CommonError::from_code(error.code()), Some(*error));
            assert!((400..600).contains(&error.status()), "{error}");
        }
        let error = CommonError::ThrottlingException.message("Rate exceeded");
        assert_eq!((error.common(), error.status()), (Some(CommonError::ThrottlingException), Some(400)));
        assert_eq!(CommonError::from_code("Teapot"), None);
    }
}
