//! Tests of event streams fit the operation, its events, and the shapes they name.

use super::message_tests::LENIENCY;
use crate::ids;
use crate::node::Node;
use crate::node_validation::{Leniency, NodeValidator};
use crate::shape::{Shape, ShapeType, Target};
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("EventStreamTestsTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let validator = NodeValidator::new(context).with(Leniency { epoch_timestamps: false, ..LENIENCY });
    for shape in context.shapes_with(ids::EVENT_STREAM_TESTS) {
        let Some(operation) = shape.as_operation() else { continue };
        let structure = |target: Option<Target>| target.and_then(|target| context.shape(target.id));
        let (input, output) = (structure(operation.input), structure(operation.output));
        let tests = shape.trait_value(ids::EVENT_STREAM_TESTS).and_then(Node::as_array).unwrap_or_default();
        for (i, test) in tests.iter().enumerate() {
            let place = format!("{}.{i}", ids::EVENT_STREAM_TESTS);
            let given = |name| test.get(name).is_some();
            let events = test.get("events").and_then(Node::as_array).unwrap_or_default();
            let initial = ["initialRequest", "initialRequestParams", "initialResponse", "initialResponseParams"];
            if events.is_empty() && !initial.into_iter().any(given) {
                let message =
                    format!("{place}: At least one event, an initial request, or an initial response must be set.");
                sink.error(shape, message).place(test.span).sub_id(&i.to_string());
            }
            let mut check = |name: &str, within: &str, value: Option<&Node>, expected: Option<&Shape>| {
                if let (Some(value), Some(expected)) = (value, expected) {
                    let findings = validator.validate(value, expected);
                    sink.findings(shape, findings, &format!("{place}{within}.{name}"), value.span);
                }
            };
            let named = |node: &Node, name: &str| {
                let id = node.get(name).and_then(Node::as_str).and_then(|id| ShapeId::parse(id).ok());
                id.and_then(|id| context.shape(id))
            };
            check("initialRequestParams", "", test.get("initialRequestParams"), input);
            check("initialRequest", "", test.get("initialRequest"), named(test, "initialRequestShape"));
            check("initialResponseParams", "", test.get("initialResponseParams"), output);
            check("initialResponse", "", test.get("initialResponse"), named(test, "initialResponseShape"));
            check("vendorParams", "", test.get("vendorParams"), named(test, "vendorParamsShape"));
            for (j, event) in events.iter().enumerate() {
                let within = format!(".events.{j}");
                let direction = match event.get("type").and_then(Node::as_str) {
                    Some("request") => input,
                    _ => output,
                };
                let stream = direction.and_then(|structure| event_stream(structure, context));
                check("params", &within, event.get("params"), stream);
                check("vendorParams", &within, event.get("vendorParams"), named(event, "vendorParamsShape"));
            }
        }
    }
}

/// The union of the events that a structure streams.
fn event_stream<'m>(structure: &'m Shape, context: &Context<'m>) -> Option<&'m Shape> {
    let targets = context.model.members(structure).filter_map(|member| context.model.target(member));
    targets.into_iter().find(|target| target.shape_type() == ShapeType::Union && target.has_trait(ids::STREAMING))
}
