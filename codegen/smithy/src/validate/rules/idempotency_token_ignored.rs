//! `@idempotencyToken` where nothing looks for it.

use crate::ids;
use crate::index::RelationshipKind as Kind;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::structure_uses::StructureUses;

pub(super) static RULE: Rule = Rule::new("IdempotencyTokenIgnored", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for member in context.shapes_with(ids::IDEMPOTENCY_TOKEN).iter().filter(|shape| shape.id.is_member()) {
        let container = member.id.without_member();
        if context.shape(container).is_some_and(|container| container.has_trait(ids::MIXIN)) {
            continue;
        }
        let uses = StructureUses::of(container, context);
        if uses.are_all(&[Kind::Input]) {
            continue;
        }
        let message = format!(
            "The `idempotencyToken` trait only has an effect when applied to a top-level operation input member, but \
             it was applied and ignored in the following contexts: {}",
            uses.listed(&[Kind::Input])
        );
        sink.warning(member, message).place_at_trait(member, ids::IDEMPOTENCY_TOKEN);
    }
}
