//! What one source says, before anything is known of the others.

use crate::event::Event;
use crate::node::Node;
use crate::shape::{Shape, Target, Traits};
use crate::shape_id::ShapeId;
use crate::source::Span;

/// The version of the language a source is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Version {
    /// 1.0, which is also what a source without a version is taken for.
    #[default]
    V1,
    /// 2.0
    V2,
}

impl Version {
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "1" | "1.0" => Some(Self::V1),
            "2" | "2.0" => Some(Self::V2),
            _ => None,
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::V1 => "1.0",
            Self::V2 => "2.0",
        }
    }
}

/// What one source says. Names are resolved already; nothing is merged, inherited or checked yet.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) version: Version,
    pub(super) definitions: Vec<Definition>,
    /// Traits applied to shapes that are defined elsewhere.
    pub(super) applications: Vec<Application>,
    pub(super) metadata: Vec<(Box<str>, Span, Node)>,
    /// What `use` statements import.
    pub(super) uses: Vec<Target>,
    /// Unquoted names among node values.
    pub(super) syntactic_ids: Vec<SyntacticId>,
    /// Which traits have a `null` that was written, rather than no value: shape, trait.
    pub(super) nulls: Vec<(ShapeId, ShapeId)>,
    pub(super) events: Vec<Event>,
    /// The namespace, if it is an IDL file that has one.
    pub(super) namespace: Option<Box<str>>,
    /// Whether a relative name was taken for one of the prelude's, which a shape of the namespace may shadow.
    pub(super) relies_on_prelude: bool,
}

/// A shape as one source defines it.
#[derive(Clone, Debug)]
pub(super) struct Definition {
    /// The shape with its traits and mixins, but without members.
    pub(super) shape: Shape,
    pub(super) members: Vec<MemberDefinition>,
    /// The resource that members without target take theirs from.
    pub(super) resource: Option<Target>,
    pub(super) version: Version,
}

/// A member as one source defines it.
#[derive(Clone, Debug)]
pub(super) struct MemberDefinition {
    pub(super) id: ShapeId,
    pub(super) span: Span,
    /// `None` when it is elided, and comes from a mixin or a resource.
    pub(super) target: Option<Target>,
    pub(super) traits: Traits,
    /// Whether nothing but traits is known of it, by `apply`: then a mixin must have it.
    pub(super) applied_only: bool,
}

/// A trait applied to a shape that is defined elsewhere.
#[derive(Debug)]
pub(super) struct Application {
    pub(super) target: Target,
    pub(super) id: ShapeId,
    pub(super) value: Node,
    /// Where the trait was applied.
    pub(super) span: Span,
}

/// An unquoted name among node values, which has to be the id of a shape.
#[derive(Debug)]
pub(super) struct SyntacticId {
    /// As it was written.
    pub(super) written: Box<str>,
    /// What it stands for.
    pub(super) target: Target,
}
