//! `@idempotencyToken` where nothing looks for it.

use std::collections::BTreeSet;

use crate::ids;
use crate::index::RelationshipKind as Kind;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked;

pub(super) static RULE: Rule = Rule::new("IdempotencyTokenIgnored", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for member in context.shapes_with(ids::IDEMPOTENCY_TOKEN).iter().filter(|shape| shape.id.is_member()) {
        let container = member.id.without_member();
        if context.shape(container).is_some_and(|container| container.has_trait(ids::MIXIN)) {
            continue;
        }
        let users = || context.reverse_neighbors().of(container).iter().filter(|(_, kind)| *kind != Kind::Mixin);
        let ignored: BTreeSet<_> = users().filter(|(_, kind)| *kind != Kind::Input).map(|(user, _)| user.id).collect();
        if ignored.is_empty() {
            continue;
        }
        let message = format!(
            "The `idempotencyToken` trait only has an effect when applied to a top-level operation input member, but \
             it was applied and ignored in the following contexts: {}",
            ticked(ignored)
        );
        sink.warning(member, message).place_at_trait(member, ids::IDEMPOTENCY_TOKEN);
    }
}
