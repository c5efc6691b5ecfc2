//! Parameters are documented.

use super::services;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("RuleSetParamMissingDocs", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (service, rules) in services(context) {
        for parameter in rules.parameters().iter().filter(|parameter| parameter.documentation.is_none()) {
            let message = format!("Parameter `{}` does not have documentation", parameter.name);
            sink.warning(service, message).place(parameter.span);
        }
    }
}
