//! HTTP bindings that have no effect where their structure is used.

use crate::event::Severity;
use crate::ids;
use crate::index::RelationshipKind as Kind;
use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::structure_uses::StructureUses;
use crate::validate::text::trait_name;

pub(super) static RULE: Rule = Rule::new("HttpBindingTraitIgnored", run);

/// The binding traits, with the contexts in which they have an effect, and what the event is called otherwise.
const TRAITS: [(ShapeId, &[Kind], &str); 7] = [
    (ids::HTTP_LABEL, &[Kind::Input], "Input"),
    (ids::HTTP_QUERY, &[Kind::Input], "Input"),
    (ids::HTTP_QUERY_PARAMS, &[Kind::Input], "Input"),
    (ids::HTTP_RESPONSE_CODE, &[Kind::Output, Kind::Error], "Output"),
    (ids::HTTP_HEADER, &[Kind::Input, Kind::Output, Kind::Error], "TopLevel"),
    (ids::HTTP_PREFIX_HEADERS, &[Kind::Input, Kind::Output, Kind::Error], "TopLevel"),
    (ids::HTTP_PAYLOAD, &[Kind::Input, Kind::Output, Kind::Error], "TopLevel"),
];

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (id, effective, sub_id) in TRAITS {
        for member in context.shapes_with(id).iter().filter(|shape| shape.id.is_member()) {
            check(member, id, effective, sub_id, context, sink);
        }
    }
}

fn check(member: &Shape, id: ShapeId, effective: &[Kind], sub_id: &str, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(container) = context.shape(member.id.without_member()) else { return };
    // Members of mixins are judged where they are mixed in.
    if container.shape_type() != ShapeType::Structure || container.has_trait(ids::MIXIN) {
        return;
    }
    let uses = StructureUses::of(container.id, context);
    if uses.are_all(effective) {
        return;
    }
    let mixed_in = if context.model.is_inherited(member) { "mixed in " } else { "" };
    let mut message = format!("The `{}` trait applied to this {mixed_in}member is ignored in ", trait_name(id));
    if uses.is_any(effective) {
        message = format!("{message}some contexts: {}", uses.listed(effective));
    } else {
        message.push_str("all contexts.");
    }
    sink.report(Severity::Warning, member, message).place_at_trait(member, id).sub_id(sub_id);
}
