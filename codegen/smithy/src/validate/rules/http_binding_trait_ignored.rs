//! HTTP bindings that have no effect where their structure is used.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::Severity;
use crate::ids;
use crate::index::RelationshipKind as Kind;
use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};
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
    let mut ignored: BTreeMap<&str, BTreeSet<ShapeId>> = BTreeMap::new();
    let (mut used, mut effective_somewhere) = (false, false);
    for (user, kind) in context.reverse_neighbors().of(container.id) {
        let name = match kind {
            Kind::MemberTarget => "member target",
            Kind::Input => "input",
            Kind::Output => "output",
            Kind::Error => "error",
            _ => continue,
        };
        used = true;
        if effective.contains(kind) {
            effective_somewhere = true;
        } else {
            ignored.entry(name).or_default().insert(user.id);
        }
    }
    if !used || ignored.is_empty() {
        return;
    }
    let mixed_in = if member.mixins.is_empty() { "" } else { "mixed in " };
    let mut message = format!("The `{}` trait applied to this {mixed_in}member is ignored in ", trait_name(id));
    if effective_somewhere {
        let contexts: Vec<_> = ignored
            .iter()
            .map(|(name, users)| {
                let users: Vec<_> = users.iter().map(|id| id.as_str()).collect();
                format!("{name}: [{}]", users.join(", "))
            })
            .collect();
        message = format!("{message}some contexts: {{{}}}", contexts.join(", "));
    } else {
        message.push_str("all contexts.");
    }
    sink.report(Severity::Warning, member, message).place_at_trait(member, id).sub_id(sub_id);
}
