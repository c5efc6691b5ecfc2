//! Namespaces of XML are URIs.

use crate::ids;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::typed;

pub(super) static RULE: Rule = Rule::new("XmlNamespaceTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::XML_NAMESPACE) {
        let uri = shape.trait_value(ids::XML_NAMESPACE).and_then(|value| value.get("uri")?.as_str());
        if let Some(uri) = uri.filter(|uri| !is_uri(uri)) {
            let message =
                format!("An `xmlNamespace` trait is applied to the {} shape with an invalid uri: {uri}", typed(shape));
            sink.error(shape, message).place_at_trait(shape, ids::XML_NAMESPACE);
        }
    }
}

/// Whether `text` is a URI reference: legal characters, and a scheme in front of the first colon of its first segment.
fn is_uri(text: &str) -> bool {
    let legal = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&b) || !b.is_ascii();
    let first = text.split(['/', '?', '#']).next().unwrap_or_default();
    let scheme = first.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    };
    text.bytes().all(legal) && scheme.is_none_or(is_scheme)
}
