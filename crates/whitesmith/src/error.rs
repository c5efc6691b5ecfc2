//! Why a call failed.
//!
//! Every operation has one flat enum of its own: a variant for each modelled error, and `Other`, which holds an
//! [`Error`]: anything the model does not know. Both answer the questions of [`OperationError`].

use std::error::Error as StdError;
use std::fmt;

use crate::schema::Schema;
use crate::shape::Structure;

/// An error of some other library.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// What the response around an error said.
///
/// Every modelled error structure carries one, outside its members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorMetadata {
    status: Option<u16>,
    request_id: Option<Box<str>>,
}

impl ErrorMetadata {
    /// Metadata of a response with this status and request id.
    pub fn new(status: u16, request_id: Option<&str>) -> Self {
        Self { status: Some(status), request_id: request_id.map(Into::into) }
    }

    /// The HTTP status, if there was a response.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// The id that the service gave the request.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

/// A structure with `@error`.
pub trait ErrorShape: Structure + fmt::Debug + Send + Sync {
    /// What the response around it said.
    fn metadata(&self) -> &ErrorMetadata;
    /// The same, to fill in.
    fn metadata_mut(&mut self) -> &mut ErrorMetadata;
    /// Its `message` member, whatever the case of its name.
    fn message(&self) -> Option<&str>;
}

/// The error enum of an operation.
pub trait OperationError: StdError + From<Error> + Send + Sync + Sized + 'static {
    /// A blank error of the variant at `index`, in the order of [`crate::OperationSchema::modeled_errors`].
    fn blank(index: usize) -> Option<Self>;
    /// The modelled error, unless it is `Other`.
    fn modeled(&self) -> Option<&dyn ErrorShape>;
    /// The modelled error, to fill in.
    fn modeled_mut(&mut self) -> Option<&mut dyn ErrorShape>;
    /// What the model does not know.
    fn other(&self) -> Option<&Error>;

    /// The error code: the shape's name for modelled errors, or what the service sent.
    fn code(&self) -> Option<&str> {
        match self.modeled() {
            Some(modeled) => Some(modeled.schema().name()),
            None => self.other().and_then(Error::code),
        }
    }

    /// The message the service sent.
    fn message(&self) -> Option<&str> {
        match self.modeled() {
            Some(modeled) => modeled.message(),
            None => self.other().and_then(Error::message),
        }
    }

    /// The id the service gave the request.
    fn request_id(&self) -> Option<&str> {
        match self.modeled() {
            Some(modeled) => modeled.metadata().request_id(),
            None => self.other().and_then(Error::request_id),
        }
    }

    /// The HTTP status of the response; what the model says for an error that came from no response.
    fn status(&self) -> Option<u16> {
        match self.modeled() {
            Some(modeled) => modeled.metadata().status().or_else(|| modeled.schema().error_status()),
            None => self.other().and_then(Error::status),
        }
    }

    /// Whether the same request may succeed later, as far as the model or the kind of failure says.
    fn is_retryable(&self) -> bool {
        match self.modeled() {
            Some(modeled) => is_retryable(modeled.schema()),
            None => self.other().is_some_and(Error::is_retryable),
        }
    }
}

fn is_retryable(schema: &Schema) -> bool {
    schema.traits().iter().any(|t| matches!(t, crate::schema::Trait::Retryable { .. }))
}

/// Writes an operation's error: code and message on one line.
#[doc(hidden)]
pub fn display(modeled: Option<&dyn ErrorShape>, other: Option<&Error>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (modeled, other) {
        (Some(modeled), _) => {
            f.write_str(modeled.schema().name())?;
            modeled.message().map_or(Ok(()), |message| write!(f, ": {message}"))
        }
        (None, Some(other)) => fmt::Display::fmt(other, f),
        (None, None) => Ok(()),
    }
}

/// A failure that no operation models.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    metadata: ErrorMetadata,
    code: Option<Box<str>>,
    message: Option<Box<str>>,
    source: Option<BoxError>,
}

/// What kind of failure an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request could not be built: a label was empty, a header invalid.
    Construction,
    /// The request could not be sent, or no whole response came back.
    Transport,
    /// It took too long.
    Timeout,
    /// The response was not what the protocol says.
    Response,
    /// The service answered with an error that the model does not have.
    Service,
    /// The server does not implement the operation.
    NotImplemented,
}

impl Error {
    /// A failure of this kind.
    pub fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Inner { kind, metadata: ErrorMetadata::default(), code: None, message: None, source: None }))
    }

    /// An error that the model does not have, as a server sends or a client receives it.
    pub fn service(status: u16, code: impl Into<Box<str>>, message: impl Into<Box<str>>) -> Self {
        let mut error = Self::new(ErrorKind::Service).with_metadata(ErrorMetadata::new(status, None));
        (error.0.code, error.0.message) = (Some(code.into()), Some(message.into()));
        error
    }

    /// With the status and the request id of the response.
    #[must_use]
    pub fn with_metadata(mut self, metadata: ErrorMetadata) -> Self {
        self.0.metadata = metadata;
        self
    }

    /// With the code the service sent.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<Box<str>>) -> Self {
        self.0.code = Some(code.into());
        self
    }

    /// With a message.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<Box<str>>) -> Self {
        self.0.message = Some(message.into());
        self
    }

    /// With what caused it.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The code the service sent.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The message the service sent, or ours.
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The id the service gave the request.
    pub fn request_id(&self) -> Option<&str> {
        self.0.metadata.request_id()
    }

    /// The HTTP status of the response.
    pub fn status(&self) -> Option<u16> {
        self.0.metadata.status()
    }

    /// Whether the same request may succeed later.
    pub fn is_retryable(&self) -> bool {
        match self.0.kind {
            ErrorKind::Transport | ErrorKind::Timeout => true,
            ErrorKind::Service => matches!(self.status(), Some(429 | 500 | 502 | 503 | 504)),
            _ => false,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.0.kind {
            ErrorKind::Construction => "the request could not be built",
            ErrorKind::Transport => "the request could not be sent or answered",
            ErrorKind::Timeout => "the request timed out",
            ErrorKind::Response => "the response could not be understood",
            ErrorKind::Service => "the service returned an error",
            ErrorKind::NotImplemented => "the operation is not implemented",
        };
        f.write_str(self.code().unwrap_or(what))?;
        if let Some(message) = self.message() {
            write!(f, ": {message}")?;
        }
        // The cause is what people look for first; a chain alone hides it.
        let mut source = self.source();
        while let Some(cause) = source {
            write!(f, ": {cause}")?;
            source = cause.source();
        }
        if let (ErrorKind::Service | ErrorKind::Response, Some(status)) = (self.0.kind, self.status()) {
            write!(f, " (status {status}")?;
            self.request_id().map_or(Ok(()), |id| write!(f, ", request id {id}"))?;
            f.write_str(")")?;
        }
        Ok(())
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
