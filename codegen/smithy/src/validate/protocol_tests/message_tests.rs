//! What tests of requests, responses and errors have in common.

use super::media_type;
use crate::ids;
use crate::node::{Node, Object};
use crate::node_validation::{Leniency, NodeValidator};
use crate::shape::Shape;
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Sink};

/// What the parameters of a test are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Input,
    Output,
    Error,
}

/// How protocol tests write values.
pub(super) const LENIENCY: Leniency = Leniency {
    optional_nulls: true,
    base64_blobs: false,
    zero_out_of_range_warns: false,
    constraint_errors_warn: false,
    epoch_timestamps: true,
};

/// Checks the tests that a trait puts on operations, or on errors.
pub(super) fn check(id: ShapeId, part: Part, context: &Context<'_>, sink: &mut Sink<'_>) {
    let validator = NodeValidator::new(context).with(LENIENCY);
    for shape in context.shapes_with(id) {
        let structure = match (shape.as_operation(), part) {
            (Some(operation), Part::Input) => operation.input,
            (Some(operation), Part::Output) => operation.output,
            (None, Part::Error) => None,
            _ => continue,
        };
        let structure = match part {
            Part::Error => Some(*shape),
            _ => structure.map(|target| target.id).filter(|id| *id != ids::UNIT_SHAPE).and_then(|id| context.shape(id)),
        };
        let tests = shape.trait_value(id).and_then(Node::as_array).unwrap_or_default();
        for (i, test) in tests.iter().enumerate() {
            body(id, shape, test, sink);
            vendor_params(&format!("{id}.{i}.vendorParams"), shape, test, &validator, context, sink);
            let Some(params) = test.get("params") else {
                if let Some(structure) = structure {
                    missing(&format!("{id}.{i}.params"), shape, test, structure, &validator, sink);
                }
                continue;
            };
            match structure {
                Some(structure) => {
                    let findings = validator.validate(params, structure);
                    sink.findings(shape, findings, &format!("{id}.{i}.params"), params.span);
                }
                None if params.as_object().is_some_and(|params| !params.is_empty()) => {
                    let what = if part == Part::Input { "input" } else { "output" };
                    let (kind, message) = if part == Part::Input { ("request", what) } else { ("response", what) };
                    let message =
                        format!("Protocol test {kind} parameters provided for operation with no {message}: `{params}`");
                    sink.error(shape, message).place(params.span);
                }
                None => {}
            }
        }
    }
}

/// Checks a test without parameters as one with none given: required members are missing all the same.
fn missing(
    place: &str,
    shape: &Shape,
    test: &Node,
    structure: &Shape,
    validator: &NodeValidator<'_, '_>,
    sink: &mut Sink<'_>,
) {
    let none = Node::new(Object::default(), test.span);
    sink.findings(shape, validator.validate(&none, structure), place, test.span);
}

fn vendor_params(
    place: &str,
    shape: &Shape,
    test: &Node,
    validator: &NodeValidator<'_, '_>,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) {
    let id = test.get("vendorParamsShape").and_then(Node::as_str).and_then(|id| ShapeId::parse(id).ok());
    let Some(expected) = id.and_then(|id| context.shape(id)) else { return };
    let given = test.get("vendorParams").filter(|params| params.as_object().is_none_or(|params| !params.is_empty()));
    if let Some(params) = given {
        sink.findings(shape, validator.validate(params, expected), place, params.span);
    } else {
        let message = "Protocol test case defined a `vendorParamsShape` but no `vendorParams`";
        sink.warning(shape, message).place(test.span);
    }
}

fn body(id: ShapeId, shape: &Shape, test: &Node, sink: &mut Sink<'_>) {
    let member = |name| test.get(name).and_then(Node::as_str);
    let (Some(body), Some(media_type)) = (member("body").filter(|body| !body.is_empty()), member("bodyMediaType"))
    else {
        return;
    };
    if let Err(problem) = media_type::check(media_type, body) {
        let name = member("id").unwrap_or_default();
        let message = format!("Invalid {media_type} content in `{id}` protocol test case `{name}`: {problem}");
        sink.danger(shape, message).place(test.get("body").map_or(test.span, |body| body.span));
    }
}
