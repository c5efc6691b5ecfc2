//! URIs of `@http` are URIs.

use crate::ids;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("HttpUriFormat", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for operation in context.shapes_with(ids::HTTP) {
        let uri = operation.trait_value(ids::HTTP).and_then(|http| http.get("uri")?.as_str());
        if let Some(uri) = uri.filter(|uri| !is_uri_reference(uri)) {
            let message = format!("@http trait `uri` is invalid: {uri}");
            sink.error(operation, message).place_at_trait(operation, ids::HTTP);
        }
    }
}

/// Whether every character may stand in a path or query, once labels have been filled in.
fn is_uri_reference(uri: &str) -> bool {
    uri.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%{}".contains(&b))
}
