//! The HTTP versions that a protocol trait lists.

use crate::node::Node;
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Sink};

/// Checks every service with a protocol: versions for event streams have to be among the others.
pub(super) fn check(protocol: ShapeId, context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.shapes_with(protocol) {
        let Some(value) = service.trait_value(protocol) else { continue };
        let list = |name| value.get(name).and_then(Node::as_array).unwrap_or_default();
        let http = list("http");
        let missing = list("eventStreamHttp").iter().filter(|version| !http.contains(version));
        let missing: Vec<_> = missing.filter_map(Node::as_str).collect();
        if !missing.is_empty() {
            let message = format!(
                "The following values of the `eventStreamHttp` property do not also appear in the `http` property \
                 of the {protocol} protocol trait: [{}]",
                missing.join(", ")
            );
            sink.error(service, message).place_at_trait(service, protocol);
        }
    }
}
