//! The calls of endpoint tests are calls of the service's operations that lead to the parameters of the test.

use super::services;
use crate::event::Severity;
use crate::ids;
use crate::node::{Node, Object};
use crate::node_validation::{Leniency, NodeValidator};
use crate::rules_engine::{OperationInput, Parameter, TestCase};
use crate::shape::Shape;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("EndpointTestsTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (service, rules) in services(context) {
        let Some(tests) = service.trait_value(ids::ENDPOINT_TESTS) else { continue };
        let built_in: Vec<_> = rules.parameters().iter().filter(|parameter| parameter.built_in.is_some()).collect();
        for test in TestCase::all_of(tests) {
            for input in &test.operation_inputs {
                check_built_ins(service, &built_in, &test, input, sink);
                check_input(service, input, context, sink);
            }
        }
    }
}

fn check_built_ins(
    service: &Shape,
    parameters: &[&Parameter<'_>],
    test: &TestCase<'_>,
    input: &OperationInput<'_>,
    sink: &mut Sink<'_>,
) {
    for parameter in parameters {
        let Some(built_in) = parameter.built_in else { continue };
        let given = test.parameters.iter().find(|(name, _)| *name == parameter.name).map(|(_, value)| *value);
        let Some(given) = given else { continue };
        match input.built_in_params.and_then(|params| params.get(built_in)) {
            Some(supplied) if supplied != given => {
                let shown = |node: &Node| node.as_str().map_or_else(|| node.to_string(), str::to_owned);
                let message = format!("Inconsistent testcase parameters: {} and {}", shown(given), shown(supplied));
                sink.error(service, message).place(input.span);
            }
            None if parameter.default.is_some_and(|default| default != given) => {
                let message = format!(
                    "Test case does not supply the `{given}` value for the `{}` parameter's `{built_in}` built-in.",
                    parameter.name
                );
                sink.error(service, message).place(input.span);
            }
            _ => {}
        }
    }
}

fn check_input(service: &Shape, input: &OperationInput<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let operations = context.top_down().operations(service.id);
    let Some(operation) = operations.iter().find(|operation| operation.id.name() == input.operation_name) else {
        let message = format!(
            "Operation `{}` of an endpoint test is not bound to the service `{}`",
            input.operation_name, service.id
        );
        sink.error(service, message).place(input.span);
        return;
    };
    let structure = operation.as_operation().and_then(|operation| context.shape(operation.input?.id));
    let Some(structure) = structure else { return };
    let none = Node::new(Object::default(), input.span);
    let params = input.operation_params.unwrap_or(&none);
    let leniency = Leniency { optional_nulls: true, ..Leniency::default() };
    let mut findings = NodeValidator::new(context).with(leniency).validate(params, structure);
    // What does not fit may still lead to the right endpoint.
    for finding in &mut findings {
        finding.severity = Severity::Danger;
    }
    let place = "The operationInput value for an endpoint test does not match the operation's input shape";
    sink.findings(service, findings, place, params.span);
}
