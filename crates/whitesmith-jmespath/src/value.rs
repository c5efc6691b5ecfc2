//! Values: what JSON can say.
//!
//! Objects keep their order.

use std::collections::BTreeMap;
use std::fmt;

use crate::json_string::write_json_string;
use crate::number::Number;

/// A value.
///
/// Equality is JSON's: the order of an object's keys does not count, and numbers are equal by what they are.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(Box<str>),
    /// An array.
    Array(Vec<Value>),
    /// An object.
    Object(Object),
}

/// An object: keys with values, in the order of their insertion.
#[derive(Clone, Default)]
pub struct Object {
    entries: Vec<(Box<str>, Value)>,
    /// Where each key stands, if there are more than [`FEW`]; empty otherwise.
    places: BTreeMap<Box<str>, usize>,
}

/// Up to so many keys are compared one by one, which takes less than a tree of them.
const FEW: usize = 12;

impl Value {
    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The boolean, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Boolean(value) = self { Some(*value) } else { None }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<&Number> {
        if let Self::Number(value) = self { Some(value) } else { None }
    }

    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(value) = self { Some(value) } else { None }
    }

    /// The elements, if it is an array.
    pub fn as_array(&self) -> Option<&[Self]> {
        if let Self::Array(value) = self { Some(value) } else { None }
    }

    /// The object, if it is one.
    pub fn as_object(&self) -> Option<&Object> {
        if let Self::Object(value) = self { Some(value) } else { None }
    }

    /// The value under `key`, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_object()?.get(key)
    }

    /// What kind of value it is, in the specification's words: `null`, `boolean`, `number`, …
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "boolean",
            Self::Number(_) => "number",
            Self::String(_) => "string",
            Self::Array(_) => "array",
            Self::Object(_) => "object",
        }
    }
}

impl Object {
    /// An empty object with room for `capacity` keys.
    pub fn with_capacity(capacity: usize) -> Self {
        Self { entries: Vec::with_capacity(capacity), places: BTreeMap::new() }
    }

    fn place(&self, key: &str) -> Option<usize> {
        if self.entries.len() > FEW {
            self.places.get(key).copied()
        } else {
            self.entries.iter().position(|(own, _)| **own == *key)
        }
    }

    /// The value under `key`.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.entries.get(self.place(key)?).map(|(_, value)| value)
    }

    /// Adds a key, or replaces its value, which stays in its place then.
    pub fn insert(&mut self, key: impl Into<Box<str>>, value: Value) {
        let key = key.into();
        if let Some((_, own)) = self.place(&key).and_then(|at| self.entries.get_mut(at)) {
            *own = value;
            return;
        }
        if self.entries.len() == FEW {
            self.places = self.entries.iter().enumerate().map(|(at, (key, _))| (key.clone(), at)).collect();
        }
        if self.entries.len() >= FEW {
            self.places.insert(key.clone(), self.entries.len());
        }
        self.entries.push((key, value));
    }

    /// Keys and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.entries.iter().map(|(key, value)| (&**key, value))
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(key, value)| other.get(key) == Some(value))
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}
impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::String(value.into())
    }
}
impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::String(value.into())
    }
}
impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Number(Number::from_text(value.to_string()))
    }
}
/// `null` where the number is infinite, or none: JSON cannot say that.
impl From<f64> for Value {
    fn from(value: f64) -> Self {
        if value.is_finite() { Self::Number(Number::from_text(value.to_string())) } else { Self::Null }
    }
}
impl From<Number> for Value {
    fn from(value: Number) -> Self {
        Self::Number(value)
    }
}
impl From<Vec<Value>> for Value {
    fn from(value: Vec<Value>) -> Self {
        Self::Array(value)
    }
}
impl From<Object> for Value {
    fn from(value: Object) -> Self {
        Self::Object(value)
    }
}

/// Prints the value as compact JSON.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Number(value) => write!(f, "{value}"),
            Self::String(value) => write_json_string(f, value),
            Self::Array(elements) => {
                f.write_str("[")?;
                for (i, element) in elements.iter().enumerate() {
                    write!(f, "{}{element}", if i == 0 { "" } else { "," })?;
                }
                f.write_str("]")
            }
            Self::Object(object) => {
                f.write_str("{")?;
                for (i, (key, value)) in object.iter().enumerate() {
                    f.write_str(if i == 0 { "" } else { "," })?;
                    write_json_string(f, key)?;
                    write!(f, ":{value}")?;
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
impl fmt::Debug for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_and_large_objects_behave_alike() {
        let mut object = Object::default();
        for i in 0..40_i64 {
            object.insert(i.to_string(), Value::Null);
            object.insert(i.to_string(), i.into());
            assert_eq!(object.get(&i.to_string()), Some(&Value::from(i)));
            assert!(object.iter().map(|(key, _)| key.to_owned()).eq((0..=i).map(|i| i.to_string())), "in order");
        }
        let reversed = (0..40_i64).rev().fold(Object::default(), |mut object, i| {
            object.insert(i.to_string(), i.into());
            object
        });
        assert_eq!(object, reversed);
        assert_eq!((object.len(), object.get("40")), (40, None));
    }

    #[test]
    fn numbers() {
        for (text, number) in [
            ("1", true),
            ("-0.5e+10", true),
            ("123456789012345678901234567890", true),
            ("01", false),
            ("1 ", false),
            ("\"1\"", false),
            ("NaN", false),
            ("", false),
        ] {
            assert_eq!(Number::parse(text).map(|number| number.as_str().to_owned()), number.then(|| text.into()));
        }
        assert_eq!(Value::from(f64::NAN), Value::Null);
        assert_eq!(Value::from(2.0), Value::from(2));
    }
}
