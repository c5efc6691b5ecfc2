//! Decision diagrams can be read.

use crate::event::Event;
use crate::ids;
use crate::rules_engine::Bdd;
use crate::validate::rule::{Context, Phase, Rule, Sink};

pub(super) static RULE: Rule = Rule::in_phase("Model", Phase::Creation, run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.shapes_with(ids::ENDPOINT_BDD) {
        let Some(value) = service.trait_value(ids::ENDPOINT_BDD) else { continue };
        if let Err(error) = Bdd::parse(value) {
            let message = format!("Error creating trait `{}`: {}", ids::ENDPOINT_BDD, error.message);
            let span = if error.span.is_none() { value.span } else { error.span };
            sink.push(Event::error("Model", message).about(service.id, span));
        }
    }
}
