//! Numbers. They keep their text, so that no digit is lost on the way.

use std::fmt;

use crate::value::Value;

/// A number as it was written.
#[derive(Clone)]
pub struct Number(Box<str>);

impl Number {
    /// A number from the text that JSON has for it. `None` when `text` is none.
    pub fn parse(text: &str) -> Option<Self> {
        match crate::json::parse(text)? {
            Value::Number(number) if number.0.len() == text.len() => Some(number),
            _ => None,
        }
    }

    /// The same, of a text that is known to be one.
    pub fn from_text(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// The number as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number as an integer, if it is one without fraction or exponent and fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// The nearest double.
    pub fn as_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// Whether it is written without fraction and exponent.
    pub fn is_integer(&self) -> bool {
        !self.0.contains(['.', 'e', 'E'])
    }
}

impl PartialEq for Number {
    /// Equal texts are equal; otherwise integers compare exactly and anything else as doubles.
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || !(self.is_integer() && other.is_integer()) && self.as_f64() == other.as_f64()
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
