//! Why a message could not be written or read.

use std::fmt;

use whitesmith::error::BoxError;

/// A value that cannot be written.
#[derive(Debug)]
pub struct WriteError {
    /// What is wrong, and with which member.
    pub message: String,
}

impl WriteError {
    /// An error about a member.
    pub fn member(name: &str, what: impl fmt::Display) -> Self {
        Self { message: format!("the member `{name}` {what}") }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
impl std::error::Error for WriteError {}

/// A message that is not what the protocol says.
#[derive(Debug)]
pub struct ReadError {
    message: String,
    source: Option<BoxError>,
}

impl ReadError {
    /// An error with this text.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
    }

    /// An error in the document of a body.
    pub fn body(source: impl Into<BoxError>) -> Self {
        Self { message: "the body is not valid".into(), source: Some(source.into()) }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// The required members that a message lacks, as JSON pointers.
pub type Missing = Vec<String>;
