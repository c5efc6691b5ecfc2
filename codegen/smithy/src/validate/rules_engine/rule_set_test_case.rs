//! Rules come to what their tests say.

use super::services;
use crate::ids;
use crate::rules_engine::{Facts, TestCase};
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("RuleSetTestCase", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (service, rules) in services(context) {
        let Some(tests) = service.trait_value(ids::ENDPOINT_TESTS) else { continue };
        for test in TestCase::all_of(tests) {
            let Err(problem) = test.run(rules, Facts::Current) else { continue };
            if test.run(rules, Facts::Former).is_ok() {
                let message = format!("{problem}. The test holds for partitions as they were");
                sink.warning(service, message).place(test.span).sub_id("FormerPartitions");
            } else {
                sink.error(service, problem).place(test.span);
            }
        }
    }
}
