//! Why an expression cannot be read or run.

use std::fmt;

/// An expression that cannot be read or run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Which of the specification's kinds of error it is.
    pub kind: ErrorKind,
    /// What is wrong.
    pub message: String,
}

/// The specification's kinds of error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The text is no expression.
    Syntax,
    /// An argument has the wrong type.
    InvalidType,
    /// An argument has the right type and a wrong value.
    InvalidValue,
    /// No function has this name.
    UnknownFunction,
    /// Too few or too many arguments.
    InvalidArity,
}

impl ErrorKind {
    /// The name that the compliance tests use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::InvalidType => "invalid-type",
            Self::InvalidValue => "invalid-value",
            Self::UnknownFunction => "unknown-function",
            Self::InvalidArity => "invalid-arity",
        }
    }
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    pub(crate) fn too_complex() -> Self {
        Self::new(ErrorKind::InvalidValue, "Expression visits too many values")
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
