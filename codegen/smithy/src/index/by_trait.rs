//! Shapes by trait and by type, so that a rule about one trait visits only the shapes that have it.

use rustc_hash::FxHashMap;

use crate::model::Model;
use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;

/// Shapes by trait and by type, each in the order of the model.
pub(super) struct ByTrait<'m> {
    traits: FxHashMap<ShapeId, Vec<&'m Shape>>,
    types: FxHashMap<ShapeType, Vec<&'m Shape>>,
}

impl<'m> ByTrait<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let (mut traits, mut types) = (FxHashMap::default(), FxHashMap::default());
        for shape in model.shapes() {
            let of_type: &mut Vec<_> = types.entry(shape.shape_type()).or_default();
            of_type.push(shape);
            for (id, _) in shape.traits.iter() {
                let with: &mut Vec<_> = traits.entry(id).or_default();
                with.push(shape);
            }
        }
        Self { traits, types }
    }

    pub(super) fn with(&self, id: ShapeId) -> &[&'m Shape] {
        self.traits.get(&id).map_or(&[], Vec::as_slice)
    }

    pub(super) fn of(&self, shape_type: ShapeType) -> &[&'m Shape] {
        self.types.get(&shape_type).map_or(&[], Vec::as_slice)
    }
}
