//! Strings with expressions in braces.

use std::fmt;

use crate::source::Span;

use super::error::{Result, RuleError};
use super::expression::Expression;

/// A string with expressions in braces, in pieces.
#[derive(Clone, Debug, PartialEq)]
pub struct Template<'n> {
    /// The string as it was written.
    pub text: &'n str,
    /// Its pieces. A string without braces is one piece, or none if it is empty.
    pub parts: Vec<TemplatePart<'n>>,
}

/// A piece of a [`Template`].
#[derive(Clone, Debug, PartialEq)]
pub enum TemplatePart<'n> {
    /// Text to take as it is. Doubled braces come as two pieces, each with one of the braces.
    Text(&'n str),
    /// An expression to put in: a reference, or `reference#path`.
    Expression(Expression<'n>),
}

impl<'n> Template<'n> {
    /// Reads a template.
    pub(super) fn parse(text: &'n str, span: Span) -> Result<Self> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, behind) = rest.split_at(at);
            let brace = &behind[..1];
            let after = &behind[1..];
            if let Some(unescaped) = after.strip_prefix(brace) {
                // A doubled brace stands for one; the text before and the first of both are one piece.
                parts.push(TemplatePart::Text(&rest[..=at]));
                rest = unescaped;
                continue;
            }
            if brace == "}" {
                return Err(RuleError::new("Encountered unmatched `}` in template", span));
            }
            if !before.is_empty() {
                parts.push(TemplatePart::Text(before));
            }
            let Some((inner, unread)) = after.split_once('}') else {
                return Err(RuleError::new("Encountered unmatched `{` in template", span));
            };
            if inner.contains('{') {
                return Err(RuleError::new("Encountered `{` within an expression in template", span));
            }
            parts.push(TemplatePart::Expression(Expression::parse_short_form(inner, span)?));
            rest = unread;
        }
        if !rest.is_empty() {
            parts.push(TemplatePart::Text(rest));
        }
        Ok(Self { text, parts })
    }

    /// The text, if there is nothing to put in.
    pub fn as_static(&self) -> Option<String> {
        let text = |part: &TemplatePart<'n>| match part {
            TemplatePart::Text(text) => Some(*text),
            TemplatePart::Expression(_) => None,
        };
        self.parts.iter().map(text).collect()
    }
}

impl fmt::Display for Template<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.text)
    }
}
