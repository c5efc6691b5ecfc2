//! Everything that a shape leads to.

use rustc_hash::FxHashSet;

use crate::model::Model;
use crate::shape::Shape;
use crate::shape_id::ShapeId;

use super::for_each_relationship;

/// The shape itself and everything it leads to, members and mixins included and traits not, each once, in the
/// order found.
pub fn closure(model: &Model, start: ShapeId) -> Vec<&Shape> {
    let mut seen = FxHashSet::default();
    let mut found: Vec<&Shape> = model.shape(start).into_iter().collect();
    seen.extend(found.iter().map(|shape| shape.id));
    let mut at = 0;
    while let Some(shape) = found.get(at).copied() {
        for_each_relationship(shape, |relationship| {
            if seen.insert(relationship.target) {
                found.extend(model.shape(relationship.target));
            }
        });
        at += 1;
    }
    found
}
