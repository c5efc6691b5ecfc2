//! Responses of the gateway's own meet the headers that cross-origin access adds.

use crate::ids;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("GatewayResponses", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.shapes_with(ids::GATEWAY_RESPONSES) {
        if service.has_trait(ids::CORS) {
            let message = "Both the `aws.apigateway#gatewayResponses` and `cors` traits are applied to this service. \
                           Response parameters of `gatewayResponses` take precedence over the headers of `cors`; review \
                           the merged result.";
            sink.danger(service, message).place_at_trait(service, ids::GATEWAY_RESPONSES);
        }
    }
}
