//! `smithy.api#Unit` stands for nothing, in operations, enums and unions only.

use crate::ids;
use crate::index::RelationshipKind as Kind;
use crate::shape::ShapeType;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("UnitType", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (user, kind) in context.reverse_neighbors().of(ids::UNIT_SHAPE) {
        if *kind == Kind::MemberTarget {
            let container = context.shape(user.id.without_member()).map(crate::shape::Shape::shape_type);
            if !matches!(container, Some(ShapeType::Union | ShapeType::Enum | ShapeType::IntEnum)) {
                sink.error(user, "Only members of a union can reference smithy.api#Unit");
            }
        } else {
            let message = format!("This shape, `{}`, has an invalid {} reference to unit", user.id, kind.name());
            sink.error(user, message);
        }
    }
}
