//! The input of a smoke test fits the operation, and its settings their shape.

use crate::ids;
use crate::node::Node;
use crate::node_validation::{Leniency, NodeValidator};
use crate::shape::Shape;
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked;

pub(super) static RULE: Rule = Rule::new("SmokeTestCase", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let leniency = Leniency { optional_nulls: true, ..Leniency::default() };
    let validator = NodeValidator::new(context).with(leniency);
    for operation in context.shapes_with(ids::SMOKE_TESTS) {
        let tests = operation.trait_value(ids::SMOKE_TESTS).and_then(Node::as_array).unwrap_or_default();
        let input = operation.as_operation().and_then(|operation| context.shape(operation.input?.id));
        for test in tests {
            let Some(id) = test.get("id").and_then(Node::as_str) else { continue };
            let check = |name: &str, value: &Node, shape: &Shape, sink: &mut Sink<'_>| {
                let place = format!("{}.{id}.{name}", ids::SMOKE_TESTS);
                sink.findings(operation, validator.validate(value, shape), &place, value.span);
            };
            let shape = test.get("vendorParamsShape").and_then(Node::as_str).and_then(|id| ShapeId::parse(id).ok());
            match (test.get("vendorParams"), shape.and_then(|id| context.shape(id))) {
                (Some(params), Some(shape)) => check("vendorParams", params, shape, sink),
                (None, Some(_)) => {
                    let message =
                        format!("Smoke test case with ID `{id}` defined a `vendorParamsShape` but no `vendorParams`");
                    sink.warning(operation, message).place(test.span);
                }
                _ => {}
            }
            match (test.get("params"), input) {
                (Some(params), Some(input)) => check("params", params, input, sink),
                (Some(params), None) if params.as_object().is_some_and(|params| !params.is_empty()) => {
                    let message = format!("Smoke test parameters provided for operation with no input: `{params}`");
                    sink.error(operation, message).place(params.span);
                }
                (None, Some(input)) => {
                    let required = context.model.members(input).filter(|member| member.has_trait(ids::REQUIRED));
                    let required: Vec<_> = required.filter_map(|member| member.id.member()).collect();
                    if !required.is_empty() {
                        let message = format!(
                            "Smoke test case with ID `{id}` does not define `params`, but the target operation has \
                             required input members: {}",
                            ticked(required)
                        );
                        sink.error(operation, message).place(test.span);
                    }
                }
                _ => {}
            }
        }
    }
}
