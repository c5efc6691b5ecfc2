//! An authorizer that is named is one of the service.

use crate::ids;
use crate::node::Node;
use crate::shape::ShapeType;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("AuthorizerTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.shapes_with(ids::AUTHORIZER).is_empty() {
        return;
    }
    for service in context.shapes_of(ShapeType::Service) {
        let authorizers = service.trait_value(ids::AUTHORIZERS).and_then(Node::as_object);
        let (operations, resources) =
            (context.top_down().operations(service.id), context.top_down().resources(service.id));
        for shape in std::iter::once(service).chain(operations.iter()).chain(resources.iter()) {
            let Some(name) = shape.trait_value(ids::AUTHORIZER).and_then(Node::as_str) else { continue };
            if !authorizers.is_some_and(|authorizers| authorizers.contains_key(name)) {
                let message = format!(
                    "Invalid `aws.apigateway#authorizer` trait: the `aws.apigateway#authorizers` trait of the service \
                     `{}` defines no authorizer named `{name}`",
                    service.id
                );
                sink.error(shape, message).place_at_trait(shape, ids::AUTHORIZER);
            }
        }
    }
}
