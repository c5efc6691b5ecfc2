//! Documents are not used with protocols that cannot carry them.

use crate::ids;
use crate::index::closure;
use crate::node::Node;
use crate::shape::ShapeType;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("NoInlineDocumentSupport", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for protocol in context.shapes_with(ids::PROTOCOL_DEFINITION) {
        let definition = protocol.trait_value(ids::PROTOCOL_DEFINITION);
        let unsupported = definition.and_then(|value| value.get("noInlineDocumentSupport")).and_then(Node::as_bool);
        if unsupported != Some(true) {
            continue;
        }
        for service in context.shapes_with(protocol.id) {
            let shapes = closure(context.model, service.id);
            let mut documents: Vec<&str> = shapes
                .iter()
                .filter(|shape| shape.shape_type() == ShapeType::Document)
                .map(|shape| shape.id.as_str())
                .collect();
            documents.sort_unstable();
            if !documents.is_empty() {
                let message = format!(
                    "This service uses the `{}` protocol which does not support inline document types, but the \
                     following document types were found in the closure of the service: [{}]",
                    protocol.id,
                    documents.join(", ")
                );
                sink.error(service, message).place_at_trait(service, protocol.id);
            }
        }
    }
}
