//! JSON values that keep the text of their numbers, and how to compare them.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A JSON value. Numbers keep their text, because no digit of a `bigDecimal` may be lost on the way into a test.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number, as it was written.
    Number(Box<str>),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object: keys with values, in the order written.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// Parses a JSON text.
    pub fn parse(text: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(text)
    }

    /// The value under `key`, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The first place where the two differ as JSON values: the order of keys does not count, nor how a number is
    /// written. `None` when they are equal.
    pub fn difference(&self, found: &Self) -> Option<Difference> {
        self.difference_at(found, &mut String::new())
    }

    fn difference_at(&self, found: &Self, path: &mut String) -> Option<Difference> {
        let here =
            |path: &str| Difference { path: path.to_owned(), expected: self.to_string(), found: found.to_string() };
        match (self, found) {
            (Self::Number(a), Self::Number(b)) if same_number(a, b) => None,
            (Self::Array(a), Self::Array(b)) if a.len() == b.len() => a
                .iter()
                .zip(b)
                .enumerate()
                .find_map(|(index, (a, b))| within(path, &index, |path| a.difference_at(b, path))),
            (Self::Object(a), Self::Object(b)) if a.len() == b.len() => a.iter().find_map(|(key, a)| {
                let Some(b) = found.get(key) else { return Some(here(path)) };
                within(path, key, |path| a.difference_at(b, path))
            }),
            (a, b) if a == b => None,
            _ => Some(here(path)),
        }
    }
}

/// Does something one step further down a path.
pub(crate) fn within<T>(path: &mut String, step: &dyn fmt::Display, act: impl FnOnce(&mut String) -> T) -> T {
    use fmt::Write as _;
    let length = path.len();
    // Writing to a string never fails.
    let _ = write!(path, "/{step}");
    let result = act(path);
    path.truncate(length);
    result
}

/// Where and how two values differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// A JSON pointer; empty for the whole value.
    pub path: String,
    /// What should be there.
    pub expected: String,
    /// What is there.
    pub found: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at `{}`: expected {}, found {}", self.path, self.expected, self.found)
    }
}

/// Whether two JSON numbers are the same number.
pub(crate) fn same_number(a: &str, b: &str) -> bool {
    a == b || Decimal::parse(a).is_some_and(|a| Some(a) == Decimal::parse(b))
}

/// A number without its ways of writing: `0.DIGITS × 10^exponent`, no zeros around the digits.
#[derive(PartialEq, Eq, Debug)]
struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    fn parse(text: &str) -> Option<Self> {
        let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        let significant = digits.trim_start_matches('0');
        if significant.is_empty() {
            return Some(Self { negative: false, digits: String::new(), exponent: 0 });
        }
        let leading = i64::try_from(digits.len() - significant.len()).ok()?;
        let point = i64::try_from(whole.len()).ok()? - leading;
        let exponent = exponent.strip_prefix('+').unwrap_or(exponent).parse::<i64>().ok()?.checked_add(point)?;
        Some(Self { negative, digits: significant.trim_end_matches('0').to_owned(), exponent })
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        from_raw(&raw).map_err(D::Error::custom)
    }
}

/// serde's own numbers lose digits, so each value is first taken as its text. That reads every level again, which
/// is no matter for values as small as those of tests.
fn from_raw(raw: &RawValue) -> Result<Value, serde_json::Error> {
    let text = raw.get();
    Ok(match text.as_bytes().first() {
        Some(b'{') => Value::Object(serde_json::from_str::<Members>(text)?.0),
        Some(b'[') => {
            let elements: Vec<Box<RawValue>> = serde_json::from_str(text)?;
            Value::Array(elements.iter().map(|element| from_raw(element)).collect::<Result<_, _>>()?)
        }
        Some(b'"') => Value::String(serde_json::from_str(text)?),
        Some(b't') => Value::Boolean(true),
        Some(b'f') => Value::Boolean(false),
        Some(b'n') => Value::Null,
        _ => Value::Number(text.into()),
    })
}

/// The members of an object, in order.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Members;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    members.push(entry);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Visit)
    }
}

/// Prints the value as compact JSON.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Number(text) => f.write_str(text),
            Self::String(text) => f.write_str(&quoted(text)),
            Self::Array(elements) => {
                f.write_str("[")?;
                for (index, element) in elements.iter().enumerate() {
                    write!(f, "{}{element}", if index == 0 { "" } else { "," })?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                f.write_str("{")?;
                for (index, (key, value)) in members.iter().enumerate() {
                    write!(f, "{}{}:{value}", if index == 0 { "" } else { "," }, quoted(key))?;
                }
                f.write_str("}")
            }
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text as a JSON string.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences() {
        let same = None;
        for (a, b, expected) in [
            ("{\"a\":1,\"b\":[null,true]}", "{ \"b\" : [null, true], \"a\": 1.0 }", same),
            ("1e2", "100", same),
            ("-0.00120", "-12e-4", same),
            ("0", "-0.0e9", same),
            ("12345678901234567890.1", "12345678901234567890.10", same),
            ("\"\\u0041\"", "\"A\"", same),
            (
                "12345678901234567890",
                "12345678901234567891",
                Some("at ``: expected 12345678901234567890, found 12345678901234567891"),
            ),
            ("{\"a\":[1,{\"b\":2}]}", "{\"a\":[1,{\"b\":3}]}", Some("at `/a/1/b`: expected 2, found 3")),
            ("{\"a\":null}", "{}", Some("at ``: expected {\"a\":null}, found {}")),
            ("[1]", "[1,1]", Some("at ``: expected [1], found [1,1]")),
            ("1", "\"1\"", Some("at ``: expected 1, found \"1\"")),
            ("1", "-1", Some("at ``: expected 1, found -1")),
        ] {
            let parse = |text: &str| Value::parse(text.as_bytes()).unwrap();
            let found = parse(a).difference(&parse(b)).map(|difference| difference.to_string());
            assert_eq!(found.as_deref(), expected, "{a} {b}");
        }
        assert!(Value::parse(b"{").is_err());
    }
}
