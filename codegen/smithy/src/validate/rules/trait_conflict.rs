//! Traits that exclude each other do not meet on one shape.

use crate::ids;
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Phase, Rule, Sink};
use crate::validate::text::trait_name;

pub(super) static RULE: Rule = Rule::in_phase("TraitConflict", Phase::Critical, run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut conflicts: indexmap::IndexMap<ShapeId, Vec<(ShapeId, ShapeId)>> = indexmap::IndexMap::new();
    for definition in context.shapes_with(ids::TRAIT) {
        let excluded = definition.trait_value(ids::TRAIT).and_then(|value| value.get("conflicts")?.as_array());
        for excluded in excluded.unwrap_or_default() {
            let Some(excluded) = excluded.as_str().and_then(absolute) else { continue };
            for shape in context.shapes_with(definition.id).iter().filter(|shape| shape.has_trait(excluded)) {
                conflicts.entry(shape.id).or_default().push((definition.id, excluded));
            }
        }
    }
    for (id, mut pairs) in conflicts {
        let Some(shape) = context.shape(id) else { continue };
        pairs.sort();
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(one, other)| format!("`{}` conflicts with `{}`", trait_name(*one), trait_name(*other)))
            .collect();
        let message = format!("Found conflicting traits on {} shape: {}", shape.shape_type(), pairs.join(", "));
        sink.error(shape, message);
    }
}

fn absolute(id: &str) -> Option<ShapeId> {
    ShapeId::parse(id).or_else(|_| ShapeId::parse(&format!("smithy.api#{id}"))).ok()
}
