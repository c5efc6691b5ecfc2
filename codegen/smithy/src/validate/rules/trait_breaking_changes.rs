//! Paths of `breakingChanges` lead to members of the trait.

use crate::ids;
use crate::node::Node;
use crate::shape::Shape;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("TraitBreakingChanges", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for definition in context.shapes_with(ids::TRAIT) {
        let changes = definition.trait_value(ids::TRAIT).and_then(|value| value.get("breakingChanges")?.as_array());
        for (index, change) in changes.unwrap_or_default().iter().enumerate() {
            let Some(path) = change.get("path").and_then(Node::as_str) else { continue };
            if let Some((segment, at)) = lost(definition, path, context) {
                let found = at.shape_type();
                let message = format!(
                    "Invalid trait breakingChanges element {index}, '{path}', at segment '{segment}': Evaluated shape \
                     `{}`, a {found}, has no member named `{segment}`",
                    at.id
                );
                sink.error(definition, message).place(change.span);
            }
        }
    }
}

/// The first segment of a JSON pointer that names no member, and the shape that should have it.
fn lost<'m>(definition: &'m Shape, path: &str, context: &Context<'m>) -> Option<(String, &'m Shape)> {
    let mut at = definition;
    // Each slash starts a segment, which may be empty; the whole value is the path without any.
    for segment in path.split('/').skip(1) {
        let segment = segment.replace("~1", "/").replace("~0", "~");
        let Some(member) = context.model.member(at, &segment) else { return Some((segment, at)) };
        at = context.model.target(member)?;
    }
    None
}
