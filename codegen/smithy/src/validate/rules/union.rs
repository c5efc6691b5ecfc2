//! Unions have members, and members of unions are neither boxed nor defaulted.

use crate::ids;
use crate::shape::ShapeType;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("Union", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for union in context.shapes_of(ShapeType::Union) {
        if union.members.is_empty() && !union.has_trait(ids::MIXIN) {
            sink.error(union, "Tagged unions must have one or more members");
        }
        for member in context.model.members(union) {
            if member.has_trait(ids::BOX) {
                let message = "Invalid box trait found on a union member. The box trait on union members has no effect \
                               because union members are implicitly nullable.";
                sink.warning(member, message).place_at_trait(member, ids::BOX);
            }
            let Some(target) = context.model.target(member) else { continue };
            if let Some(default) = target.trait_value(ids::DEFAULT).filter(|default| !default.is_null()) {
                let message = format!(
                    "This union member targets `{}`, a shape with a default value of `{default}`. Note that default \
                     values are only applicable to structures and ignored in tagged unions. It is a best practice for \
                     union members to target shapes with no default value (for example, instead of targeting \
                     PrimitiveInteger, target Integer).",
                    target.id
                );
                sink.note(member, message);
            }
        }
    }
}
