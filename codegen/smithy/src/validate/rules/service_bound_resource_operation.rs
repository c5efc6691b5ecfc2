//! Operations bound to a service that a resource of it would be a better home for.

use std::collections::BTreeSet;

use crate::index::resource_bindings::identifier_bindings;
use crate::shape::ShapeType;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked_sorted;

pub(super) static RULE: Rule = Rule::new("ServiceBoundResourceOperation", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.shapes_of(ShapeType::Service) {
        let resources = context.top_down().resources(service.id);
        if resources.is_empty() {
            continue;
        }
        for target in service.as_service().into_iter().flat_map(|service| &service.operations) {
            let Some(operation) = context.shape(target.id) else { continue };
            let Some(input) = operation.as_operation().map(|operation| context.model.input_of(operation)) else {
                continue;
            };
            let takes_all = |shape: &&&crate::shape::Shape| {
                shape.as_resource().is_some_and(|resource| {
                    let bound = identifier_bindings(context.model, resource, input);
                    !resource.identifiers.is_empty()
                        && resource.identifiers.iter().all(|(name, _)| bound.contains_key(&**name))
                })
            };
            let homes: BTreeSet<_> = resources.iter().filter(takes_all).map(|resource| resource.id).collect();
            if !homes.is_empty() {
                let message = format!(
                    "The `{}` operation is bound to the service `{}` directly, but its input has all identifiers of \
                     the following resources, and it may be better bound to one of them: {}",
                    operation.id,
                    service.id,
                    ticked_sorted(homes)
                );
                sink.warning(operation, message).place(target.span);
            }
        }
    }
}
