//! Private endpoints speak both versions of IP.

use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("EndpointConfiguration", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.shapes_with(ids::ENDPOINT_CONFIGURATION) {
        let Some(value) = service.trait_value(ids::ENDPOINT_CONFIGURATION) else { continue };
        let types = value.get("types").and_then(Node::as_array).unwrap_or_default();
        let address = value.get("ipAddressType").and_then(Node::as_str);
        if types.iter().any(|kind| kind.as_str() == Some("PRIVATE"))
            && let Some(address) = address.filter(|address| *address != "dualstack")
        {
            let message = format!(
                "The `PRIVATE` endpoint type only supports an `ipAddressType` of `dualstack`, but found `{address}`."
            );
            sink.error(service, message).place_at_trait(service, ids::ENDPOINT_CONFIGURATION);
        }
    }
}
