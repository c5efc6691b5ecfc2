//! Lifecycle operations are safe, or may be repeated, as their place in the lifecycle asks.

use crate::ids;
use crate::index::resource_bindings::resource_operations;
use crate::shape::ShapeType;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("ResourceLifecycle", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_of(ShapeType::Resource) {
        let Some(resource) = shape.as_resource() else { continue };
        for (target, _, lifecycle) in resource_operations(resource) {
            let (Some(lifecycle), Some(operation)) = (lifecycle, context.shape(target.id)) else { continue };
            let (readonly, idempotent) = match lifecycle {
                "read" | "list" => (true, false),
                "put" | "delete" => (false, true),
                _ => (false, false),
            };
            let mut report = |must: &str| {
                let message = format!(
                    "The `{lifecycle}` lifecycle operation of this resource targets an invalid operation, `{}`. The \
                     targeted operation {must}.",
                    operation.id
                );
                sink.error(shape, message).place(target.span);
            };
            match (readonly, operation.has_trait(ids::READONLY)) {
                (true, false) => report("must be marked as readonly"),
                (false, true) => report("must not be marked as readonly"),
                _ => {}
            }
            if idempotent && !operation.has_trait(ids::IDEMPOTENT) {
                report("must be marked as idempotent");
            }
        }
    }
}
