//! Authorizers serve an authentication scheme of the service, and answer simply only where the format allows it.

use crate::ids;
use crate::node::Node;
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked_sorted;

pub(super) static RULE: Rule = Rule::new("AuthorizersTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.shapes_with(ids::AUTHORIZERS) {
        let Some(authorizers) = service.trait_value(ids::AUTHORIZERS).and_then(Node::as_object) else { continue };
        let defines_auth = |id: &ShapeId| context.shape(*id).is_some_and(|shape| shape.has_trait(ids::AUTH_DEFINITION));
        let schemes: Vec<_> = service.traits.iter().map(|(id, _)| id).filter(defines_auth).collect();
        let mut invalid: Vec<_> = authorizers
            .iter()
            .filter_map(|(name, definition)| Some((name, definition.get("scheme")?.as_str()?)))
            .filter(|(_, scheme)| !schemes.iter().any(|known| known.as_str() == *scheme))
            .map(|(name, scheme)| format!("{name} -> {scheme}"))
            .collect();
        invalid.sort_unstable();
        if !invalid.is_empty() {
            let message = format!(
                "Each `scheme` of the `aws.apigateway#authorizers` trait must target one of the auth schemes applied to \
                 the service (i.e., [{}]). The following mappings of authorizer names to schemes are invalid: {}",
                ticked_sorted(schemes),
                invalid.join(", ")
            );
            sink.error(service, message).place_at_trait(service, ids::AUTHORIZERS);
        }
        for (name, definition) in authorizers.iter() {
            let simple = definition.get("enableSimpleResponses").and_then(Node::as_bool).unwrap_or_default();
            let version = definition.get("authorizerPayloadFormatVersion").and_then(Node::as_str);
            if simple && version != Some("2.0") {
                let message = format!(
                    "Authorizer `{name}` sets `enableSimpleResponses`, which is only supported when \
                     `authorizerPayloadFormatVersion` is `2.0`."
                );
                sink.error(service, message).place(definition.span);
            }
        }
    }
}
