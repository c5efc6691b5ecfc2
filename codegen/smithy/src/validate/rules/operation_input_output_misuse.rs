//! Structures marked `@input` or `@output` serve one operation, as that, and nothing else.

use crate::ids;
use crate::index::RelationshipKind as Kind;
use crate::shape::ShapeType;
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked_sorted;

pub(super) static RULE: Rule = Rule::new("OperationInputOutputMisuse", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for operation in context.shapes_of(ShapeType::Operation) {
        let Some(io) = operation.as_operation() else { continue };
        let wrong = [("input", io.input, ids::OUTPUT), ("output", io.output, ids::INPUT)];
        for (role, target, marker) in wrong {
            let Some(target) = target else { continue };
            if context.shape(target.id).is_some_and(|shape| shape.has_trait(marker)) {
                let message = format!(
                    "Operation `{role}` cannot target structures marked with the `@{}` trait: `{}`",
                    marker.name(),
                    target.id
                );
                sink.error(operation, message).place(target.span);
            }
        }
    }
    check(ids::INPUT, Kind::Input, context, sink);
    check(ids::OUTPUT, Kind::Output, context, sink);
}

fn check(marker: ShapeId, role: Kind, context: &Context<'_>, sink: &mut Sink<'_>) {
    let name = marker.name();
    for structure in context.shapes_with(marker) {
        let users = context.reverse_neighbors().of(structure.id);
        let operations: Vec<_> = users.iter().filter(|(_, kind)| *kind == role).map(|(user, _)| user.id).collect();
        if operations.len() > 1 {
            let message = format!(
                "Shapes marked with the @{name} trait cannot be used as {name} by multiple operations: {}",
                ticked_sorted(operations)
            );
            sink.error(structure, message).place_at_trait(structure, marker);
        }
        for (member, _) in users.iter().filter(|(_, kind)| *kind == Kind::MemberTarget) {
            let message = format!("Members cannot target structures marked with the @{name} trait: {}", structure.id);
            sink.error(member, message);
        }
    }
}
