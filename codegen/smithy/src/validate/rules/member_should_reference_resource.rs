//! Members that look like identifiers of a resource without saying so.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::ids;
use crate::index::closure;
use crate::node::Node;
use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked_sorted;

pub(super) static RULE: Rule = Rule::new("MemberShouldReferenceResource", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut resources: BTreeMap<&str, Vec<(&Shape, ShapeId)>> = BTreeMap::new();
    for shape in context.shapes_of(ShapeType::Resource) {
        for (name, target) in shape.as_resource().into_iter().flat_map(|resource| &resource.identifiers) {
            resources.entry(name).or_default().push((shape, target.id));
        }
    }
    if resources.is_empty() {
        return;
    }
    let mut reachable: FxHashMap<ShapeId, FxHashSet<ShapeId>> = FxHashMap::default();
    for member in context.shapes_of(ShapeType::Member) {
        let Some(candidates) = member.id.member().and_then(|name| resources.get(name)) else { continue };
        let Some(container) = context.shape(member.id.without_member()) else { continue };
        let is_string = context.model.target(member).is_some_and(|target| target.shape_type() == ShapeType::String);
        if container.shape_type() != ShapeType::Structure
            || !is_string
            || member.has_trait(ids::RESOURCE_IDENTIFIER)
            || container.has_trait(ids::TRAIT)
        {
            continue;
        }
        let unsaid = candidates.iter().filter(|(resource, _)| !references(container, member, resource.id, context));
        let mut reaches = |from: ShapeId, to: ShapeId| {
            let reached = reachable
                .entry(from)
                .or_insert_with(|| closure(context.model, from).into_iter().map(|shape| shape.id).collect());
            reached.contains(&to)
        };
        // A member of the resource itself needs no saying, nor does one of a resource that this one is part of.
        let unsaid: Vec<_> = unsaid
            .filter(|(resource, _)| {
                !candidates.iter().any(|(of, _)| reaches(of.id, resource.id) && reaches(of.id, member.id))
            })
            .map(|(resource, _)| resource.id)
            .collect();
        if !unsaid.is_empty() {
            let message = format!(
                "This member appears to reference the following resources without being included in a `@references` \
                 trait: [{}]",
                ticked_sorted(unsaid)
            );
            sink.warning(member, message);
        }
    }
}

/// Whether `@references` on the structure, on the member or on its target names the resource.
fn references(container: &Shape, member: &Shape, resource: ShapeId, context: &Context<'_>) -> bool {
    let shapes = [Some(container), Some(member), context.model.target(member)];
    let mut lists = shapes.into_iter().flatten().filter_map(|shape| shape.trait_value(ids::REFERENCES)?.as_array());
    lists.any(|list| {
        list.iter().any(|reference| reference.get("resource").and_then(Node::as_str) == Some(resource.as_str()))
    })
}
