//! A scheme goes with an API key only in a header.

use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("HttpApiKeyAuthTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.shapes_with(ids::HTTP_API_KEY_AUTH) {
        let Some(auth) = service.trait_value(ids::HTTP_API_KEY_AUTH) else { continue };
        let place = auth.get("in").and_then(Node::as_str).unwrap_or_default();
        if auth.get("scheme").is_some() && place != "header" {
            let message = format!(
                "The httpApiKeyAuth trait must have an `in` value of `header` when a `scheme` is provided, found: \
                 {place}"
            );
            sink.error(service, message).place_at_trait(service, ids::HTTP_API_KEY_AUTH);
        }
    }
}
