//! The `enum` trait of IDL 1.0: names and values are unique, and all or none have names.

use rustc_hash::FxHashSet;

use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};

use super::enum_shape::{is_recommended_name, unrecommended_name};

pub(super) static RULE: Rule = Rule::new("EnumTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::ENUM) {
        let definitions = shape.trait_value(ids::ENUM).and_then(Node::as_array).unwrap_or_default();
        let (mut names, mut values) = (FxHashSet::default(), FxHashSet::default());
        let mut unnamed = Vec::new();
        for definition in definitions {
            let text = |key| definition.get(key).and_then(Node::as_str);
            let Some(value) = text("value") else { continue };
            if !values.insert(value) {
                let message = format!("Duplicate enum trait values found with the same `value` property of '{value}'");
                sink.error(shape, message).place(definition.span);
            }
            let Some(name) = text("name") else {
                unnamed.push((value, definition.span));
                continue;
            };
            if !names.insert(name) {
                let message = format!("Duplicate enum trait values found with the same `name` property of '{name}'");
                sink.error(shape, message).place(definition.span);
            }
            if !is_recommended_name(name) {
                sink.warning(shape, unrecommended_name(name)).place(definition.span).sub_id(name);
            }
        }
        if names.is_empty() && !unnamed.is_empty() {
            let message =
                "Enums should define the `name` property to allow rich types to be generated in code generators.";
            sink.warning(shape, message).place_at_trait(shape, ids::ENUM).id("EnumNamesPresent");
        } else {
            for (value, span) in unnamed {
                let message = format!(
                    "`{value}` enum value body is missing the `name` property; if any enum trait value contains a \
                     `name` property, then all values must contain the `name` property."
                );
                sink.error(shape, message).place(span);
            }
        }
    }
}
