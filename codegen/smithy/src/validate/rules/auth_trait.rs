//! `@auth` names only schemes that the service has.

use std::collections::BTreeSet;

use crate::ids;
use crate::node::Node;
use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("AuthTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.shapes_with(ids::AUTH).is_empty() {
        return;
    }
    for service in context.shapes_of(ShapeType::Service) {
        let schemes: BTreeSet<_> = auth_schemes(service, context).collect();
        check(service, service, &schemes, sink);
        for operation in context.top_down().operations(service.id).iter() {
            check(operation, service, &schemes, sink);
        }
    }
}

/// The authentication schemes applied to a service.
pub(super) fn auth_schemes(service: &Shape, context: &Context<'_>) -> impl Iterator<Item = ShapeId> {
    let is_scheme = |id: &ShapeId| context.shape(*id).is_some_and(|shape| shape.has_trait(ids::AUTH_DEFINITION));
    service.traits.iter().map(|(id, _)| id).filter(is_scheme)
}

fn check(shape: &Shape, service: &Shape, schemes: &BTreeSet<ShapeId>, sink: &mut Sink<'_>) {
    let Some(auth) = shape.trait_value(ids::AUTH).and_then(Node::as_array) else { return };
    let named = auth.iter().filter_map(Node::as_str).filter_map(|id| ShapeId::parse(id).ok());
    let missing: BTreeSet<_> = named.filter(|id| !schemes.contains(id)).map(ShapeId::as_str).collect();
    if !missing.is_empty() {
        let message = format!(
            "auth trait applies authentication that is not configured on the service shape, `{}`: [{}]",
            service.id,
            missing.into_iter().collect::<Vec<_>>().join(", ")
        );
        sink.danger(shape, message).place_at_trait(shape, ids::AUTH);
    }
}
