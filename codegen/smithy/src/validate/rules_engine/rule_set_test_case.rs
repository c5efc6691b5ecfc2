//! Rules come to what their tests say.

use super::services;
use crate::ids;
use crate::rules_engine::TestCase;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("RuleSetTestCase", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (service, rules) in services(context) {
        let Some(tests) = service.trait_value(ids::ENDPOINT_TESTS) else { continue };
        for test in TestCase::all_of(tests) {
            if let Err(problem) = test.run(rules) {
                sink.error(service, problem).place(test.span);
            }
        }
    }
}
