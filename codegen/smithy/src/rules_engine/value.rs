//! The values of parameters and expressions.

use std::borrow::Cow;
use std::fmt;

use crate::node::{Node, Value as NodeValue};

/// The value of a parameter or expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'n> {
    /// Nothing.
    Empty,
    /// `true` or `false`
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// Text.
    String(Cow<'n, str>),
    /// A list.
    Array(Vec<Value<'n>>),
    /// Named values, in order.
    Record(Vec<(Cow<'n, str>, Value<'n>)>),
}

impl<'n> Value<'n> {
    /// The value that a node stands for; `None` for numbers that are not whole.
    pub fn of(node: &'n Node) -> Option<Self> {
        Some(match &node.value {
            NodeValue::Null => Self::Empty,
            NodeValue::Boolean(value) => Self::Boolean(*value),
            NodeValue::Number(number) => Self::Integer(number.as_i64()?),
            NodeValue::String(text) => Self::String(Cow::Borrowed(text)),
            NodeValue::Array(elements) => Self::Array(elements.iter().map(Self::of).collect::<Option<_>>()?),
            NodeValue::Object(object) => {
                let fields = object.iter().map(|(key, node)| Some((Cow::Borrowed(key), Self::of(node)?)));
                Self::Record(fields.collect::<Option<_>>()?)
            }
        })
    }

    /// Text.
    pub fn text(text: impl Into<Cow<'n, str>>) -> Self {
        Self::String(text.into())
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The field with this name, if it is a record that has it.
    pub fn field(&self, name: &str) -> Option<&Self> {
        let Self::Record(fields) = self else { return None };
        fields.iter().find(|(field, _)| field == name).map(|(_, value)| value)
    }

    /// Whether this is the value a node stands for. The order of fields does not count.
    pub fn is(&self, node: &Node) -> bool {
        match (self, &node.value) {
            (Self::Empty, NodeValue::Null) => true,
            (Self::Boolean(left), NodeValue::Boolean(right)) => left == right,
            (Self::Integer(left), NodeValue::Number(right)) => right.as_i64() == Some(*left),
            (Self::String(left), NodeValue::String(right)) => *left == **right,
            (Self::Array(left), NodeValue::Array(right)) => {
                left.len() == right.len() && left.iter().zip(right).all(|(left, right)| left.is(right))
            }
            (Self::Record(left), NodeValue::Object(right)) => {
                left.len() == right.len()
                    && left.iter().all(|(name, left)| right.get(name).is_some_and(|right| left.is(right)))
            }
            _ => false,
        }
    }

    /// Whether a condition with this value holds.
    pub fn holds(&self) -> bool {
        !matches!(self, Self::Empty | Self::Boolean(false))
    }

    /// The name of its type, as messages have it.
    pub fn type_name(&self) -> String {
        match self {
            Self::Empty => "EmptyType".into(),
            Self::Boolean(_) => "BooleanType".into(),
            Self::Integer(_) => "IntegerType".into(),
            Self::String(_) => "StringType".into(),
            Self::Array(elements) => {
                format!("ArrayType[{}]", elements.first().map_or("EmptyType".into(), Self::type_name))
            }
            Self::Record(fields) => {
                let fields: Vec<_> =
                    fields.iter().map(|(name, value)| format!("{name}={}", value.type_name())).collect();
                format!("RecordType[{{{}}}]", fields.join(", "))
            }
        }
    }

    /// The same, owning its text.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Empty => Value::Empty,
            Self::Boolean(value) => Value::Boolean(value),
            Self::Integer(value) => Value::Integer(value),
            Self::String(text) => Value::String(Cow::Owned(text.into_owned())),
            Self::Array(elements) => Value::Array(elements.into_iter().map(Self::into_owned).collect()),
            Self::Record(fields) => Value::Record(
                fields.into_iter().map(|(name, value)| (Cow::Owned(name.into_owned()), value.into_owned())).collect(),
            ),
        }
    }
}

/// As it stands in messages: records and lists like maps and lists of Java, text without quotes.
impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("<empty>"),
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Integer(value) => write!(f, "{value}"),
            Self::String(text) => f.write_str(text),
            Self::Array(elements) => {
                f.write_str("[")?;
                for (i, element) in elements.iter().enumerate() {
                    write!(f, "{}{element}", if i == 0 { "" } else { ", " })?;
                }
                f.write_str("]")
            }
            Self::Record(fields) => {
                f.write_str("{")?;
                for (i, (name, value)) in fields.iter().enumerate() {
                    write!(f, "{}{name}={value}", if i == 0 { "" } else { ", " })?;
                }
                f.write_str("}")
            }
        }
    }
}
