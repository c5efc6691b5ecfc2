//! Models without mixins: what shapes inherited becomes their own.

use crate::ids;
use crate::model::Model;
use crate::shape::ShapeType;
use crate::shape_id::ShapeId;

/// Makes everything inherited the heirs' own, and removes the mixins.
pub fn flatten_mixins(model: &mut Model) {
    let is_mixin =
        |model: &Model, id: ShapeId| model.shape(id.without_member()).is_some_and(|shape| shape.has_trait(ids::MIXIN));
    let removed: Vec<ShapeId> =
        model.shapes().map(|shape| shape.id).filter(|id| is_mixin(model, *id) && !model.is_builtin(*id)).collect();
    let removed: rustc_hash::FxHashSet<ShapeId> = removed.into_iter().collect();
    model.shapes.retain(|id, _| !removed.contains(id));
    for shape in model.shapes.values_mut() {
        if shape.mixins.is_empty() && shape.shape_type() != ShapeType::Member {
            continue;
        }
        shape.mixins.clear();
        for (_, applied) in shape.traits.iter_mut() {
            applied.introduced_by = None;
        }
    }
}
