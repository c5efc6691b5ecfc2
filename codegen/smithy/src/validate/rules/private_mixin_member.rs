//! `@private` on a member of a mixin protects nothing.

use crate::ids;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("PrivateMixinMember", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for member in context.shapes_with(ids::PRIVATE).iter().filter(|shape| shape.id.is_member()) {
        if !context.shape(member.id.without_member()).is_some_and(|container| container.has_trait(ids::MIXIN)) {
            continue;
        }
        let message = "The `@private` trait does not prevent a mixin member from being inherited by shapes in other \
                       namespaces, nor does it prevent new traits from being added to the inherited member. Apply \
                       `@private` to the mixin shape or target shape instead if cross-namespace access should be \
                       restricted.";
        sink.warning(member, message).place_at_trait(member, ids::PRIVATE);
    }
}
