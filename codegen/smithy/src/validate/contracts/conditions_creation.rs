//! Conditions can be read.

use crate::event::Event;
use crate::ids;
use crate::jmespath::Expression;
use crate::node::Node;
use crate::validate::rule::{Context, Phase, Rule, Sink};

pub(super) static RULE: Rule = Rule::in_phase("Model", Phase::Creation, run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::CONDITIONS) {
        let conditions = shape.trait_value(ids::CONDITIONS).and_then(Node::as_object);
        for (_, condition) in conditions.iter().flat_map(|conditions| conditions.iter()) {
            let Some(node) = condition.get("expression") else { continue };
            if let Err(error) = Expression::parse(node.as_str().unwrap_or_default()) {
                let message = format!("Error creating trait `{}`: {error}", ids::CONDITIONS);
                sink.push(Event::error("Model", message).about(shape.id, node.span));
            }
        }
    }
}
