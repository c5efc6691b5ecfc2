//! Inputs and outputs are named after their operation.

use crate::ids;
use crate::shape::{Shape, ShapeType, Target};
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("OperationInputOutputName", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for operation in context.shapes_of(ShapeType::Operation) {
        let Some(io) = operation.as_operation() else { continue };
        check(operation, "input", io.input, context, sink);
        check(operation, "output", io.output, context, sink);
    }
}

fn check(operation: &Shape, role: &str, target: Option<Target>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(target) = target.filter(|target| target.id != ids::UNIT_SHAPE) else { return };
    let marker = if role == "input" { ids::INPUT } else { ids::OUTPUT };
    // Only structures made for operations are held to it: others may be shared on purpose.
    let is_marked = context.shape(target.id).is_some_and(|shape| shape.has_trait(marker));
    if is_marked && !target.id.name().starts_with(operation.id.name()) {
        let message = format!(
            "The {role} of this operation should target a shape that starts with the operation's name, '{}', but the \
             targeted shape is `{}`",
            operation.id.name(),
            target.id
        );
        sink.warning(operation, message).place(target.span).sub_id(role);
    }
}
