//! An operation is bound once in the closure of a service.

use crate::index::for_each_binding;
use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Phase, Rule, Sink};
use crate::validate::text::typed;

pub(super) static RULE: Rule = Rule::in_phase("SingleOperationBinding", Phase::Critical, run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.shapes_of(ShapeType::Service) {
        for (operation, mut binders) in bindings(service, context, ShapeType::Operation) {
            binders.sort_by_key(|binder| typed(binder));
            let message = format!(
                "An operation can appear only once in an entire service closure. This operation is illegally bound \
                 into the `{}` service closure from multiple shapes: {}",
                service.id,
                binders.iter().map(|binder| typed(binder)).collect::<Vec<_>>().join(", ")
            );
            sink.error(operation, message);
        }
    }
}

/// The operations or resources that are bound by more than one shape of a service's closure, with those shapes.
pub(super) fn bindings<'m>(
    service: &'m Shape,
    context: &Context<'m>,
    bound: ShapeType,
) -> Vec<(&'m Shape, Vec<&'m Shape>)> {
    let mut binders: indexmap::IndexMap<ShapeId, Vec<&Shape>> = indexmap::IndexMap::new();
    let resources = context.top_down().resources(service.id);
    let containers = std::iter::once(service).chain(resources.iter().copied());
    for container in containers {
        for_each_binding(container, |relationship| {
            if context.shape(relationship.target).is_some_and(|shape| shape.shape_type() == bound) {
                let binders = binders.entry(relationship.target).or_default();
                if !binders.iter().any(|binder| binder.id == container.id) {
                    binders.push(container);
                }
            }
        });
    }
    let repeated = binders.into_iter().filter(|(_, binders)| binders.len() > 1);
    repeated.filter_map(|(id, binders)| Some((context.shape(id)?, binders))).collect()
}
