//! Namespaces of metrics are `AWS/` and a name in pascal case.

use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("CloudWatchNamespace", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.shapes_with(ids::AWS_SERVICE) {
        let value = service.trait_value(ids::AWS_SERVICE);
        let Some(namespace) = value.and_then(|value| value.get("cloudWatchNamespace")).and_then(Node::as_str) else {
            continue;
        };
        let prefixed = namespace.strip_prefix("AWS/");
        let name = prefixed.unwrap_or(namespace);
        let pascal =
            name.starts_with(|c: char| c.is_ascii_uppercase()) && name.bytes().all(|b| b.is_ascii_alphanumeric());
        if prefixed.is_some() && pascal {
            continue;
        }
        let mut message =
            format!("The service's CloudWatch metric namespace `{namespace}` does not follow convention.");
        if prefixed.is_none() {
            message += " The namespace should start with the `AWS/` prefix.";
        }
        if !pascal {
            message += &format!(" The namespace's service component `{name}` should be PascalCase.");
        }
        sink.danger(service, message).place_at_trait(service, ids::AWS_SERVICE);
    }
}
