//! Members of enums have values of the right type, each another.

use rustc_hash::FxHashSet;

use crate::ids;
use crate::node::Value;
use crate::shape::{Shape, ShapeType};
use crate::validate::rule::{Context, Phase, Rule, Sink};

pub(super) static RULE: Rule = Rule::in_phase("EnumShape", Phase::Critical, run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_of(ShapeType::Enum) {
        string_values(shape, context, sink);
    }
    for shape in context.shapes_of(ShapeType::IntEnum) {
        int_values(shape, context, sink);
    }
}

fn string_values(shape: &Shape, context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut seen = FxHashSet::default();
    for member in context.model.members(shape) {
        if let Some(value) = member.trait_value(ids::ENUM_VALUE) {
            match value.as_str() {
                None => {
                    let message = format!("enum members can only be assigned string values, but found: {value}");
                    sink.error(member, message).place_at_trait(member, ids::ENUM_VALUE);
                }
                Some(text) => {
                    if !seen.insert(text) {
                        let message = format!("Multiple enum members found with duplicate value `{text}`");
                        sink.error(member, message).place_at_trait(member, ids::ENUM_VALUE);
                    }
                    if text.is_empty() {
                        sink.error(member, "enum values may not be empty.").place_at_trait(member, ids::ENUM_VALUE);
                    }
                }
            }
        }
        name(member, sink);
    }
}

fn int_values(shape: &Shape, context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut seen = FxHashSet::default();
    for member in context.model.members(shape) {
        let message = match member.trait_value(ids::ENUM_VALUE) {
            None => Some("intEnum members must be assigned an integer value".to_owned()),
            Some(value) => match &value.value {
                Value::Number(number) if !number.is_integer() => {
                    Some(format!("intEnum members do not support floating point values: {number}"))
                }
                Value::Number(number) => match number.as_i64().filter(|value| i32::try_from(*value).is_ok()) {
                    None => Some(format!("intEnum members must fit within an integer, but found: {number}")),
                    Some(value) => (!seen.insert(value))
                        .then(|| format!("Multiple intEnum members found with duplicate value `{value}`")),
                },
                _ => Some(format!("intEnum members require integer values, but found: {value}")),
            },
        };
        if let Some(message) = message {
            sink.error(member, message).place_at_trait(member, ids::ENUM_VALUE);
        }
        name(member, sink);
    }
}

fn name(member: &Shape, sink: &mut Sink<'_>) {
    let Some(name) = member.id.member() else { return };
    if !is_recommended_name(name) {
        sink.warning(member, unrecommended_name(name));
    }
}

/// `^[A-Z]+[A-Z_0-9]*$`
pub(super) fn is_recommended_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

pub(super) fn unrecommended_name(name: &str) -> String {
    format!(
        "The name `{name}` does not match the recommended enum name format of beginning with an uppercase letter, \
         followed by any number of uppercase letters, numbers, or underscores."
    )
}
