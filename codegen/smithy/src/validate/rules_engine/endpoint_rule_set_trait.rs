//! Rule sets can be read, and use everything as what it is.

use crate::ids;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("EndpointRuleSetTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.endpoint_rules() {
        if let Err(error) = &service.rules {
            sink.error(service.service, format!("Invalid endpoint rules: {error}"))
                .place_at_trait(service.service, ids::ENDPOINT_RULE_SET)
                .place(error.span);
        }
    }
}
