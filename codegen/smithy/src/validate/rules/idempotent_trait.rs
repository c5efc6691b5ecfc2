//! What `@idempotent` says about repeated calls: one thing, with errors that the operation has.

use crate::ids;
use crate::node::Node;
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("IdempotentTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::IDEMPOTENT) {
        let (Some(value), Some(operation)) = (shape.trait_value(ids::IDEMPOTENT), shape.as_operation()) else {
            continue;
        };
        if value.get("exists").is_some() && value.get("notFound").is_some() {
            let message = "The `exists` and `notFound` properties of the `@idempotent` trait are mutually exclusive. \
                           Only one may be specified.";
            sink.error(shape, message).place_at_trait(shape, ids::IDEMPOTENT);
        }
        for key in ["exists", "notFound"] {
            for id in referenced(value.get(key)) {
                let of_service = || {
                    context.reverse_neighbors().of(id).iter().any(|(user, _)| {
                        user.as_service().is_some()
                            && context.top_down().operations(user.id).iter().any(|operation| operation.id == shape.id)
                    })
                };
                if !operation.errors.iter().any(|error| error.id == id) && !of_service() {
                    let message = format!(
                        "The `{key}` property of the `@idempotent` trait references error `{id}`, which is not in the \
                         operation's errors."
                    );
                    sink.error(shape, message).place_at_trait(shape, ids::IDEMPOTENT);
                }
            }
        }
    }
}

/// The shape ids in a property: it is a list of errors, or an object that holds one.
fn referenced(value: Option<&Node>) -> Vec<ShapeId> {
    let list = value.and_then(|value| value.as_array().or_else(|| value.get("errors")?.as_array()));
    list.unwrap_or_default().iter().filter_map(|id| ShapeId::parse(id.as_str()?).ok()).collect()
}
