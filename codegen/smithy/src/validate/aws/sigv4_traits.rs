//! A service has one name in ARNs and in signatures.

use crate::ids;
use crate::node::Node;
use crate::shape::Shape;
use crate::shape_id::ShapeId;
use crate::validate::aws_service::arn_namespace;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("SigV4Traits", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.shapes_with(ids::SIGV4) {
        let sigv4 = name(service, ids::SIGV4);
        let sigv4a = name(service, ids::SIGV4A);
        if let Some(namespace) = arn_namespace(service) {
            let namespace = ("aws.api#service$arnNamespace", &*namespace);
            compare(service, namespace, ("aws.auth#sigv4$name", sigv4), sink);
            compare(service, namespace, ("aws.auth#sigv4a$name", sigv4a), sink);
        }
        if let Some(sigv4) = sigv4 {
            compare(service, ("aws.auth#sigv4$name", sigv4), ("aws.auth#sigv4a$name", sigv4a), sink);
        }
    }
}

fn name(service: &Shape, id: ShapeId) -> Option<&str> {
    service.trait_value(id)?.get("name").and_then(Node::as_str)
}

fn compare(service: &Shape, left: (&str, &str), right: (&str, Option<&str>), sink: &mut Sink<'_>) {
    if let Some(value) = right.1.filter(|value| *value != left.1) {
        let message =
            format!("Value for `{}` \"{}\" and value for `{}` \"{value}\" SHOULD match.", left.0, left.1, right.0);
        sink.warning(service, message);
    }
}
