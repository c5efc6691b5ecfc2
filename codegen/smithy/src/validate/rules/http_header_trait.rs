//! Headers: legal names, none that belongs to HTTP itself, each bound once.

use std::collections::BTreeMap;

use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked_sorted;

pub(super) static RULE: Rule = Rule::new("HttpHeaderTrait", run);

/// Headers that clients, servers and authentication set themselves.
const RESTRICTED: [&str; 15] = [
    "authorization",
    "connection",
    "content-length",
    "expect",
    "host",
    "max-forwards",
    "proxy-authenticate",
    "server",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "www-authenticate",
    "x-forwarded-for",
];

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut structures = BTreeMap::new();
    for member in context.shapes_with(ids::HTTP_HEADER) {
        let Some(header) = member.trait_value(ids::HTTP_HEADER).and_then(Node::as_str) else { continue };
        let message = if RESTRICTED.contains(&header.to_ascii_lowercase().as_str()) {
            Some(format!("`{header}` is not an allowed HTTP header binding"))
        } else if is_field_name(header) {
            None
        } else {
            Some(format!("`{header}` is not a valid HTTP header field name according to section 5.6.2 of RFC 9110"))
        };
        if let Some(message) = message {
            sink.danger(member, message).place_at_trait(member, ids::HTTP_HEADER);
        }
        let members: &mut BTreeMap<String, Vec<_>> = structures.entry(member.id.without_member()).or_default();
        members.entry(header.to_ascii_lowercase()).or_default().extend(member.id.member());
    }
    for (id, headers) in structures {
        let Some(structure) = context.shape(id) else { continue };
        for (header, members) in headers.into_iter().filter(|(_, members)| members.len() > 1) {
            let message = format!(
                "`httpHeader` field name binding conflicts found for the `{header}` header in the following structure \
                 members: {}",
                ticked_sorted(members)
            );
            sink.error(structure, message);
        }
    }
}

/// Whether `text` is a `token` of RFC 9110.
fn is_field_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}
