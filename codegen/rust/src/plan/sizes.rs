//! Which members are behind a `Box`.
//!
//! Two rules, both decided by the model alone. A member that a structure or union would hold within itself, by way
//! of other structures and unions only, is boxed: the type would have no size. And an optional member whose
//! type is larger than [`LIMIT`] is boxed: a structure with a hundred absent members should not pay for them all.

use std::collections::{BTreeMap, BTreeSet};

use whitesmith_smithy::{Model, Shape, ShapeId, ShapeType, ids};

use super::closure::{Closure, is_enum};
use super::shapes;
use crate::settings::Settings;

/// The size, in bytes on a 64-bit machine, up to which an optional structure or union stays in place.
const LIMIT: usize = 128;

/// The members, of all structures and unions of the closure, that are boxed.
pub(super) fn boxed_members(model: &Model, settings: &Settings, closure: &Closure<'_>) -> BTreeSet<ShapeId> {
    let io = closure.operations.iter().flat_map(|operation| [operation.input, operation.output]);
    let roots: BTreeSet<ShapeId> =
        closure.types.iter().chain(&closure.errors).map(|shape| shape.id).chain(io).collect();
    let mut sizing = Sizing { model, settings, sizes: BTreeMap::new(), boxed: BTreeSet::new() };
    for root in roots {
        sizing.visit(root);
    }
    sizing.boxed
}

struct Sizing<'m> {
    model: &'m Model,
    settings: &'m Settings,
    /// Sizes of the structures and unions that are done.
    sizes: BTreeMap<ShapeId, usize>,
    boxed: BTreeSet<ShapeId>,
}

impl<'m> Sizing<'m> {
    /// Sizes a structure or union, those in it first. A stack of its own, since models may nest deeply.
    fn visit(&mut self, root: ShapeId) {
        // On the path from the root: the shape, and how many of its members are done.
        let mut path: Vec<(&'m Shape, usize)> = self.inline(root).into_iter().collect();
        while let Some((shape, done)) = path.last_mut() {
            let Some(member) = shape.members.get(*done).copied() else {
                let shape = *shape;
                let size = self.size_of_members(shape);
                self.sizes.insert(shape.id, size);
                path.pop();
                continue;
            };
            *done += 1;
            let target = self.model.shape(member).and_then(Shape::target);
            let Some((target, _)) = target.and_then(|target| self.inline(target)) else { continue };
            if path.iter().any(|(open, _)| open.id == target.id) {
                self.boxed.insert(member);
            } else {
                path.push((target, 0));
            }
        }
    }

    /// The shape, to be visited, if it is a structure or union that is not sized yet.
    fn inline(&self, id: ShapeId) -> Option<(&'m Shape, usize)> {
        let shape = self.model.shape(id)?;
        let structured = matches!(shape.shape_type(), ShapeType::Structure | ShapeType::Union);
        let streaming = shape.has_trait(ids::STREAMING);
        (structured && !streaming && !self.sizes.contains_key(&id)).then_some((shape, 0))
    }

    /// The size of a structure or union whose parts are sized. Boxes its large optional members on the way.
    fn size_of_members(&mut self, shape: &Shape) -> usize {
        let members: Vec<&Shape> = self.model.members(shape).collect();
        let union = shape.shape_type() == ShapeType::Union;
        let mut sizes = Vec::new();
        for member in members {
            let Some(target) = member.target().and_then(|target| self.model.shape(target)) else { continue };
            let optional = union || shapes::is_optional(self.model, self.settings, shape, member);
            let structured = matches!(target.shape_type(), ShapeType::Structure | ShapeType::Union);
            let size = self.size(target);
            if optional && structured && size > LIMIT {
                self.boxed.insert(member.id);
            }
            sizes.push(if self.boxed.contains(&member.id) { 8 } else { size });
        }
        if union {
            // An unknown member, and room to tell the variants apart.
            sizes.into_iter().max().unwrap_or(0).max(56) + 8
        } else {
            sizes.into_iter().sum::<usize>().next_multiple_of(8)
        }
    }

    fn size(&self, shape: &Shape) -> usize {
        if is_enum(shape) {
            return if shape.shape_type() == ShapeType::IntEnum { 8 } else { 24 };
        }
        match shape.shape_type() {
            ShapeType::Boolean | ShapeType::Byte => 2,
            ShapeType::Short => 4,
            ShapeType::Integer | ShapeType::Float => 8,
            ShapeType::Long
            | ShapeType::Double
            | ShapeType::Timestamp
            | ShapeType::BigInteger
            | ShapeType::BigDecimal => 16,
            ShapeType::Blob | ShapeType::Document => 32,
            // A shape that is still open is behind a box.
            ShapeType::Structure | ShapeType::Union => self.sizes.get(&shape.id).copied().unwrap_or(8),
            _ => 24,
        }
    }
}
