//! Validation of an assembled model: every rule of the standard, in its phases, with its suppressions
//! ([Model validation](https://smithy.io/2.0/spec/model-validation.html)).

use crate::event::{Event, Severity};
use crate::index::Knowledge;
use crate::model::Model;

mod api_gateway;
mod aws;
mod aws_service;
mod cloudformation;
mod contracts;
mod creation;
mod definitions;
mod http_versions;
mod iam;
mod linters;
mod mqtt;
mod overrides;
mod protocol_tests;
mod protocols;
mod rule;
mod rules;
mod rules_engine;
mod similar;
mod smoke_tests;
mod structure_uses;
mod text;
mod valid;
mod waiters;

use overrides::Overrides;
use rule::{Context, Phase, Sink};
pub use valid::{ValidModel, Validated};

/// How a model is validated, beside the rules of the standard.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Runs all rules even when one of the critical ones has found an error. Some official test cases need it.
    pub legacy: bool,
    /// Ids of events to suppress beside those that the model itself suppresses. An id stands for all that extend it:
    /// `UnstableTrait` also for `UnstableTrait.smithy.api#httpChecksum`. Errors cannot be suppressed.
    pub allowed: Vec<String>,
}

/// Runs every rule over `model`, and returns what they report behind the `events` of loading.
///
/// When loading has already found an error no rule runs; and an error of one phase keeps the later phases
/// from running.
pub fn validate(model: &Model, events: Vec<Event>) -> Vec<Event> {
    validate_with(model, events, &Options::default())
}

/// As [`validate`], with other options.
pub fn validate_with(model: &Model, mut events: Vec<Event>, options: &Options) -> Vec<Event> {
    let knowledge = Knowledge::new(model);
    let context = Context::new(&knowledge);
    let overrides = Overrides::read(model, &options.allowed, &mut events);
    let has_error = |events: &[Event]| events.iter().any(|event| event.severity == Severity::Error);
    // Values of traits are read while loading: what is wrong with them is found whatever else is.
    let mut stopped = false;
    for phase in [Phase::Creation, Phase::Correctness, Phase::Critical, Phase::Semantic] {
        if stopped {
            break;
        }
        for rule in rules::TABLES.iter().flat_map(|table| table.iter()).filter(|rule| rule.phase == phase) {
            (rule.run)(&context, &mut Sink::new(rule.id, &mut events));
        }
        if phase == Phase::Semantic {
            definitions::run(&context, &mut events);
        }
        stopped = has_error(&events) && !(options.legacy && phase == Phase::Critical);
    }
    // The prelude is as it is: only what is wrong with it would be worth saying.
    let is_prelude = |event: &Event| event.shape.is_some_and(|id| id.namespace() == "smithy.api");
    events.retain(|event| event.severity == Severity::Error || !is_prelude(event));
    for event in &mut events {
        overrides.apply(model, event);
    }
    events
}
