//! Only a key that the service finds out by itself can be said to be always there.

use super::keys;
use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("DefineConditionKeysTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.shapes_with(ids::DEFINE_CONDITION_KEYS) {
        let resolved = keys::listed(service, ids::SERVICE_RESOLVED_CONDITION_KEYS);
        let resolved: Vec<_> = resolved.into_iter().map(|key| keys::resolve(key, service)).collect();
        let defined = service.trait_value(ids::DEFINE_CONDITION_KEYS).and_then(Node::as_object);
        for (key, definition) in defined.iter().flat_map(|keys| keys.iter()) {
            let required = definition.get("required").and_then(Node::as_bool).unwrap_or_default();
            if required && !resolved.contains(&keys::resolve(key, service)) {
                let message = format!(
                    "The `{key}` condition key is defined as required but is resolved from the request. This property \
                     is only valid for condition keys resolved by the service, it MUST also be specified in the \
                     `@serviceResolvedConditionKeys` trait or use the `@required` trait instead."
                );
                sink.error(service, message).place(definition.span);
            }
        }
    }
}
