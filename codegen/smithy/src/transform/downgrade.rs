//! Models as version 1.0 can express them.
//!
//! Mixins become what they stand for, enums strings with `@enum`, integer enums integers; defaults become `@box`, or its
//! absence; properties of resources and the traits that only 2.0 knows go.

use super::flatten_mixins;
use crate::ids;
use crate::model::Model;
use crate::node::{Node, Number, Object, Value};
use crate::shape::{AppliedTrait, Shape, ShapeKind, ShapeType};
use crate::shape_id::ShapeId;
use crate::source::Span;

/// Traits that 1.0 does not know. `@default` is looked at before it goes.
const UNKNOWN: [ShapeId; 8] = [
    ids::ADDED_DEFAULT,
    ids::CLIENT_OPTIONAL,
    ids::DEFAULT,
    ids::ENUM_VALUE,
    ids::MIXIN,
    ids::NESTED_PROPERTIES,
    ids::NOT_PROPERTY,
    ids::PROPERTY,
];

/// Makes a model one that 1.0 can express. What comes with the toolchain stays as it is.
pub fn downgrade(model: &mut Model) {
    flatten_mixins(model);
    let own = |model: &Model| -> Vec<ShapeId> {
        model.shapes().map(|shape| shape.id).filter(|id| !model.is_builtin(*id)).collect()
    };
    for id in own(model) {
        let Some(shape) = model.shape(id).filter(|shape| !shape.id.is_member()) else { continue };
        match shape.shape_type() {
            ShapeType::Enum => {
                let values = Value::Array(model.members(shape).map(enum_value).collect());
                let members = replace(model, id, ShapeKind::String);
                remove(model, &members);
                apply(model, id, ids::ENUM, values);
            }
            ShapeType::IntEnum => {
                let members = replace(model, id, ShapeKind::Integer);
                remove(model, &members);
            }
            _ => {}
        }
    }
    for id in own(model) {
        let Some(shape) = model.shapes.get_mut(&id) else { continue };
        if let ShapeKind::Resource(resource) = &mut shape.kind {
            resource.properties.clear();
        }
        let is_boxed = is_boxed(shape);
        for unknown in UNKNOWN {
            shape.traits.remove(unknown);
        }
        shape.traits.remove(ids::BOX);
        if is_boxed {
            apply(model, id, ids::BOX, Value::Object(Object::default()));
        }
    }
}

/// Whether 1.0 has to be told that there may be no value: a member without a default of its own, a number or boolean
/// without zero as its default.
fn is_boxed(shape: &Shape) -> bool {
    let default = shape.trait_value(ids::DEFAULT);
    match shape.shape_type() {
        ShapeType::Member => default.is_some_and(Node::is_null),
        ShapeType::Boolean => default.and_then(Node::as_bool) != Some(false),
        ShapeType::Byte
        | ShapeType::Short
        | ShapeType::Integer
        | ShapeType::Long
        | ShapeType::Float
        | ShapeType::Double => default.and_then(Node::as_number).map(Number::as_f64) != Some(0.0),
        _ => false,
    }
}

/// A member of an enum, as `@enum` lists it.
fn enum_value(member: &Shape) -> Node {
    let name = member.id.member().unwrap_or_default();
    let mut entry = Object::default();
    let mut put = |key: &str, node: Node| drop(entry.insert(key, Span::NONE, node));
    put("value", member.trait_value(ids::ENUM_VALUE).cloned().unwrap_or_else(|| Node::synthetic(name)));
    put("name", Node::synthetic(name));
    if let Some(documentation) = member.trait_value(ids::DOCUMENTATION) {
        put("documentation", documentation.clone());
    }
    let mut tags: Vec<Node> = member.trait_value(ids::TAGS).and_then(Node::as_array).unwrap_or_default().to_vec();
    if member.has_trait(ids::INTERNAL) && tags.iter().all(|tag| tag.as_str() != Some("internal")) {
        tags.push(Node::synthetic("internal"));
    }
    if !tags.is_empty() {
        put("tags", Node::synthetic(tags));
    }
    if member.has_trait(ids::DEPRECATED) {
        put("deprecated", Node::synthetic(true));
    }
    Node::synthetic(entry)
}

/// Gives a shape another kind, without members; returns those it had.
fn replace(model: &mut Model, id: ShapeId, kind: ShapeKind) -> Vec<ShapeId> {
    let Some(shape) = model.shapes.get_mut(&id) else { return Vec::new() };
    shape.kind = kind;
    std::mem::take(&mut shape.members)
}

fn remove(model: &mut Model, members: &[ShapeId]) {
    model.shapes.retain(|id, _| !members.contains(id));
}

fn apply(model: &mut Model, id: ShapeId, applied: ShapeId, value: Value) {
    if let Some(shape) = model.shapes.get_mut(&id) {
        shape.traits.insert(applied, AppliedTrait::new(Node::synthetic(value), Span::NONE));
    }
}
