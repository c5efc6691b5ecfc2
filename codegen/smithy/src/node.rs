//! Node values: the JSON-like data that traits, metadata and the JSON AST are made of
//! ([Node values](https://smithy.io/2.0/spec/idl.html#node-values)).
//!
//! Every node knows where it was written. Numbers keep their text, because `bigDecimal` defaults must
//! come out as they went in. Objects keep their order.

use std::fmt;

use whitesmith_jmespath::write_json_string;

pub use whitesmith_jmespath::Number;

use crate::small_map::SmallMap;
use crate::source::Span;

/// A value with its place in the sources.
///
/// Equality is that of the values: where a node was written, and the order of an object's keys, do not count.
#[derive(Clone)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it was written.
    pub span: Span,
}

/// What a [`Node`] is.
#[derive(Clone, Debug, PartialEq)]
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
    Array(Vec<Node>),
    /// An object.
    Object(Object),
}

/// An object: keys with values, in the order written.
#[derive(Clone, Default, PartialEq)]
pub struct Object(SmallMap<Box<str>, Member>);

/// A value of an [`Object`], and where its key was written.
#[derive(Clone)]
pub struct Member {
    /// Where the key was written.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Node {
    /// A node at `span`.
    pub fn new(value: impl Into<Value>, span: Span) -> Self {
        Self { value: value.into(), span }
    }

    /// A node that no source wrote.
    pub fn synthetic(value: impl Into<Value>) -> Self {
        Self::new(value, Span::NONE)
    }

    /// An empty object: the value of a trait written without one.
    pub fn empty_object(span: Span) -> Self {
        Self::new(Object::default(), span)
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// The boolean, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        if let Value::Boolean(value) = self.value { Some(value) } else { None }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<&Number> {
        if let Value::Number(value) = &self.value { Some(value) } else { None }
    }

    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Value::String(value) = &self.value { Some(value) } else { None }
    }

    /// The elements, if it is an array.
    pub fn as_array(&self) -> Option<&[Node]> {
        if let Value::Array(value) = &self.value { Some(value) } else { None }
    }

    /// The object, if it is one.
    pub fn as_object(&self) -> Option<&Object> {
        if let Value::Object(value) = &self.value { Some(value) } else { None }
    }

    /// The object, if it is one, to change.
    pub fn as_object_mut(&mut self) -> Option<&mut Object> {
        if let Value::Object(value) = &mut self.value { Some(value) } else { None }
    }

    /// The value under `key`, if this is an object that has it, to change.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.as_object_mut()?.get_mut(key)
    }

    /// The value under `key`, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_object()?.get(key)
    }

    /// What kind of value it is, in the specification's words: `null`, `boolean`, `number`, …
    pub fn type_name(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Boolean(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        }
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl PartialEq for Member {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

impl Object {
    /// An empty object with room for `capacity` keys.
    pub fn with_capacity(capacity: usize) -> Self {
        Self(SmallMap::with_capacity(capacity))
    }

    /// The value under `key`.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.0.get(key).map(|member| &member.node)
    }

    /// The value under `key`, and where that key was written.
    pub fn get_member(&self, key: &str) -> Option<&Member> {
        self.0.get(key)
    }

    /// The value under `key`, to change.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.0.get_mut(key).map(|member| &mut member.node)
    }

    /// Adds or replaces a key; returns what was there.
    pub fn insert(&mut self, key: impl Into<Box<str>>, key_span: Span, node: Node) -> Option<Node> {
        self.0.insert(key.into(), Member { key_span, node }).map(|member| member.node)
    }

    /// Takes a key out, keeping the order of the others.
    pub fn remove(&mut self, key: &str) -> Option<Node> {
        self.0.remove(key).map(|member| member.node)
    }

    /// Whether the key is there.
    pub fn contains_key(&self, key: &str) -> bool {
        self.0.get(key).is_some()
    }

    /// Keys and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.0.iter().map(|(key, member)| (&**key, &member.node))
    }

    /// Keys, with their places, and values, in order.
    pub fn members(&self) -> impl Iterator<Item = (&str, &Member)> {
        self.0.iter().map(|(key, member)| (&**key, member))
    }

    /// The values in order, to change.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Node> {
        self.0.iter_mut().map(|(_, member)| &mut member.node)
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
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
impl From<Box<str>> for Value {
    fn from(value: Box<str>) -> Self {
        Self::String(value)
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
impl From<Number> for Value {
    fn from(value: Number) -> Self {
        Self::Number(value)
    }
}
impl From<Vec<Node>> for Value {
    fn from(value: Vec<Node>) -> Self {
        Self::Array(value)
    }
}
impl From<Object> for Value {
    fn from(value: Object) -> Self {
        Self::Object(value)
    }
}

/// Prints the node as compact JSON.
impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            Value::Null => f.write_str("null"),
            Value::Boolean(value) => write!(f, "{value}"),
            Value::Number(value) => write!(f, "{value}"),
            Value::String(value) => write_json_string(f, value),
            Value::Array(elements) => {
                f.write_str("[")?;
                for (i, element) in elements.iter().enumerate() {
                    write!(f, "{}{element}", if i == 0 { "" } else { "," })?;
                }
                f.write_str("]")
            }
            Value::Object(object) => {
                f.write_str("{")?;
                for (i, (key, node)) in object.iter().enumerate() {
                    f.write_str(if i == 0 { "" } else { "," })?;
                    write_json_string(f, key)?;
                    write!(f, ":{node}")?;
                }
                f.write_str("}")
            }
        }
    }
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl fmt::Debug for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}
