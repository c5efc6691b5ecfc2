//! Labels of host prefixes have members, and members marked so have labels; what results is a host name.

use crate::ids;
use crate::index::uri_pattern::host_labels;
use crate::shape::Shape;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked;

pub(super) static RULE: Rule = Rule::new("HostLabelTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::ENDPOINT) {
        let prefix = shape.trait_value(ids::ENDPOINT).and_then(|endpoint| endpoint.get("hostPrefix")?.as_str());
        let (Some(prefix), Some(operation)) = (prefix, shape.as_operation()) else { continue };
        expansion(shape, prefix, sink);
        if let Some(input) = context.shape(context.model.input_of(operation)) {
            labels(shape, prefix, input, context, sink);
        }
    }
}

fn labels(operation: &Shape, prefix: &str, input: &Shape, context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut missing: Vec<_> = host_labels(prefix).collect();
    for member in context.model.members(input).filter(|member| member.has_trait(ids::HOST_LABEL)) {
        let name = member.id.member().unwrap_or_default();
        if !missing.contains(&name) {
            let message = format!(
                "This `{name}` structure member is marked with the `hostLabel` trait, but no corresponding `endpoint` \
                 label could be found when used as the input of the `{}` operation.",
                operation.id
            );
            sink.error(member, message).place_at_trait(member, ids::HOST_LABEL);
        }
        missing.retain(|label| *label != name);
    }
    if !missing.is_empty() {
        let message = format!(
            "This operation uses {} as input, but the following host labels found in the operation's `endpoint` trait \
             do not have a corresponding member marked with the `hostLabel` trait: {}",
            input.id,
            ticked(missing)
        );
        sink.error(operation, message).place_at_trait(operation, ids::ENDPOINT);
    }
}

fn expansion(operation: &Shape, prefix: &str, sink: &mut Sink<'_>) {
    let mut expanded = String::new();
    let mut rest = prefix;
    while let Some((before, after)) = rest.split_once('{') {
        expanded.push_str(before);
        expanded.push('a');
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    expanded.push_str(rest);
    if !is_host(&expanded) {
        let message = format!(
            "The `endpoint` trait hostPrefix, {prefix}, could not expand in to a valid RFC 3986 host: {expanded}"
        );
        sink.error(operation, message).place_at_trait(operation, ids::ENDPOINT);
    }
    if host_labels(prefix).next().is_some() && !prefix.ends_with('.') {
        let message = "`endpoint` trait hostPrefix contains host labels and does not end in a period (`.`). This can \
                       result in clients inadvertently sending data to domains you do not control.";
        sink.danger(operation, message).place_at_trait(operation, ids::ENDPOINT);
    }
}

/// Whether each label of a host has one to 63 letters, digits and hyphens, without a hyphen at its ends; the last
/// may be empty, as the service's own host follows.
fn is_host(text: &str) -> bool {
    let labels = text.strip_suffix('.').unwrap_or(text).split('.');
    let fits = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
    };
    text.len() <= 253 && labels.into_iter().all(fits)
}
