//! All operations of a service have HTTP bindings, or none.

use crate::event::Severity;
use crate::ids;
use crate::node::Node;
use crate::shape::{Shape, ShapeType};
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("HttpBindingsMissing", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.shapes_of(ShapeType::Service) {
        let operations = context.top_down().operations(service.id);
        let missing: Vec<_> = operations.iter().filter(|operation| !operation.has_trait(ids::HTTP)).collect();
        if missing.is_empty() || missing.len() == operations.len() {
            continue;
        }
        let (severity, reason) = if let Some(protocol) = protocol_with_http(service, context) {
            let reason = format!(
                "The `{protocol}` protocol requires all operations in the `{}` service define the `http` trait",
                service.id
            );
            (Severity::Error, reason)
        } else {
            let reason = format!("One or more operations in the `{}` service define the `http` trait", service.id);
            (Severity::Warning, reason)
        };
        for operation in missing {
            sink.report(severity, operation, format!("{reason}, but this operation is missing the `http` trait."));
        }
    }
}

/// A protocol of the service that asks for HTTP bindings.
fn protocol_with_http<'m>(service: &'m Shape, context: &Context<'m>) -> Option<crate::shape_id::ShapeId> {
    service.traits.iter().map(|(id, _)| id).find(|id| {
        let definition = context.shape(*id).and_then(|shape| shape.trait_value(ids::PROTOCOL_DEFINITION));
        let traits = definition.and_then(|definition| definition.get("traits")?.as_array()).unwrap_or_default();
        traits.iter().filter_map(Node::as_str).any(|id| id == ids::HTTP.as_str())
    })
}
