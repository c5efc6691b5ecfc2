//! What loading and validation have to say: [`Event`]s, with the standard's ids and severities
//! ([Validation events](https://smithy.io/2.0/spec/model-validation.html)).

use std::borrow::Cow;
use std::fmt;

use crate::shape_id::ShapeId;
use crate::source::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Found, and suppressed by the model.
    Suppressed,
    /// Worth knowing.
    Note,
    /// Probably a mistake.
    Warning,
    /// Very probably a mistake; a build fails unless it is suppressed.
    Danger,
    /// The model is wrong.
    Error,
}

impl Severity {
    /// The specification's name, in capitals.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Suppressed => "SUPPRESSED",
            Self::Note => "NOTE",
            Self::Warning => "WARNING",
            Self::Danger => "DANGER",
            Self::Error => "ERROR",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Which rule: `Target`, `HttpMethodSemantics.MissingReadonlyTrait`, …
    pub id: Cow<'static, str>,
    /// How bad it is.
    pub severity: Severity,
    /// The shape it is about, if it is about one.
    pub shape: Option<ShapeId>,
    /// What is wrong, in the standard's words where it has them.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What to do about it, if we can tell.
    pub hint: Option<String>,
    /// Why the model suppressed it, if it did and said so.
    pub suppression_reason: Option<String>,
}

impl Event {
    /// An event about no shape and no place.
    pub fn new(severity: Severity, id: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            severity,
            shape: None,
            message: message.into(),
            span: Span::NONE,
            hint: None,
            suppression_reason: None,
        }
    }

    /// An [`Severity::Error`].
    pub fn error(id: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, id, message)
    }

    /// Says which shape, and where.
    #[must_use]
    pub fn about(mut self, shape: ShapeId, span: Span) -> Self {
        (self.shape, self.span) = (Some(shape), span);
        self
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = span;
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
