//! Why a command could not do what it was asked to.

use std::io;

use whitesmith_diagnostics::human::{self, Style};

/// Why a command failed.
pub(crate) enum Failure {
    /// One line, and perhaps what to do about it.
    Message { message: String, hint: Option<String> },
    /// Something wrong in an argument, at a byte of it.
    Argument { message: String, name: &'static str, text: String, at: usize },
    /// Diagnostics that are complete already.
    Diagnostics(String),
    /// Nobody reads what is written.
    Output(io::Error),
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self::Message { message: message.into(), hint: None }
    }

    pub(crate) fn hinted(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Message { message: message.into(), hint: Some(hint.into()) }
    }

    /// Whether it is no failure but the end of a pipe.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The failure as text for people.
    pub(crate) fn render(&self, style: Style) -> String {
        match self {
            Self::Message { message, hint } => human::failure(message, hint.as_deref(), style),
            Self::Argument { message, name, text, at } => human::failure_in(message, name, text, *at, style),
            Self::Diagnostics(text) => text.clone(),
            Self::Output(error) => human::failure(&format!("cannot write: {error}"), None, style),
        }
    }
}
