//! What is wrong with a rule set, and on the way to where.

use std::fmt;

use crate::source::Span;

/// A rule set that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// What was being done, innermost first, and where.
    contexts: Vec<(String, Span)>,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub span: Span,
    /// For a name declared twice: where it was first.
    pub first_declared: Option<Span>,
}

/// The result of reading or checking a part of a rule set.
pub(super) type Result<T> = std::result::Result<T, RuleError>;

impl RuleError {
    pub(super) fn new(message: impl Into<String>, span: Span) -> Self {
        Self { contexts: Vec::new(), message: message.into(), span, first_declared: None }
    }

    /// The message with everything that led to it, outermost first. `locate` names the place of a span, `line` the
    /// line alone; a place is not repeated while it stays the same.
    pub fn render(&self, locate: impl Fn(Span) -> Option<String>, line: impl Fn(Span) -> Option<usize>) -> String {
        let mut text = String::new();
        let mut last = Span::NONE;
        let mut place = |text: &mut String, span: Span| {
            if !span.is_none() && (span.file, span.start) != (last.file, last.start) {
                last = span;
                if let Some(place) = locate(span) {
                    *text += "\n  at ";
                    *text += &place;
                }
            }
        };
        for (context, span) in self.contexts.iter().rev() {
            text += context;
            place(&mut text, *span);
            text += "\n";
        }
        text += &self.message;
        if let Some(line) = self.first_declared.and_then(line) {
            text += " (first declared on line ";
            text += &line.to_string();
            text += ")";
        }
        place(&mut text, self.span);
        text
    }
}

/// The message, and what was being done.
impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(|_| None, |_| None))
    }
}

impl std::error::Error for RuleError {}

/// Says what was being done when something failed.
pub(super) trait While<T> {
    fn during(self, context: impl FnOnce() -> String, span: Span) -> Result<T>;
}

impl<T> While<T> for Result<T> {
    fn during(self, context: impl FnOnce() -> String, span: Span) -> Self {
        self.map_err(|mut error| {
            error.contexts.push((context(), span));
            error
        })
    }
}
