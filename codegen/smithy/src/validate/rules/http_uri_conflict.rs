//! No two operations of a service answer the same requests.

use std::collections::BTreeMap;

use crate::ids;
use crate::index::uri_pattern::{Segment, UriPattern};
use crate::node::Node;
use crate::shape::{Shape, ShapeType};
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("HttpUriConflict", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.shapes_of(ShapeType::Service) {
        // Patterns conflict when they differ in nothing but the names of their labels.
        let mut alike: BTreeMap<String, Vec<(&Shape, &str)>> = BTreeMap::new();
        for operation in context.top_down().operations(service.id).iter() {
            let Some(http) = operation.trait_value(ids::HTTP) else { continue };
            let text = |key| http.get(key).and_then(Node::as_str);
            let (Some(method), Some(uri)) = (text("method"), text("uri")) else { continue };
            alike.entry(key(method, &UriPattern::parse(uri))).or_default().push((*operation, uri));
        }
        for operations in alike.values().filter(|operations| operations.len() > 1) {
            for (operation, uri) in operations {
                let others: Vec<_> = operations
                    .iter()
                    .filter(|(other, _)| other.id != operation.id && hosts_conflict(operation, other, context))
                    .map(|(other, uri)| format!("`{}` ({uri})", other.id))
                    .collect();
                if !others.is_empty() {
                    let message = format!(
                        "Operation URI, `{uri}`, conflicts with other operation URIs in the same service: [{}]",
                        others.join(", ")
                    );
                    sink.error(operation, message).place_at_trait(operation, ids::HTTP);
                }
            }
        }
    }
}

/// What patterns that match the same requests have in common.
fn key(method: &str, pattern: &UriPattern) -> String {
    let mut key = method.to_owned();
    for segment in &pattern.segments {
        key.push('/');
        match segment {
            Segment::Literal(text) => key.push_str(text),
            Segment::Label(_) => key.push_str("{}"),
            Segment::GreedyLabel(_) => key.push_str("{+}"),
        }
    }
    let mut query: Vec<_> = pattern.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    query.sort();
    key + "?" + &query.join("&")
}

/// Whether two operations may be called on the same host.
fn hosts_conflict(one: &Shape, other: &Shape, context: &Context<'_>) -> bool {
    let prefix = |shape: &'_ Shape| {
        shape.trait_value(ids::ENDPOINT).and_then(|e| e.get("hostPrefix")?.as_str().map(String::from))
    };
    let (one_prefix, other_prefix) = match (prefix(one), prefix(other)) {
        (None, None) => return true,
        (Some(one), Some(other)) => (one, other),
        _ => return false,
    };
    let (one_parts, other_parts): (Vec<_>, Vec<_>) =
        (one_prefix.split('.').collect(), other_prefix.split('.').collect());
    one_parts.len() == other_parts.len()
        && one_parts.iter().zip(&other_parts).all(|(a, b)| match (label(a), label(b)) {
            (None, None) => a.eq_ignore_ascii_case(b),
            (Some(name), None) => !excludes(one, name, b, context),
            (None, Some(name)) => !excludes(other, name, a, context),
            (Some(_), Some(_)) => true,
        })
}

fn label(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.strip_suffix('}')
}

/// Whether the pattern of a label's member keeps it from being this text.
fn excludes(operation: &Shape, label: &str, text: &str, context: &Context<'_>) -> bool {
    let model = context.model;
    let input = operation.as_operation().and_then(|operation| context.shape(model.input_of(operation)));
    let Some(member) = input.and_then(|input| model.member(input, label)) else { return false };
    let pattern = model.member_trait(member, ids::PATTERN).and_then(Node::as_str);
    pattern.and_then(|pattern| context.pattern(pattern)?.is_match(text)) == Some(false)
}
