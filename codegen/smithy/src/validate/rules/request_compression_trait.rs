//! Encodings of `@requestCompression` are known, and there is something to compress.

use crate::ids;
use crate::node::Node;
use crate::shape::Shape;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked_sorted;

pub(super) static RULE: Rule = Rule::new("RequestCompressionTrait", run);

/// The algorithms of the standard.
const SUPPORTED: [&str; 1] = ["gzip"];

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::REQUEST_COMPRESSION) {
        let Some(value) = shape.trait_value(ids::REQUEST_COMPRESSION) else { continue };
        let encodings = value.get("encodings").and_then(Node::as_array).unwrap_or_default();
        let subject = format!("`requestCompression` trait applied to `{}`", shape.id);
        if encodings.is_empty() {
            let message = format!("There must be at least one compression algorithm in `encodings` for the {subject}");
            sink.error(shape, message).place_at_trait(shape, ids::REQUEST_COMPRESSION);
        }
        let is_known = |name: &str| SUPPORTED.iter().any(|known| known.eq_ignore_ascii_case(name));
        let unknown: Vec<_> = encodings.iter().filter_map(Node::as_str).filter(|name| !is_known(name)).collect();
        if !unknown.is_empty() {
            let message = format!("Invalid compression algorithms found in {subject}: {}", ticked_sorted(unknown));
            sink.error(shape, message).place_at_trait(shape, ids::REQUEST_COMPRESSION);
        }
        let input =
            shape.as_operation().and_then(|operation| operation.input).filter(|input| input.id != ids::UNIT_SHAPE);
        if let Some(input) = input.and_then(|input| context.shape(input.id)) {
            streams(shape, input, context, sink);
        } else {
            let message =
                "The `requestCompression` trait can only be applied to operations which have an input shape defined";
            sink.error(shape, message).place_at_trait(shape, ids::REQUEST_COMPRESSION);
        }
    }
}

/// A stream whose length must be known beforehand cannot be compressed on its way.
fn streams(operation: &Shape, input: &Shape, context: &Context<'_>, sink: &mut Sink<'_>) {
    for member in context.model.members(input) {
        let Some(target) = context.model.target(member) else { continue };
        if target.has_trait(ids::STREAMING) && target.has_trait(ids::REQUIRES_LENGTH) {
            let message = format!(
                "The `requestCompression` trait can only be applied to operations which do not have input members \
                 that target shapes with both the `streaming` and `requiresLength` traits applied, but found member \
                 `{}` targeting `{}`",
                member.id, target.id
            );
            sink.error(operation, message).place_at_trait(operation, ids::REQUEST_COMPRESSION);
        }
    }
}
