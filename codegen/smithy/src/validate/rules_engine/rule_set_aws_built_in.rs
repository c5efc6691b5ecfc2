//! Some built-in parameters of AWS ask for care.

use super::services;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("RuleSetAwsBuiltIn", run);

/// Parameters that come from credentials, and so are known later than others.
static DELICATE: &[&str] = &["AWS::Auth::AccountId", "AWS::Auth::AccountIdEndpointMode", "AWS::Auth::CredentialScope"];

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (service, rules) in services(context) {
        for parameter in rules.parameters() {
            if let Some(name) = parameter.built_in.filter(|name| DELICATE.contains(name)) {
                let message =
                    format!("The `{name}` built-in used requires additional consideration of the rules that use it.");
                sink.danger(service, message).place(parameter.span).sub_id(name);
            }
        }
    }
}
