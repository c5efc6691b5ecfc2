//! Endpoints that make an exception are addresses, with the placeholders that there are.

use crate::ids;
use crate::node::Node;
use crate::shape::Shape;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("AwsSpecialCaseEndpoint", run);

static PLACEHOLDERS: &[&str] = &["{service}", "{region}", "{dnsSuffix}", "{dualStackDnsSuffix}"];

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let members = [
        (ids::STANDARD_REGIONAL_ENDPOINTS, "partitionSpecialCases"),
        (ids::STANDARD_REGIONAL_ENDPOINTS, "regionSpecialCases"),
        (ids::STANDARD_PARTITIONAL_ENDPOINTS, "partitionEndpointSpecialCases"),
    ];
    for (id, member) in members {
        for service in context.shapes_with(id) {
            let cases = service.trait_value(id).and_then(|value| value.get(member)).and_then(Node::as_object);
            let cases = cases.iter().flat_map(|cases| cases.iter());
            for case in cases.flat_map(|(_, cases)| cases.as_array().unwrap_or_default()) {
                if let Some(endpoint) = case.get("endpoint") {
                    check(service, endpoint, sink);
                }
            }
        }
    }
}

fn check(service: &Shape, node: &Node, sink: &mut Sink<'_>) {
    let Some(endpoint) = node.as_str() else { return };
    let unsupported: Vec<_> =
        placeholders(endpoint).into_iter().filter(|placeholder| !PLACEHOLDERS.contains(placeholder)).collect();
    if !unsupported.is_empty() {
        let message = format!("Endpoint `{endpoint}` contains unsupported patterns: {}", unsupported.join(", "));
        sink.danger(service, message).place(node.span).sub_id("UnsupportedEndpointPattern");
    }
    let rest = endpoint.strip_prefix("https://").or_else(|| endpoint.strip_prefix("http://"));
    if rest.is_none() {
        let message = format!("Endpoint `{endpoint}` should start with scheme `http://` or `https://`");
        sink.danger(service, message).place(node.span).sub_id("InvalidEndpointPatternScheme");
    }
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%{}".contains(c);
    if !rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && rest.chars().all(allowed)) {
        let message = format!("Endpoint `{endpoint}` should be a valid URL.");
        sink.error(service, message).place(node.span).sub_id("InvalidEndpointPatternUrl");
    }
}

/// Everything in braces, with them.
fn placeholders(endpoint: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = endpoint;
    while let Some(start) = rest.find('{') {
        let Some(length) = rest[start..].find('}') else { break };
        let (placeholder, after) = rest[start..].split_at(length + 1);
        found.push(placeholder);
        rest = after;
    }
    found
}
