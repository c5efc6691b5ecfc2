//! Headers bound one by one do not start like those bound by prefix.

use crate::event::Severity;
use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("HttpPrefixHeadersTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for prefixed in context.shapes_with(ids::HTTP_PREFIX_HEADERS) {
        let Some(prefix) = prefixed.trait_value(ids::HTTP_PREFIX_HEADERS).and_then(Node::as_str) else { continue };
        let prefix = prefix.to_ascii_lowercase();
        let Some(structure) = context.shape(prefixed.id.without_member()) else { continue };
        for member in context.model.members(structure) {
            let Some(header) = member.trait_value(ids::HTTP_HEADER).and_then(Node::as_str) else { continue };
            let header = header.to_ascii_lowercase();
            if !header.starts_with(&prefix) {
                continue;
            }
            let conflict = format!(
                "`httpHeader` binding of `{header}` conflicts with the `httpPrefixHeaders` binding of `{}` to \
                 `{prefix}`.",
                prefixed.id
            );
            let (severity, consequence) = if prefix.is_empty() {
                let consequence = format!(
                    "The service will not be able to disambiguate between header parameters intended for the `{}` \
                     member and those explicitly bound to the `httpHeader` members.",
                    prefixed.id
                );
                (Severity::Note, consequence)
            } else {
                let consequence = "`httpHeader` bindings must not case-insensitively start with any \
                                   `httpPrefixHeaders` bindings.";
                (Severity::Error, consequence.to_owned())
            };
            sink.report(severity, member, format!("{conflict} {consequence}")).place_at_trait(member, ids::HTTP_HEADER);
        }
    }
}
