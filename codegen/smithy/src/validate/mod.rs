//! Validation of an assembled model: every rule of the standard, in its phases, with its suppressions
//! ([Model validation](https://smithy.io/2.0/spec/model-validation.html)).

use crate::event::{Event, Severity};
use crate::index::Knowledge;
use crate::model::Model;

#[allow(dead_code, reason = "the vocabulary of the rules, which are still being added")]
mod rule;
mod rules;
#[allow(dead_code, reason = "the vocabulary of messages, which are still being added")]
mod text;

use rule::{Context, Phase, Rule, Sink};

/// Runs every rule over `model`, and returns what they report behind the `events` of loading.
///
/// When loading has already found an error no rule runs; and an error of one phase keeps the later phases
/// from running.
pub fn validate(model: &Model, mut events: Vec<Event>) -> Vec<Event> {
    let knowledge = Knowledge::new(model);
    let context = Context::new(&knowledge);
    for phase in [Phase::Correctness, Phase::Critical, Phase::Semantic] {
        if events.iter().any(|event| event.severity == Severity::Error) {
            break;
        }
        for rule in rules::TABLES.iter().flat_map(|table| table.iter()).filter(|rule| rule.phase == phase) {
            run(rule, &context, &mut events);
        }
    }
    events
}

fn run(rule: &Rule, context: &Context<'_>, events: &mut Vec<Event>) {
    (rule.run)(context, &mut Sink::new(rule.id, events));
}
