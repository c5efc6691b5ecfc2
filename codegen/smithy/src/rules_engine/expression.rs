//! Expressions: references, literals, function calls.

use std::fmt;

use crate::source::Span;

use super::error::{Result, RuleError, While};
use super::functions::Function;
use super::template::Template;

/// An expression, and where it was written.
#[derive(Clone, Debug)]
pub struct Expression<'n> {
    /// What it is.
    pub kind: ExpressionKind<'n>,
    /// Where it was written.
    pub span: Span,
}

/// What an [`Expression`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionKind<'n> {
    /// `{"ref": …}`
    Reference(&'n str),
    /// `true` or `false`
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A string, with or without expressions in it.
    String(Template<'n>),
    /// A list.
    Tuple(Vec<Expression<'n>>),
    /// Named values.
    Record(Vec<(&'n str, Expression<'n>)>),
    /// A part of something: the function `getAttr`, or `a#b` in a string.
    Attribute {
        /// Of what.
        target: Box<Expression<'n>>,
        /// The path as it was written.
        path: &'n str,
        /// The steps of the path.
        parts: Vec<PathPart<'n>>,
    },
    /// The call of any other function.
    Call {
        /// The function.
        function: &'static Function,
        /// Its arguments.
        arguments: Vec<Expression<'n>>,
    },
}

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathPart<'n> {
    /// A field.
    Key(&'n str),
    /// An element; negative ones count from the end.
    Index(i64),
}

/// Where an expression was written does not count.
impl PartialEq for Expression<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl<'n> Expression<'n> {
    /// Reads what stands in braces: `name` or `name#path`.
    pub(super) fn parse_short_form(text: &'n str, span: Span) -> Result<Self> {
        let parse = || match text.split_once('#') {
            Some((name, path)) => {
                let target = Self { kind: ExpressionKind::Reference(name), span };
                Self::attribute(target, path, span)
            }
            None => Ok(Self { kind: ExpressionKind::Reference(text), span }),
        };
        parse().during(|| format!("while parsing `{text}` within a template"), span)
    }

    /// A part of something.
    pub(super) fn attribute(target: Self, path: &'n str, span: Span) -> Result<Self> {
        let parts = parse_path(path).map_err(|message| RuleError::new(message, span))?;
        Ok(Self { kind: ExpressionKind::Attribute { target: Box::new(target), path, parts }, span })
    }

    /// The string, if it is one without expressions in it.
    pub fn as_static_str(&self) -> Option<String> {
        if let ExpressionKind::String(template) = &self.kind { template.as_static() } else { None }
    }
}

fn parse_path(path: &str) -> std::result::Result<Vec<PathPart<'_>>, String> {
    let mut parts = Vec::new();
    for component in path.split('.') {
        let Some((key, index)) = component.split_once('[') else {
            if component.is_empty() {
                return Err("Invalid argument to GetAttr: path may not be empty".into());
            }
            parts.push(PathPart::Key(component));
            continue;
        };
        let Some(number) = index.strip_suffix(']') else {
            return Err(format!("Invalid path component: {component}. Must end with `]`"));
        };
        let Ok(number) = number.parse() else {
            return Err(format!("{number} could not be parsed as a number"));
        };
        if !key.is_empty() {
            parts.push(PathPart::Key(key));
        }
        parts.push(PathPart::Index(number));
    }
    Ok(parts)
}

/// As it stands in messages.
impl fmt::Display for Expression<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExpressionKind::Reference(name) => f.write_str(name),
            ExpressionKind::Boolean(value) => write!(f, "{value}"),
            ExpressionKind::Integer(value) => write!(f, "{value}"),
            ExpressionKind::String(template) => write!(f, "{template}"),
            ExpressionKind::Attribute { target, path, .. } => write!(f, "{target}#{path}"),
            ExpressionKind::Tuple(items) => {
                f.write_str("[")?;
                list(f, items)?;
                f.write_str("]")
            }
            ExpressionKind::Record(fields) => {
                f.write_str("{")?;
                for (i, (name, value)) in fields.iter().enumerate() {
                    write!(f, "{}{name}={value}", if i == 0 { "" } else { ", " })?;
                }
                f.write_str("}")
            }
            ExpressionKind::Call { function, arguments } => {
                write!(f, "{}(", function.name)?;
                list(f, arguments)?;
                f.write_str(")")
            }
        }
    }
}

fn list(f: &mut fmt::Formatter<'_>, items: &[Expression<'_>]) -> fmt::Result {
    for (i, item) in items.iter().enumerate() {
        write!(f, "{}{item}", if i == 0 { "" } else { ", " })?;
    }
    Ok(())
}
