//! Node values: arrays and objects over several lines, ids of shapes without quotes.

use super::names::Names;
use crate::ids;
use crate::node::{Node, Object, Value};
use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;
use crate::write::text::Text;

/// Writes a value; `shape` is the shape or member it is a value of, if that is known.
pub(super) fn value(text: &mut Text, node: &Node, shape: Option<&Shape>, names: &Names<'_>) {
    let target = shape.and_then(|shape| names.model.target(shape));
    match &node.value {
        Value::Array(elements) if !elements.is_empty() => text.block("[", "]", |text| {
            let member = target.and_then(|target| names.model.member(target, "member"));
            for element in elements {
                value(text, element, member, names);
                text.end_line();
            }
        }),
        Value::Object(object) if !object.is_empty() => {
            text.block("{", "}", |text| members(text, object, target, names));
        }
        Value::String(id) => {
            let id = shape.filter(|shape| is_id(shape, names)).and_then(|_| reference(id, names));
            text.put(&id.unwrap_or_else(|| node.to_string()));
        }
        _ => text.put(&node.to_string()),
    }
}

/// Writes the members of an object, a line each; `shape` is the shape it is a value of.
pub(super) fn members(text: &mut Text, object: &Object, shape: Option<&Shape>, names: &Names<'_>) {
    for (name, node) in object.iter() {
        text.put(&format!("{}: ", key(name)));
        let member = shape.and_then(|shape| match shape.shape_type() {
            ShapeType::Map => names.model.member(shape, "value"),
            _ => names.model.member(shape, name),
        });
        value(text, node, member, names);
        text.end_line();
    }
}

/// A key, in quotes unless it is an identifier.
pub(super) fn key(name: &str) -> String {
    if crate::shape_id::is_identifier(name) { name.to_owned() } else { Node::synthetic(name).to_string() }
}

/// Whether strings of a shape are ids of shapes.
fn is_id(shape: &Shape, names: &Names<'_>) -> bool {
    shape.has_trait(ids::ID_REF) || names.model.target(shape).is_some_and(|target| target.has_trait(ids::ID_REF))
}

/// An id as it can stand without quotes: that of a shape there is, not to be taken for a keyword.
fn reference(id: &str, names: &Names<'_>) -> Option<String> {
    let id = names.shape(ShapeId::parse(id).ok()?)?.id;
    let reference = names.reference(id);
    Some(if matches!(reference.as_str(), "true" | "false" | "null") { id.to_string() } else { reference })
}
