//! Traits that may still change, where they are applied.

use crate::ids;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("UnstableTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for definition in context.shapes_with(ids::UNSTABLE).iter().filter(|shape| shape.has_trait(ids::TRAIT)) {
        for shape in context.shapes_with(definition.id) {
            let message = format!("This shape applies a trait that is unstable: {}", definition.id);
            sink.warning(shape, message).place_at_trait(shape, definition.id).sub_id(definition.id.as_str());
        }
    }
}
