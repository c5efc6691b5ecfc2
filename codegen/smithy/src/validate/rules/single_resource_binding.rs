//! A resource is bound once in the closure of a service.

use crate::shape::ShapeType;
use crate::validate::rule::{Context, Phase, Rule, Sink};
use crate::validate::text::ticked_sorted;

use super::single_operation_binding::bindings;

pub(super) static RULE: Rule = Rule::in_phase("SingleResourceBinding", Phase::Critical, run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.shapes_of(ShapeType::Service) {
        for (resource, binders) in bindings(service, context, ShapeType::Resource) {
            let message = format!(
                "A resource can appear only once in an entire service closure. This resource is illegally bound into \
                 the `{}` service closure from multiple shapes: [{}]",
                service.id,
                ticked_sorted(binders.iter().map(|binder| binder.id))
            );
            sink.error(resource, message);
        }
    }
}
