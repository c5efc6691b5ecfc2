//! Traits stand only where their selector lets them.

use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Phase, Rule, Sink};
use crate::validate::text::trait_name;

pub(super) static RULE: Rule = Rule::in_phase("TraitTarget", Phase::Critical, run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for definition in context.shapes_with(ids::TRAIT) {
        let applied = context.shapes_with(definition.id);
        let Some(value) = definition.trait_value(ids::TRAIT).filter(|_| !applied.is_empty()) else { continue };
        if definition.has_trait(ids::MIXIN) {
            for shape in applied {
                let (name, id) = (trait_name(definition.id), shape.id);
                sink.error(shape, format!("Trait `{name}` is a mixin and cannot be applied to `{id}`."))
                    .place_at_trait(shape, definition.id);
            }
            continue;
        }
        let text = value.get("selector").and_then(Node::as_str).unwrap_or("*");
        if text == "*" {
            continue;
        }
        // A selector that does not parse is reported where the trait is defined.
        let Some(selection) = context.selection(text) else { continue };
        for shape in applied {
            if shape.traits.get(definition.id).is_some_and(|applied| applied.synthetic)
                || selection.contains(shape, context)
            {
                continue;
            }
            let message = format!(
                "Trait `{}` cannot be applied to `{}`. This trait may only be applied to shapes that match the \
                 following selector: {}",
                trait_name(definition.id),
                shape.id,
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            );
            sink.error(shape, message).place_at_trait(shape, definition.id);
        }
    }
}
