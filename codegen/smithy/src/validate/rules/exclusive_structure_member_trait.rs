//! Traits that only one member of a structure may have, or only one member's target.

use crate::ids;
use crate::shape::{Shape, ShapeType};
use crate::validate::rule::{Context, Phase, Rule, Sink};
use crate::validate::text::{ticked_sorted, trait_name};

pub(super) static RULE: Rule = Rule::in_phase("ExclusiveStructureMemberTrait", Phase::Critical, run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for definition in context.shapes_with(ids::TRAIT) {
        let exclusive =
            definition.trait_value(ids::TRAIT).and_then(|value| value.get("structurallyExclusive")?.as_str());
        match exclusive {
            Some("member") => by_member(definition, context, sink),
            Some("target") => by_target(definition, context, sink),
            _ => {}
        }
    }
}

fn is_structure_member(member: &Shape, context: &Context<'_>) -> bool {
    let container = context.shape(member.id.without_member());
    container.is_some_and(|container| container.shape_type() == ShapeType::Structure)
}

fn by_member(definition: &Shape, context: &Context<'_>, sink: &mut Sink<'_>) {
    let members = context.shapes_with(definition.id).iter().copied();
    for (container, names) in repeated(members, context) {
        let message = format!(
            "The `{}` trait can be applied to only a single member of a shape, but it was found on the following \
             members: {}",
            trait_name(definition.id),
            ticked_sorted(names)
        );
        sink.error(container, message);
    }
}

fn by_target(definition: &Shape, context: &Context<'_>, sink: &mut Sink<'_>) {
    let targets = context.shapes_with(definition.id);
    let members = targets.iter().flat_map(|target| context.reverse_neighbors().of(target.id)).map(|(shape, _)| *shape);
    for (container, names) in repeated(members, context) {
        let message = format!(
            "Only a single member of a structure can target a shape marked with the `{}` trait, but it was found on \
             the following members: {}",
            trait_name(definition.id),
            ticked_sorted(names)
        );
        sink.error(container, message);
    }
}

/// The structures with more than one of these members, with the names of those.
fn repeated<'m>(
    members: impl Iterator<Item = &'m Shape>,
    context: &Context<'m>,
) -> Vec<(&'m Shape, Vec<&'static str>)> {
    let mut by_container: indexmap::IndexMap<_, Vec<_>, rustc_hash::FxBuildHasher> = indexmap::IndexMap::default();
    for member in members.filter(|member| member.id.is_member() && is_structure_member(member, context)) {
        by_container.entry(member.id.without_member()).or_default().extend(member.id.member());
    }
    let repeated = by_container.into_iter().filter(|(_, names)| names.len() > 1);
    repeated.filter_map(|(id, names)| Some((context.shape(id)?, names))).collect()
}
