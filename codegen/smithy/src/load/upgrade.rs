//! Makes models of both versions mean the same.
//!
//! In 1.0 numbers and booleans had a zero value unless they were marked with `@box`; in 2.0 defaults are written. The
//! sources of 1.0 get the `@default` they imply, and those of 2.0 get the `@box` that a user of 1.0 would need to see;
//! both are synthetic. The last thing that sources leave out, the values of enum members, is added too.

use rustc_hash::FxHashMap;

use super::PRELUDE;
use super::assemble::State;
use super::parsed::Version;
use crate::event::{Event, Severity};
use crate::ids;
use crate::model::Model;
use crate::node::{Node, Number, Value};
use crate::shape::{AppliedTrait, Shape, ShapeKind, ShapeType};
use crate::shape_id::ShapeId;

/// The zero value of a type that had one in 1.0.
fn zero_value(shape_type: ShapeType) -> Option<Value> {
    match shape_type {
        ShapeType::Boolean => Some(Value::Boolean(false)),
        ShapeType::Byte
        | ShapeType::Short
        | ShapeType::Integer
        | ShapeType::Long
        | ShapeType::Float
        | ShapeType::Double
        | ShapeType::IntEnum => Some(Value::Number(Number::from_text("0"))),
        _ => None,
    }
}

/// Whether a type had a zero value in 1.0.
pub(crate) fn has_zero_value_in_v1(shape_type: ShapeType) -> bool {
    shape_type != ShapeType::IntEnum && zero_value(shape_type).is_some()
}

/// What was boxed in the prelude of 1.0.
const BOXED_IN_PRELUDE: [ShapeId; 7] = [
    ids::BOOLEAN_SHAPE,
    ids::BYTE_SHAPE,
    ids::SHORT_SHAPE,
    ids::INTEGER_SHAPE,
    ids::LONG_SHAPE,
    ids::FLOAT_SHAPE,
    ids::DOUBLE_SHAPE,
];

/// Upgrades the model.
pub(super) fn upgrade(model: &mut Model, versions: &FxHashMap<ShapeId, Version>, state: &mut State<'_>) {
    let mut changes: Vec<(ShapeId, ShapeId, Value)> = Vec::new();
    // Roots first: whether a member's target has a default decides over the member.
    for shape in model.shapes.values() {
        let version = versions.get(&shape.id.without_member()).copied();
        if zero_value(shape.shape_type()).is_none() || shape.has_trait(ids::BOX) || shape.has_trait(ids::DEFAULT) {
            continue;
        }
        if shape.id.namespace() == PRELUDE {
            if BOXED_IN_PRELUDE.contains(&shape.id) {
                changes.push((shape.id, ids::BOX, Value::Object(crate::Object::default())));
            }
        } else if version == Some(Version::V1) {
            if let Some(zero) = zero_value(shape.shape_type()) {
                changes.push((shape.id, ids::DEFAULT, zero));
            }
        } else if shape.shape_type() != ShapeType::IntEnum {
            changes.push((shape.id, ids::BOX, Value::Object(crate::Object::default())));
        }
    }
    apply(model, &mut changes);
    for shape in model.shapes.values().filter(|shape| shape.shape_type() == ShapeType::Structure) {
        if shape.id.namespace() == PRELUDE {
            continue;
        }
        let version = versions.get(&shape.id).copied().unwrap_or(Version::V2);
        for member in model.members(shape) {
            let Some(target) = model.target(member) else { continue };
            match version {
                Version::V1 => changes.extend(default_of_v1(member, target)),
                Version::V2 if needs_box(member, target) => {
                    changes.push((member.id, ids::BOX, Value::Object(crate::Object::default())));
                }
                Version::V2 => {}
            }
        }
    }
    apply(model, &mut changes);
    enum_values(model);
    deprecations(model, versions, state);
}

fn apply(model: &mut Model, changes: &mut Vec<(ShapeId, ShapeId, Value)>) {
    for (shape, id, value) in changes.drain(..) {
        let Some(shape) = model.shapes.get_mut(&shape) else { continue };
        let mut applied = AppliedTrait::new(Node::new(value, shape.span), shape.span);
        // A default that is added stays when the model is written as 2.0; a box would not be understood there.
        applied.synthetic = id == ids::BOX;
        shape.traits.insert(id, applied);
    }
}

/// The default that 1.0 implies for a member: zero, or `null` where a box takes the zero away.
fn default_of_v1(member: &Shape, target: &Shape) -> Option<(ShapeId, ShapeId, Value)> {
    if member.has_trait(ids::DEFAULT) {
        return None;
    }
    let zero = zero_value(target.shape_type())?;
    if member.has_trait(ids::BOX) {
        return Some((member.id, ids::DEFAULT, Value::Null));
    }
    (!target.has_trait(ids::BOX)).then_some((member.id, ids::DEFAULT, zero))
}

/// Whether a member of 2.0 would be without zero value in 1.0.
fn needs_box(member: &Shape, target: &Shape) -> bool {
    let supported = zero_value(target.shape_type()).is_some() && target.shape_type() != ShapeType::IntEnum;
    supported && !member.has_trait(ids::BOX) && is_nullable_in_v1(member, target)
}

/// Whether 1.0 would find no zero value in what 2.0 says about a member.
pub(crate) fn is_nullable_in_v1(member: &Shape, target: &Shape) -> bool {
    if member.has_trait(ids::CLIENT_OPTIONAL) || member.has_trait(ids::ADDED_DEFAULT) {
        return true;
    }
    let default = member.trait_value(ids::DEFAULT).or_else(|| target.trait_value(ids::DEFAULT));
    default.is_none_or(|default| !is_zero(default))
}

/// Whether a default is the zero value of 1.0.
fn is_zero(default: &Node) -> bool {
    match &default.value {
        Value::Boolean(value) => !value,
        Value::Number(number) => number.as_f64() == 0.0,
        _ => false,
    }
}

/// An enum member without value has its name for one.
fn enum_values(model: &mut Model) {
    let enums = model.shapes.values().filter(|shape| shape.shape_type() == ShapeType::Enum);
    let members: Vec<ShapeId> = enums.flat_map(|shape| shape.members.iter().copied()).collect();
    for id in members {
        let Some(member) = model.shapes.get_mut(&id) else { continue };
        if !member.has_trait(ids::ENUM_VALUE) {
            let value = Node::new(id.member().unwrap_or_default(), member.span);
            // Not synthetic: the AST writes the value out.
            let applied = AppliedTrait::new(value, member.span);
            member.traits.insert(ids::ENUM_VALUE, applied);
        }
    }
}

/// Warns of what later versions have no more.
fn deprecations(model: &Model, versions: &FxHashMap<ShapeId, Version>, state: &mut State<'_>) {
    for shape in model.shapes.values() {
        if matches!(shape.kind, ShapeKind::Set) {
            let message = "Set shapes are deprecated and have been removed in Smithy IDL v2. Use a list shape with the \
                           @uniqueItems trait instead.";
            let event = Event::new(Severity::Warning, "ModelDeprecation", message);
            state.events.push(event.about(shape.id, shape.span));
        }
        if let (Some(applied), Some(Version::V2)) = (shape.traits.get(ids::ENUM), versions.get(&shape.id)) {
            let message = "The enum trait is deprecated. Smithy 2.0 models should use the enum shape.";
            let event = Event::new(Severity::Warning, "ModelDeprecation", message);
            state.events.push(event.about(shape.id, applied.span));
        }
    }
}
