//! The model as a graph: which shapes a shape refers to, and which refer to it
//! ([Relationships](https://smithy.io/2.0/spec/selectors.html#relationships)).

use rustc_hash::FxHashMap;

use crate::ids;
use crate::model::Model;
use crate::shape::{Shape, ShapeKind, Target};
use crate::shape_id::ShapeId;
use crate::source::Span;

/// An edge of the model's graph.
#[derive(Clone, Copy, Debug)]
pub struct Relationship {
    /// What the referring shape uses the other as.
    pub kind: RelationshipKind,
    /// The shape referred to. It need not exist.
    pub target: ShapeId,
    /// Where the reference was written; [`Span::NONE`] where containment is the reference.
    pub span: Span,
}

/// What one shape is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the specification's relationship of that name")]
pub enum RelationshipKind {
    Operation,
    Resource,
    Error,
    Identifier,
    Property,
    CollectionOperation,
    Create,
    Read,
    Update,
    Delete,
    List,
    Put,
    Input,
    Output,
    Member,
    MemberTarget,
    Mixin,
    Trait,
}

impl RelationshipKind {
    /// Its name in selectors; `None` for what a member targets, which has none.
    pub fn label(self) -> Option<&'static str> {
        Some(match self {
            Self::Operation => "operation",
            Self::Resource => "resource",
            Self::Error => "error",
            Self::Identifier => "identifier",
            Self::Property => "property",
            Self::CollectionOperation => "collectionOperation",
            Self::Create => "create",
            Self::Read => "read",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::List => "list",
            Self::Put => "put",
            Self::Input => "input",
            Self::Output => "output",
            Self::Member => "member",
            Self::Mixin => "mixin",
            Self::Trait => "trait",
            Self::MemberTarget => return None,
        })
    }

    /// Its name in messages, in lower case: `member_target`, `collection_operation`, `input`, …
    pub fn name(self) -> &'static str {
        match self {
            Self::MemberTarget => "member_target",
            Self::CollectionOperation => "collection_operation",
            other => other.label().unwrap_or_default(),
        }
    }

    /// The kind with this selector label.
    pub fn from_label(label: &str) -> Option<Self> {
        const ALL: [RelationshipKind; 17] = {
            use RelationshipKind as K;
            [
                K::Operation,
                K::Resource,
                K::Error,
                K::Identifier,
                K::Property,
                K::CollectionOperation,
                K::Create,
                K::Read,
                K::Update,
                K::Delete,
                K::List,
                K::Put,
                K::Input,
                K::Output,
                K::Member,
                K::Mixin,
                K::Trait,
            ]
        };
        ALL.into_iter().find(|kind| kind.label() == Some(label))
    }

    /// Whether it binds an operation to a service or resource.
    pub fn binds_operation(self) -> bool {
        use RelationshipKind as K;
        self.is_lifecycle() || matches!(self, K::Operation | K::CollectionOperation)
    }

    /// Whether it is one of a resource's lifecycle operations.
    pub fn is_lifecycle(self) -> bool {
        use RelationshipKind as K;
        matches!(self, K::Create | K::Read | K::Update | K::Delete | K::List | K::Put)
    }
}

/// Calls `visit` for every shape that `shape` refers to, in the order written. Traits are not visited; see
/// [`Traits::iter`](crate::shape::Traits::iter). `smithy.api#Unit` as the input or output of an operation and as the
/// target of an enum's member counts as nothing.
pub fn for_each_relationship(shape: &Shape, mut visit: impl FnMut(Relationship)) {
    use RelationshipKind as K;
    let mut to = |kind, target: &Target| visit(Relationship { kind, target: target.id, span: target.span });
    let not_unit = |target: &&Target| target.id != ids::UNIT_SHAPE;
    match &shape.kind {
        ShapeKind::Service(service) => {
            service.operations.iter().for_each(|target| to(K::Operation, target));
            service.resources.iter().for_each(|target| to(K::Resource, target));
            service.errors.iter().for_each(|target| to(K::Error, target));
        }
        ShapeKind::Operation(operation) => {
            operation.input.iter().filter(not_unit).for_each(|target| to(K::Input, target));
            operation.output.iter().filter(not_unit).for_each(|target| to(K::Output, target));
            operation.errors.iter().for_each(|target| to(K::Error, target));
        }
        ShapeKind::Resource(resource) => {
            resource.identifiers.iter().for_each(|(_, target)| to(K::Identifier, target));
            resource.properties.iter().for_each(|(_, target)| to(K::Property, target));
            resource.resources.iter().for_each(|target| to(K::Resource, target));
            for (kind, lifecycle) in [
                (K::Create, &resource.create),
                (K::Read, &resource.read),
                (K::Update, &resource.update),
                (K::Delete, &resource.delete),
                (K::List, &resource.list),
                (K::Put, &resource.put),
            ] {
                if let Some(target) = lifecycle {
                    to(kind, target);
                }
            }
            resource.operations.iter().for_each(|target| to(K::Operation, target));
            resource.collection_operations.iter().for_each(|target| to(K::CollectionOperation, target));
        }
        ShapeKind::Member(target) => {
            let of_enum = target.id == ids::UNIT_SHAPE && shape.has_trait(ids::ENUM_VALUE);
            if !of_enum {
                to(K::MemberTarget, target);
            }
        }
        _ => {}
    }
    for member in &shape.members {
        visit(Relationship { kind: K::Member, target: *member, span: Span::NONE });
    }
    for mixin in &shape.mixins {
        visit(Relationship { kind: K::Mixin, target: mixin.id, span: mixin.span });
    }
}

/// Calls `visit` for every shape that directly belongs to the service or resource `shape`: each operation and
/// each resource bound to it.
pub fn for_each_binding(shape: &Shape, mut visit: impl FnMut(Relationship)) {
    if matches!(shape.kind, ShapeKind::Service(_) | ShapeKind::Resource(_)) {
        for_each_relationship(shape, |relationship| {
            if relationship.kind.binds_operation() || relationship.kind == RelationshipKind::Resource {
                visit(relationship);
            }
        });
    }
}

/// Who refers to whom: the edges of [`for_each_relationship`], turned round.
pub struct ReverseNeighbors<'m>(FxHashMap<ShapeId, Vec<(&'m Shape, RelationshipKind)>>);

impl<'m> ReverseNeighbors<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let mut edges: FxHashMap<ShapeId, Vec<(&'m Shape, RelationshipKind)>> = FxHashMap::default();
        for shape in model.shapes() {
            for_each_relationship(shape, |relationship| {
                edges.entry(relationship.target).or_default().push((shape, relationship.kind));
            });
        }
        Self(edges)
    }

    /// The shapes that refer to `id`, each with what `id` is to it, in the order of the model.
    pub fn of(&self, id: ShapeId) -> &[(&'m Shape, RelationshipKind)] {
        self.0.get(&id).map_or(&[], Vec::as_slice)
    }
}
