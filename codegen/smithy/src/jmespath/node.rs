//! Nodes as the values that expressions run on, and back.

use whitesmith_jmespath as jmespath;

use super::{Error, Expression};
use crate::node::{Node, Object, Value};
use crate::source::Span;

/// Runs `expression` on `node`. The result was written nowhere.
///
/// # Errors
/// As [`whitesmith_jmespath::evaluate`].
pub fn evaluate(expression: &Expression, node: &Node) -> Result<Node, Error> {
    jmespath::evaluate(expression, &to_value(node)).map(|value| from_value(&value))
}

/// Reads a whole JSON text. `None` when it is not one, or nests too deep.
pub fn parse_json(text: &str) -> Option<Node> {
    jmespath::parse_json(text).map(|value| from_value(&value))
}

fn to_value(node: &Node) -> jmespath::Value {
    match &node.value {
        Value::Null => jmespath::Value::Null,
        Value::Boolean(value) => (*value).into(),
        Value::Number(number) => jmespath::Value::Number(number.clone()),
        Value::String(text) => (&**text).into(),
        Value::Array(elements) => elements.iter().map(to_value).collect::<Vec<_>>().into(),
        Value::Object(object) => {
            let mut converted = jmespath::Object::with_capacity(object.len());
            for (key, node) in object.iter() {
                converted.insert(key, to_value(node));
            }
            converted.into()
        }
    }
}

fn from_value(value: &jmespath::Value) -> Node {
    Node::synthetic(match value {
        jmespath::Value::Null => Value::Null,
        jmespath::Value::Boolean(value) => Value::Boolean(*value),
        jmespath::Value::Number(number) => Value::Number(number.clone()),
        jmespath::Value::String(text) => Value::String(text.clone()),
        jmespath::Value::Array(elements) => elements.iter().map(from_value).collect::<Vec<_>>().into(),
        jmespath::Value::Object(object) => {
            let mut converted = Object::with_capacity(object.len());
            for (key, value) in object.iter() {
                converted.insert(key, Span::NONE, from_value(value));
            }
            converted.into()
        }
    })
}
