//! When shapes are equal: what they are counts, where it was written does not.

use crate::shape::{Resource, Shape, ShapeKind, Target, Traits};

impl PartialEq for Shape {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
            && same_kind(&self.kind, &other.kind)
            && self.members == other.members
            && same_targets(&self.mixins, &other.mixins)
            && self.traits == other.traits
    }
}

/// The order of traits does not count, nor where they came from.
impl PartialEq for Traits {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self.iter().all(|(id, applied)| other.get(id).is_some_and(|other| other.value == applied.value))
    }
}

/// Whether two lists refer to the same shapes in the same order.
pub(crate) fn same_targets(left: &[Target], right: &[Target]) -> bool {
    left.iter().map(|target| target.id).eq(right.iter().map(|target| target.id))
}

/// Whether the properties of two shapes of one type are equal.
pub(crate) fn same_kind(left: &ShapeKind, right: &ShapeKind) -> bool {
    let same_named = |left: &[(Box<str>, Target)], right: &[(Box<str>, Target)]| {
        left.len() == right.len()
            && left.iter().all(|(name, target)| right.iter().any(|other| other.0 == *name && other.1.id == target.id))
    };
    let id = |target: Option<Target>| target.map(|target| target.id);
    match (left, right) {
        (ShapeKind::Service(left), ShapeKind::Service(right)) => {
            left.version == right.version
                && same_targets(&left.operations, &right.operations)
                && same_targets(&left.resources, &right.resources)
                && same_targets(&left.errors, &right.errors)
                && left.rename.len() == right.rename.len()
                && left.rename.iter().all(|(target, name)| {
                    right.rename.iter().any(|(other, other_name)| other.id == target.id && other_name == name)
                })
        }
        (ShapeKind::Operation(left), ShapeKind::Operation(right)) => {
            let or_unit = |target| id(target).unwrap_or(crate::ids::UNIT_SHAPE);
            or_unit(left.input) == or_unit(right.input)
                && or_unit(left.output) == or_unit(right.output)
                && same_targets(&left.errors, &right.errors)
        }
        (ShapeKind::Resource(left), ShapeKind::Resource(right)) => {
            let lifecycle = |resource: &Resource| {
                [resource.create, resource.put, resource.read, resource.update, resource.delete, resource.list].map(id)
            };
            lifecycle(left) == lifecycle(right)
                && same_named(&left.identifiers, &right.identifiers)
                && same_named(&left.properties, &right.properties)
                && same_targets(&left.operations, &right.operations)
                && same_targets(&left.collection_operations, &right.collection_operations)
                && same_targets(&left.resources, &right.resources)
        }
        (ShapeKind::Member(left), ShapeKind::Member(right)) => left.id == right.id,
        (left, right) => left.shape_type() == right.shape_type(),
    }
}
