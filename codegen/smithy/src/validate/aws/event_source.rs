//! The source of a service's events in `CloudTrail` is its ARN namespace under `amazonaws.com`.

use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("EventSource", run);

/// Services whose events have another source than their ARN namespace says: what it says, and what it is.
const EXCEPTIONS: &[(&str, &str)] = &[("cloudwatch.amazonaws.com", "monitoring.amazonaws.com")];

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.shapes_with(ids::AWS_SERVICE) {
        let Some(value) = service.trait_value(ids::AWS_SERVICE) else { continue };
        let text = |key: &str| value.get(key).and_then(Node::as_str);
        let Some(found) = text("cloudTrailEventSource") else { continue };
        let namespace = text("arnNamespace").map_or_else(|| service.id.name().to_lowercase(), String::from);
        let expected = format!("{namespace}.amazonaws.com");
        // A name in capitals, or none, is still to be written.
        let message = if found.contains("REPLACE") || found == found.to_uppercase() {
            format!("aws.api#service|cloudTrailEventSource must not use placeholders, but found: {found}")
        } else if found == expected || EXCEPTIONS.contains(&(&expected, found)) {
            continue;
        } else {
            format!(
                "aws.api#service|cloudTrailEventSource does not match the expected value. Expected '{expected}', but \
                 found '{found}'."
            )
        };
        sink.warning(service, message).place_at_trait(service, ids::AWS_SERVICE);
    }
}
