//! Applied traits, and documentation comments.

use super::names::Names;
use super::nodes;
use crate::ids;
use crate::node::{Node, Value};
use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;
use crate::write::ast::is_written;
use crate::write::text::Text;

/// The traits of a shape that are written, sorted by id, without some.
pub(super) fn of<'s>(shape: &'s Shape, without: &[ShapeId]) -> Vec<(ShapeId, &'s Node)> {
    let own = shape.traits.iter().filter(|(id, applied)| is_written(*id, applied) && !without.contains(id));
    let mut traits: Vec<_> = own.map(|(id, applied)| (id, &applied.value)).collect();
    traits.sort_by_key(|(id, _)| *id);
    traits
}

/// Writes documentation as a comment, and traits, a line or more each.
pub(super) fn before_shape(text: &mut Text, traits: &[(ShapeId, &Node)], names: &Names<'_>) {
    let docs = traits.iter().find(|(id, _)| *id == ids::DOCUMENTATION).and_then(|(_, node)| node.as_str());
    // A comment ends with its line, whatever ends that.
    let docs = docs.filter(|docs| !docs.contains('\r'));
    for line in docs.into_iter().flat_map(|docs| docs.split('\n')) {
        text.line(&format!("/// {line}"));
    }
    for (id, node) in traits.iter().filter(|(id, _)| *id != ids::DOCUMENTATION || docs.is_none()) {
        applied(text, *id, node, names);
        text.end_line();
    }
}

/// Writes one trait, without a line break at its end.
fn applied(text: &mut Text, id: ShapeId, node: &Node, names: &Names<'_>) {
    let shape = names.shape(id);
    let is_document = shape.is_some_and(|shape| shape.shape_type() == ShapeType::Document);
    text.put(&format!("@{}", names.reference(id)));
    match &node.value {
        Value::Object(object) if !object.is_empty() => {
            text.block("(", ")", |text| nodes::members(text, object, shape, names));
        }
        // What a trait without a value is taken for.
        Value::Object(_) if shape.is_some() && !is_document => {}
        _ => {
            text.put("(");
            nodes::value(text, node, shape, names);
            text.put(")");
        }
    }
}

/// Writes traits that are put on an inherited member, as an `apply` statement behind a blank line.
pub(super) fn apply(text: &mut Text, target: ShapeId, traits: &[(ShapeId, &Node)], names: &Names<'_>) {
    let target = names.reference(target);
    match traits {
        [] => {}
        [(id, node)] => {
            text.end_line();
            text.put(&format!("apply {target} "));
            applied(text, *id, node, names);
            text.end_line();
        }
        traits => {
            text.end_line();
            text.put(&format!("apply {target} "));
            text.block("{", "}", |text| {
                for (id, node) in traits {
                    applied(text, *id, node, names);
                    text.end_line();
                }
            });
            text.end_line();
        }
    }
}
