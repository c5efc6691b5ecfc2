//! What the model hands to endpoint rules is what the rules expect, and so is what their tests hand to them.

use indexmap::IndexMap;

use super::path_type::{check, of_shape, of_value, parameter_type};
use super::services;
use crate::ids;
use crate::jmespath::Expression;
use crate::node::Node;
use crate::rules_engine::{Parameter, ParameterType, TestCase};
use crate::shape::Shape;
use crate::source::Span;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::typed;

pub(super) static RULE: Rule = Rule::new("RuleSetParameter", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (service, rules) in services(context) {
        let modelled = modelled(service, context, sink);
        compare(service, rules.parameters(), &modelled, sink);
        if let Some(tests) = service.trait_value(ids::ENDPOINT_TESTS) {
            check_tests(service, rules.parameters(), &TestCase::all_of(tests), sink);
        }
    }
}

/// What the model hands to the rules of a service, by name. The first type counts; others are reported.
type Modelled<'m> = IndexMap<&'m str, (ParameterType, Span)>;

fn add<'m>(name: &'m str, kind: ParameterType, span: Span, to: &mut Modelled<'m>) -> bool {
    match to.get(name) {
        Some((known, _)) if *known != kind => false,
        _ => {
            to.insert(name, (kind, span));
            true
        }
    }
}

fn modelled<'m>(service: &'m Shape, context: &Context<'m>, sink: &mut Sink<'_>) -> Modelled<'m> {
    let mut found = Modelled::new();
    let params = service.trait_value(ids::CLIENT_CONTEXT_PARAMS).and_then(Node::as_object);
    for (name, definition) in params.iter().flat_map(|params| params.iter()) {
        if let Some(kind) = definition.get("type").and_then(Node::as_str).and_then(ParameterType::parse) {
            add(name, kind, definition.span, &mut found);
        }
    }
    for operation in context.top_down().operations(service.id).iter().copied() {
        of_operation(operation, context, &mut found, sink);
    }
    found
}

fn of_operation<'m>(operation: &'m Shape, context: &Context<'m>, found: &mut Modelled<'m>, sink: &mut Sink<'_>) {
    let inconsistent = |name: &str| format!("Inconsistent type for `{name}` parameter");
    let params = operation.trait_value(ids::STATIC_CONTEXT_PARAMS).and_then(Node::as_object);
    for (name, definition) in params.iter().flat_map(|params| params.iter()) {
        let kind = definition.get("value").and_then(of_value);
        if kind.is_some_and(|kind| !add(name, kind, definition.span, found)) {
            sink.error(operation, inconsistent(name))
                .place(definition.span)
                .sub_id("StaticContextParams.InconsistentType");
        }
    }
    let input = operation.as_operation().and_then(|operation| context.shape(operation.input?.id));
    for member in input.iter().flat_map(|input| context.model.members(input)) {
        let name = member.trait_value(ids::CONTEXT_PARAM).and_then(|value| value.get("name")).and_then(Node::as_str);
        let (Some(name), Some(target)) = (name, context.model.target(member)) else { continue };
        match of_shape(target, context) {
            None => {
                let message = format!("Unsupported type `{}` for `{name}` parameter", typed(target));
                sink.error(member, message)
                    .place_at_trait(member, ids::CONTEXT_PARAM)
                    .sub_id("ContextParam.UnsupportedType");
            }
            Some(kind) => {
                if !add(name, kind, member.span, found) {
                    sink.error(member, inconsistent(name))
                        .place_at_trait(member, ids::CONTEXT_PARAM)
                        .sub_id("ContextParam.InconsistentType");
                }
            }
        }
    }
    let params = operation.trait_value(ids::OPERATION_CONTEXT_PARAMS).and_then(Node::as_object);
    for (name, definition) in params.iter().flat_map(|params| params.iter()) {
        let path = definition.get("path").and_then(Node::as_str).and_then(|path| Expression::parse(path).ok());
        let kind = path.and_then(|path| {
            let (known, problems) = check(&path, operation, context);
            parameter_type(&known).filter(|_| problems.is_empty())
        });
        if kind.is_some_and(|kind| !add(name, kind, definition.span, found)) {
            sink.error(operation, inconsistent(name))
                .place(definition.span)
                .sub_id("OperationContextParams.InconsistentType");
        }
    }
}

fn compare(service: &Shape, parameters: &[Parameter<'_>], modelled: &Modelled<'_>, sink: &mut Sink<'_>) {
    for parameter in parameters.iter().filter(|parameter| parameter.built_in.is_none()) {
        let name = parameter.name;
        match modelled.get(name) {
            None => {
                let message = format!("Parameter `{name}` exists in ruleset but not in service model");
                sink.error(service, message).place(parameter.span).sub_id("RuleSet.UnmatchedName");
            }
            Some((kind, _)) if *kind != parameter.kind => {
                sink.error(service, format!("Type mismatch for parameter `{name}`"))
                    .place(parameter.span)
                    .sub_id("RuleSet.TypeMismatch");
            }
            Some(_) => {}
        }
    }
    for (name, (_, span)) in modelled {
        if !parameters.iter().any(|parameter| parameter.name == *name) {
            let message = format!("Parameter `{name}` exists in service model but not in ruleset");
            sink.error(service, message).place(*span).sub_id("RuleSet.UnmatchedName");
        }
    }
}

fn check_tests(service: &Shape, parameters: &[Parameter<'_>], tests: &[TestCase<'_>], sink: &mut Sink<'_>) {
    let mut given: IndexMap<&str, Vec<&Node>> = IndexMap::new();
    for (name, value) in tests.iter().flat_map(|test| &test.parameters) {
        given.entry(name).or_default().push(value);
    }
    for parameter in parameters {
        let name = parameter.name;
        let Some(values) = given.get(name) else {
            let message = format!("Parameter `{name}` is never used in an `EndpointTests` test case");
            sink.danger(service, message).place(parameter.span).sub_id("TestCase.Unused");
            continue;
        };
        for value in values.iter().filter(|value| !parameter.kind.accepts(value)) {
            let expected = parameter.kind.display_name();
            sink.error(service, format!("Type mismatch for parameter `{name}`, `{expected}` expected"))
                .place(value.span)
                .sub_id("TestCase.TypeMismatch");
        }
        if parameter.required && parameter.default.is_none() && values.len() != tests.len() {
            let message = format!("Required parameter `{name}` is not specified in every test case");
            sink.error(service, message).place(parameter.span).sub_id("TestCase.RequiredMissing");
        }
    }
    for (name, values) in &given {
        if !parameters.iter().any(|parameter| parameter.name == *name) {
            let span = values.first().map_or(Span::NONE, |value| value.span);
            let message = format!("Test parameter `{name}` is not defined in ruleset");
            sink.error(service, message).place(span).sub_id("TestCase.Undefined");
        }
    }
}
