//! Where one member is the whole body, every other is bound elsewhere.

use rustc_hash::FxHashSet;

use crate::ids;
use crate::index::http_bindings::{HttpLocation, request_bindings, response_bindings};
use crate::shape::Shape;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked_sorted;

pub(super) static RULE: Rule = Rule::new("HttpPayload", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.shapes_with(ids::HTTP_PAYLOAD).is_empty() {
        return;
    }
    let (mut inputs, mut outputs) = (FxHashSet::default(), FxHashSet::default());
    for operation in context.shapes_with(ids::HTTP).iter().filter_map(|shape| shape.as_operation()) {
        inputs.insert(context.model.input_of(operation));
        outputs.insert(context.model.output_of(operation));
        outputs.extend(operation.errors.iter().map(|error| error.id));
    }
    let mut structures = FxHashSet::default();
    for payload in context.shapes_with(ids::HTTP_PAYLOAD) {
        let Some(structure) = context.shape(payload.id.without_member()) else { continue };
        if !structures.insert(structure.id) {
            continue;
        }
        if inputs.contains(&structure.id) {
            check(structure, &request_bindings(context.model, structure), sink);
        }
        if outputs.contains(&structure.id) {
            check(structure, &response_bindings(context.model, structure), sink);
        }
    }
}

fn check(structure: &Shape, bindings: &[(&Shape, HttpLocation<'_>)], sink: &mut Sink<'_>) {
    let unbound = bindings.iter().filter(|(_, location)| *location == HttpLocation::Unbound);
    let unbound: Vec<_> = unbound.filter_map(|(member, _)| member.id.member()).collect();
    if !unbound.is_empty() {
        let message = format!(
            "A member of this structure is marked with the `httpPayload` trait, but the following structure members \
             are not explicitly bound to the HTTP message: {}",
            ticked_sorted(unbound)
        );
        sink.error(structure, message);
    }
}
