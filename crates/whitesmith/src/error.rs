//! Why a call failed.
//!
//! Every operation has one flat enum of its own: a variant for each modelled error, and `Other`, which holds an
//! [`Error`]: anything the model does not know. Both answer the questions of [`OperationError`].

use std::error::Error as StdError;
use std::fmt;

use crate::debug;
use crate::retry::RetryKind;
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
pub trait ErrorShape: Structure + StdError + Send + Sync {
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

    /// Whether the same request may succeed later: by what the model says, the code, the status, or the kind of
    /// failure. This is what a client's own retries go by.
    fn is_retryable(&self) -> bool {
        self.retry_kind().is_some()
    }

    /// Why the same request may succeed later, if it may.
    fn retry_kind(&self) -> Option<RetryKind> {
        match self.modeled() {
            Some(modeled) => RetryKind::of_modeled(modeled.schema(), self.status()),
            None => self.other().and_then(Error::retry_kind),
        }
    }
}

/// Writes an operation's error on one line: code, message, status and request id.
#[doc(hidden)]
pub fn display(modeled: Option<&dyn ErrorShape>, other: Option<&Error>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (modeled, other) {
        (Some(modeled), _) => {
            let schema = modeled.schema();
            f.write_str(schema.name())?;
            modeled.message().map_or(Ok(()), |message| write!(f, ": {}", debug::message(schema, message)))?;
            let metadata = modeled.metadata();
            Notes::default().status(metadata).write(f)
        }
        (None, Some(other)) => fmt::Display::fmt(other, f),
        (None, None) => Ok(()),
    }
}

/// A failure that no operation models.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    metadata: ErrorMetadata,
    code: Option<Box<str>>,
    message: Option<Box<str>>,
    source: Option<BoxError>,
    call: Option<CallContext>,
}

/// Which call an error came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallContext {
    /// The operation's name.
    pub operation: &'static str,
    /// Where it was sent: host, and port if one was given.
    pub host: Box<str>,
    /// How often it was sent; 0 if it could not be built.
    pub attempts: u32,
}

/// What kind of failure an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request could not be built: a label was empty, a header invalid, or there were no credentials to sign with.
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
        Self(Box::new(Inner {
            kind,
            metadata: ErrorMetadata::default(),
            code: None,
            message: None,
            source: None,
            call: None,
        }))
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

    /// With the call it came from.
    #[must_use]
    pub fn with_call(mut self, call: CallContext) -> Self {
        self.0.call = Some(call);
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

    /// Which call it came from; none on a server.
    pub fn call(&self) -> Option<&CallContext> {
        self.0.call.as_ref()
    }

    /// Whether the same request may succeed later.
    pub fn is_retryable(&self) -> bool {
        self.retry_kind().is_some()
    }

    /// Why the same request may succeed later, if it may.
    pub fn retry_kind(&self) -> Option<RetryKind> {
        match self.0.kind {
            ErrorKind::Transport => Some(RetryKind::Transient),
            ErrorKind::Timeout => Some(RetryKind::Timeout),
            ErrorKind::Service => RetryKind::of(self.code(), self.status()),
            _ => None,
        }
    }
}

/// What stands in parentheses behind an error.
#[derive(Default)]
struct Notes(Vec<String>);

impl Notes {
    fn call(mut self, call: Option<&CallContext>) -> Self {
        if let Some(CallContext { operation, host, attempts }) = call {
            self.0.push(format!("{operation} at {host}"));
            if *attempts > 1 {
                self.0.push(format!("{attempts} attempts"));
            }
        }
        self
    }

    fn status(mut self, metadata: &ErrorMetadata) -> Self {
        self.0.extend(metadata.status().map(|status| format!("status {status}")));
        self.0.extend(metadata.request_id().map(|id| format!("request id {id}")));
        self
    }

    fn write(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, " ({})", self.0.join(", ")) }
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
        if let Some(cause) = &self.0.source {
            write!(f, ": {}", Chain(&**cause))?;
        }
        Notes::default().call(self.call()).status(&self.0.metadata).write(f)
    }
}

/// What there is, under its name; of a cause no more than it says for people.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { kind, metadata, code, message, source, call } = &*self.0;
        let mut debug = f.debug_struct("Error");
        debug.field("kind", kind);
        let mut field = |name, value: Option<&dyn fmt::Debug>| {
            if let Some(value) = value {
                debug.field(name, value);
            }
        };
        field("code", code.as_ref().map(|code| code as _));
        field("message", message.as_ref().map(|message| message as _));
        field("status", metadata.status.as_ref().map(|status| status as _));
        field("request_id", metadata.request_id.as_ref().map(|id| id as _));
        field("call", call.as_ref().map(|call| call as _));
        field("source", source.as_ref().map(|source| Chain(&**source).to_string()).as_ref().map(|text| text as _));
        debug.finish()
    }
}

/// An error and its causes on one line.
struct Chain<'a>(&'a (dyn StdError + 'static));

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        // One of ours has said its causes already.
        let cause = if self.0.is::<Error>() { None } else { self.0.source() };
        cause.map_or(Ok(()), |cause| write!(f, ": {}", Chain(cause)))
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_what_there_is() {
        let refused = Error::new(ErrorKind::Response).with_source("it is refused");
        let call = CallContext { operation: "Ping", host: "hub.example".into(), attempts: 3 };
        let metadata = ErrorMetadata::new(418, Some("1"));
        for (error, expected) in [
            (Error::new(ErrorKind::Timeout), "Error { kind: Timeout }"),
            (
                Error::service(503, "Slow", "down"),
                r#"Error { kind: Service, code: "Slow", message: "down", status: 503 }"#,
            ),
            (
                Error::new(ErrorKind::Service).with_metadata(metadata),
                r#"Error { kind: Service, status: 418, request_id: "1" }"#,
            ),
            (
                Error::new(ErrorKind::Transport).with_call(call).with_source(refused),
                "Error { kind: Transport, call: CallContext { operation: \"Ping\", host: \"hub.example\", attempts: 3 }, \
                 source: \"the response could not be understood: it is refused\" }",
            ),
        ] {
            assert_eq!(format!("{error:?}"), expected);
        }
    }
}
