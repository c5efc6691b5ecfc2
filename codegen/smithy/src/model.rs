//! The assembled model: every shape of every source, and the merged metadata.

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::ids;
use crate::node::{Node, Object};
use crate::shape::{Operation, Shape, ShapeType};
use crate::shape_id::ShapeId;

/// Shapes by id, in the order they were loaded (the prelude first), and metadata.
///
/// A model may be *wrong*: targets may be missing and traits misapplied. [`crate::validate`] finds out, and
/// hands back a [`crate::ValidModel`] when nothing is.
#[derive(Clone, Debug, Default)]
pub struct Model {
    pub(crate) shapes: IndexMap<ShapeId, Shape, FxBuildHasher>,
    pub(crate) metadata: Object,
    /// The shapes that come with the toolchain, apart from the prelude's.
    pub(crate) builtins: FxHashSet<ShapeId>,
}

/// Models are equal when their shapes and their metadata are: types, properties, members in order, mixins, and all
/// traits. Where things were written, and the order of shapes and of traits, do not count.
impl PartialEq for Model {
    fn eq(&self, other: &Self) -> bool {
        self.shapes.len() == other.shapes.len()
            && self.metadata == other.metadata
            && self.shapes.values().all(|shape| other.shape(shape.id) == Some(shape))
    }
}

impl Model {
    /// The shape or member with this id.
    pub fn shape(&self, id: ShapeId) -> Option<&Shape> {
        self.shapes.get(&id)
    }

    /// Every shape and member, the prelude's included.
    pub fn shapes(&self) -> impl Iterator<Item = &Shape> {
        self.shapes.values()
    }

    /// The shapes of one type.
    pub fn shapes_of(&self, shape_type: ShapeType) -> impl Iterator<Item = &Shape> {
        self.shapes().filter(move |shape| shape.shape_type() == shape_type)
    }

    /// The shapes that have a trait.
    pub fn shapes_with(&self, id: ShapeId) -> impl Iterator<Item = &Shape> {
        self.shapes().filter(move |shape| shape.has_trait(id))
    }

    /// The members of a shape, in order.
    pub fn members<'a>(&'a self, shape: &'a Shape) -> impl Iterator<Item = &'a Shape> {
        shape.members.iter().filter_map(|id| self.shape(*id))
    }

    /// The member of a shape with this name.
    pub fn member<'a>(&'a self, shape: &Shape, name: &str) -> Option<&'a Shape> {
        shape.members.iter().find(|id| id.member() == Some(name)).and_then(|id| self.shape(*id))
    }

    /// What a member targets, or the shape itself when it is not a member.
    pub fn target<'a>(&'a self, shape: &'a Shape) -> Option<&'a Shape> {
        match shape.target() {
            Some(target) => self.shape(target),
            None => Some(shape),
        }
    }

    /// The value of a trait on a member or else on what it targets: how `timestampFormat`, `mediaType`,
    /// `length` and the like are found.
    pub fn member_trait<'a>(&'a self, member: &'a Shape, id: ShapeId) -> Option<&'a Node> {
        member.trait_value(id).or_else(|| self.target(member)?.trait_value(id))
    }

    /// The input shape of an operation; `smithy.api#Unit` when it has none.
    pub fn input_of(&self, operation: &Operation) -> ShapeId {
        operation.input.map_or(ids::UNIT_SHAPE, |target| target.id)
    }

    /// The output shape of an operation; `smithy.api#Unit` when it has none.
    pub fn output_of(&self, operation: &Operation) -> ShapeId {
        operation.output.map_or(ids::UNIT_SHAPE, |target| target.id)
    }

    /// Whether a member comes from a mixin of its container, whatever traits the container adds to it.
    pub fn is_inherited(&self, member: &Shape) -> bool {
        let Some(name) = member.id.member() else { return false };
        let container = self.shape(member.id.without_member());
        let mixins = container.into_iter().flat_map(|container| &container.mixins);
        mixins.filter_map(|mixin| self.shape(mixin.id)).any(|mixin| self.member(mixin, name).is_some())
    }

    /// Whether a shape comes with the toolchain: the prelude, and trait definitions that no source wrote.
    pub fn is_builtin(&self, id: ShapeId) -> bool {
        id.namespace() == crate::load::PRELUDE || self.builtins.contains(&id.without_member())
    }

    /// The merged metadata.
    pub fn metadata(&self) -> &Object {
        &self.metadata
    }
}
