//! A service whose resources can be tagged has operations for it.

use super::tagging::{Api, service_operation, works_on_any};
use crate::ids;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("ServiceTagging", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.shapes_with(ids::TAG_ENABLED) {
        for api in Api::ALL {
            let name = api.operation_name();
            let reported = match service_operation(service, api) {
                None => {
                    let message =
                        format!("Service marked `aws.api#TagEnabled` is missing an operation named '{name}.'");
                    sink.warning(service, message)
                }
                Some(operation) if !works_on_any(operation, api, context.model) => sink
                    .danger(service, format!("Shape `{operation}` does not satisfy '{name}' operation requirements.")),
                Some(_) => continue,
            };
            reported.place_at_trait(service, ids::TAG_ENABLED);
        }
    }
}
