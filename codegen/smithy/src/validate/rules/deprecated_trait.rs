//! Traits that are deprecated, where they are applied.

use crate::ids;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("DeprecatedTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for definition in context.shapes_with(ids::DEPRECATED).iter().filter(|shape| shape.has_trait(ids::TRAIT)) {
        let reason = definition.trait_value(ids::DEPRECATED).and_then(|value| value.get("message")?.as_str());
        let reason = reason.map(|reason| format!(", {reason}")).unwrap_or_default();
        for shape in context.shapes_with(definition.id) {
            let message = format!("This shape applies a trait that is deprecated: {}{reason}", definition.id);
            sink.warning(shape, message).place_at_trait(shape, definition.id);
        }
    }
}
