//! The operation that tells clients where to send others has the form clients rely on.

use crate::hash_order::sort_names;
use crate::ids;
use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::typed;

pub(super) static RULE: Rule = Rule::new("ClientEndpointDiscovery", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut checked = Vec::new();
    for service in context.shapes_with(ids::CLIENT_ENDPOINT_DISCOVERY) {
        let value = service.trait_value(ids::CLIENT_ENDPOINT_DISCOVERY);
        let id = |name| ShapeId::parse(value?.get(name)?.as_str()?).ok();
        let Some(discovery) = id("operation").and_then(|id| context.shape(id)) else { continue };
        if !checked.contains(&discovery.id) {
            checked.push(discovery.id);
            check_operation(discovery, context, sink);
        }
        let operations = context.top_down().operations(service.id);
        if !operations.iter().any(|operation| operation.id == discovery.id) {
            let message = format!(
                "The operation `{}` must be bound to the service `{}` to use it as the endpoint operation.",
                discovery.id,
                typed(service)
            );
            sink.error(service, message).sub_id("UnboundOperation").sub_id(discovery.id.name());
        }
        let mut discovered =
            operations.iter().filter(|operation| operation.has_trait(ids::CLIENT_DISCOVERED_ENDPOINT)).peekable();
        if discovered.peek().is_none() {
            let message = format!(
                "The service `{}` is configured to use endpoint discovery, but has no operations bound with the \
                 `aws.api#clientDiscoveredEndpoint` trait.",
                service.id
            );
            sink.warning(service, message);
        }
        let Some(error) = id("error") else { continue };
        for shape in discovered {
            let has = |operation: &crate::shape::Operation| operation.errors.iter().any(|target| target.id == error);
            if !shape.as_operation().is_some_and(has) {
                let message = format!(
                    "The operation `{}` is marked with `aws.api#clientDiscoveredEndpoint` and is bound to the service \
                     `{}` but does not have the required error `{error}`.",
                    shape.id, service.id
                );
                sink.error(shape, message);
            }
        }
    }
}

fn names(structure: Option<&Shape>) -> Vec<&'static str> {
    structure
        .map(|structure| structure.members.iter().filter_map(|member| member.member()).collect())
        .unwrap_or_default()
}

fn is_string(shape: &Shape) -> bool {
    matches!(shape.shape_type(), ShapeType::String | ShapeType::Enum)
}

fn check_operation(shape: &Shape, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(operation) = shape.as_operation() else { return };
    let structure = |target: Option<crate::shape::Target>| target.and_then(|target| context.shape(target.id));
    if let Some(input) = structure(operation.input) {
        check_input(shape, input, context, sink);
    }
    let output = structure(operation.output);
    let found = names(output);
    if found != ["Endpoints"] {
        let message = format!(
            "Endpoint discovery operation output must only contain an `Endpoints` member, but found: [{}]",
            found.join(",")
        );
        sink.error(shape, message);
    }
    let Some(endpoints) = output.and_then(|output| context.model.member(output, "Endpoints")) else { return };
    let Some(list) = context.model.target(endpoints) else { return };
    if list.shape_type() != ShapeType::List {
        let message = "The output member `Endpoints` on an endpoint discovery operation must be a list.";
        sink.error(endpoints, message);
        return;
    }
    let endpoint = context.model.member(list, "member").and_then(|member| context.model.target(member));
    match endpoint {
        Some(endpoint) if endpoint.shape_type() == ShapeType::Structure => check_endpoint(endpoint, context, sink),
        _ => {
            let message =
                "The member of the Endpoints list in an endpoint discovery operation must be a structure shape.";
            sink.error(list, message);
        }
    }
}

fn check_input(operation: &Shape, input: &Shape, context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut found = names(Some(input));
    sort_names(&mut found);
    if found.iter().any(|name| !matches!(*name, "Operation" | "Identifiers")) {
        let message = format!(
            "Input for endpoint discovery operation `{}` may only have the members Operation and Identifiers but \
             found: {}",
            operation.id,
            found.join(", ")
        );
        sink.error(input, message);
    }
    let target = |name| context.model.member(input, name).and_then(|member| context.model.target(member));
    if let Some(target) = target("Operation").filter(|target| !is_string(target)) {
        sink.error(target, "The Operation member of an endpoint discovery operation must be a string");
    }
    if let (Some(member), Some(target)) = (context.model.member(input, "Identifiers"), target("Identifiers")) {
        let strings = context.model.members(target).all(|part| context.model.target(part).is_some_and(is_string));
        if target.shape_type() != ShapeType::Map || !strings {
            let message = "The Identifiers member of an endpoint discovery operation must be a map whose keys and values are \
                 strings.";
            sink.error(member, message);
        }
    }
}

/// Whether a shape is what it should be.
type Is = fn(&Shape) -> bool;

fn check_endpoint(endpoint: &Shape, context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut found = names(Some(endpoint));
    sort_names(&mut found);
    let mut sorted = found.clone();
    sorted.sort_unstable();
    if sorted != ["Address", "CachePeriodInMinutes"] {
        let message = format!(
            "The `Endpoint` shape must only have the members `Address` and `CachePeriodInMinutes`, but found: {}",
            found.join(", ")
        );
        sink.error(endpoint, message);
    }
    let members: [(&str, &str, Is); 2] = [
        ("Address", "string", is_string),
        ("CachePeriodInMinutes", "long", |shape| shape.shape_type() == ShapeType::Long),
    ];
    for (name, kind, is) in members {
        let Some(member) = context.model.member(endpoint, name) else { continue };
        if !context.model.target(member).is_some_and(is) {
            sink.error(member, format!("The `{name}` member of the `Endpoint` shape must be a {kind} type."));
        }
    }
}
