//! Examples of operations are values of what they are examples of.

use rustc_hash::FxHashSet;

use crate::ids;
use crate::node::{Node, Object};
use crate::node_validation::{Leniency, NodeValidator};
use crate::shape::{Operation, Shape, ShapeType};
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("ExamplesTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::EXAMPLES) {
        let Some(operation) = shape.as_operation() else { continue };
        for example in shape.trait_value(ids::EXAMPLES).and_then(Node::as_array).unwrap_or_default() {
            check(shape, operation, example, context, sink);
        }
    }
}

fn check(shape: &Shape, operation: &Operation, example: &Node, context: &Context<'_>, sink: &mut Sink<'_>) {
    let title = example.get("title").and_then(Node::as_str).unwrap_or_default();
    let constraint_errors = example.get("allowConstraintErrors").and_then(Node::as_bool) == Some(true);
    let (output, error) = (example.get("output"), example.get("error"));
    if constraint_errors && error.is_none() {
        let message = format!("Example: `{title}` has allowConstraintErrors enabled, so error must be defined.");
        sink.error(shape, message).place(example.span);
    }
    let leniency = Leniency { constraint_errors_warn: constraint_errors, ..Leniency::default() };
    let validator = NodeValidator::new(context).with(leniency);
    let value = |what: &str, value: &Node, target: ShapeId, sink: &mut Sink<'_>| {
        let Some(target) = context.shape(target) else { return };
        let findings = validator.validate(value, target);
        sink.findings(shape, findings, &format!("Example {what} of `{title}`"), value.span);
    };
    let nothing = Node::new(Object::default(), example.span);
    value("input", example.get("input").unwrap_or(&nothing), context.model.input_of(operation), sink);
    match (output, error) {
        (Some(_), Some(_)) => {
            let message = format!("Example: `{title}` has both output and error defined, only one should be present.");
            sink.error(shape, message).place(example.span);
        }
        (Some(output), None) => value("output", output, context.model.output_of(operation), sink),
        (None, Some(error)) => {
            let id = error.get("shapeId").and_then(Node::as_str).unwrap_or_default();
            let known = ShapeId::parse(id).ok().filter(|id| errors(shape.id, operation, context).contains(id));
            if let Some(id) = known {
                value("error", error.get("content").unwrap_or(&nothing), id, sink);
            } else {
                let message = format!("Error parameters provided for operation without the `{id}` error: `{title}`");
                sink.error(shape, message).place(error.span);
            }
        }
        (None, None) => {}
    }
}

/// The errors of an operation in every context: its own, and those that all services it is bound to have.
fn errors(id: ShapeId, operation: &Operation, context: &Context<'_>) -> FxHashSet<ShapeId> {
    let mut common: Option<FxHashSet<ShapeId>> = None;
    for service in context.shapes_of(ShapeType::Service) {
        if !context.top_down().operations(service.id).iter().any(|operation| operation.id == id) {
            continue;
        }
        let errors: FxHashSet<_> =
            service.as_service().into_iter().flat_map(|service| &service.errors).map(|error| error.id).collect();
        common = Some(match common {
            None => errors,
            Some(common) => common.intersection(&errors).copied().collect(),
        });
    }
    let mut errors = common.unwrap_or_default();
    errors.extend(operation.errors.iter().map(|error| error.id));
    errors
}
