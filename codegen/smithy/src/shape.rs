//! Shapes and the traits on them, as they are once a model is assembled.
//!
//! Members are shapes of their own, with an id, a place and traits, as the specification has it: selectors,
//! validators and trait application then treat everything alike. A container holds the ids of its members in order.

use crate::node::Node;
use crate::shape_id::ShapeId;
use crate::small_map::SmallMap;
use crate::source::Span;

/// A shape of a model.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Its id.
    pub id: ShapeId,
    /// Where it was defined.
    pub span: Span,
    /// What it is.
    pub kind: ShapeKind,
    /// The traits applied to it, those of its mixins included.
    pub traits: Traits,
    /// Ids of its members in order, those of its mixins included and first.
    pub members: Vec<ShapeId>,
    /// The mixins it uses, in order. Members use none; see [`crate::Model::is_inherited`].
    pub mixins: Vec<Target>,
}

/// What a shape is, with what only that kind has.
#[derive(Clone, Debug)]
pub enum ShapeKind {
    /// `blob`
    Blob,
    /// `boolean`
    Boolean,
    /// `string`
    String,
    /// `byte`
    Byte,
    /// `short`
    Short,
    /// `integer`
    Integer,
    /// `long`
    Long,
    /// `float`
    Float,
    /// `double`
    Double,
    /// `bigInteger`
    BigInteger,
    /// `bigDecimal`
    BigDecimal,
    /// `timestamp`
    Timestamp,
    /// `document`
    Document,
    /// `enum`
    Enum,
    /// `intEnum`
    IntEnum,
    /// `list`; also what `set` of IDL 1.0 becomes, with `@uniqueItems`.
    List,
    /// `set` of IDL 1.0, kept apart only to be reported and written as such.
    Set,
    /// `map`
    Map,
    /// `structure`
    Structure,
    /// `union`
    Union,
    /// `service`
    Service(Box<Service>),
    /// `operation`
    Operation(Box<Operation>),
    /// `resource`
    Resource(Box<Resource>),
    /// A member of another shape.
    Member(Target),
}

/// The type of a shape, alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the specification's type of that name; see `ShapeKind`")]
pub enum ShapeType {
    Blob,
    Boolean,
    String,
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    Timestamp,
    Document,
    Enum,
    IntEnum,
    List,
    Set,
    Map,
    Structure,
    Union,
    Service,
    Operation,
    Resource,
    Member,
}

/// A reference to a shape, and where it was written.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The shape referred to. It need not exist before validation has passed.
    pub id: ShapeId,
    /// Where the reference was written.
    pub span: Span,
}

/// What only a service has ([Service](https://smithy.io/2.0/spec/service-types.html#service)).
#[derive(Clone, Debug, Default)]
pub struct Service {
    /// Its version; empty when it has none.
    pub version: Box<str>,
    /// Operations bound directly.
    pub operations: Vec<Target>,
    /// Resources bound directly.
    pub resources: Vec<Target>,
    /// Errors that every operation may return.
    pub errors: Vec<Target>,
    /// Shapes renamed within the closure: shape, new name.
    pub rename: Vec<(Target, Box<str>)>,
}

/// What only an operation has ([Operation](https://smithy.io/2.0/spec/service-types.html#operation)).
#[derive(Clone, Debug, Default)]
pub struct Operation {
    /// Its input; `None` stands for `smithy.api#Unit`.
    pub input: Option<Target>,
    /// Its output; `None` stands for `smithy.api#Unit`.
    pub output: Option<Target>,
    /// The errors it may return.
    pub errors: Vec<Target>,
}

/// What only a resource has ([Resource](https://smithy.io/2.0/spec/service-types.html#resource)).
#[derive(Clone, Debug, Default)]
pub struct Resource {
    /// Identifiers: name, shape.
    pub identifiers: Vec<(Box<str>, Target)>,
    /// Properties: name, shape.
    pub properties: Vec<(Box<str>, Target)>,
    /// Lifecycle operation.
    pub create: Option<Target>,
    /// Lifecycle operation.
    pub put: Option<Target>,
    /// Lifecycle operation.
    pub read: Option<Target>,
    /// Lifecycle operation.
    pub update: Option<Target>,
    /// Lifecycle operation.
    pub delete: Option<Target>,
    /// Lifecycle operation.
    pub list: Option<Target>,
    /// Operations on one instance.
    pub operations: Vec<Target>,
    /// Operations on the collection.
    pub collection_operations: Vec<Target>,
    /// Child resources.
    pub resources: Vec<Target>,
}

impl Resource {
    /// The lifecycle operations that it has, with their names, in the order in which models are written.
    pub fn lifecycle(&self) -> impl Iterator<Item = (&'static str, Target)> {
        let operations = [
            ("put", self.put),
            ("create", self.create),
            ("read", self.read),
            ("update", self.update),
            ("delete", self.delete),
            ("list", self.list),
        ];
        operations.into_iter().filter_map(|(name, target)| Some((name, target?)))
    }
}

impl Shape {
    /// A shape without members, traits and mixins.
    pub fn new(id: ShapeId, kind: ShapeKind, span: Span) -> Self {
        Self { id, span, kind, traits: Traits::default(), members: Vec::new(), mixins: Vec::new() }
    }

    /// Its type.
    pub fn shape_type(&self) -> ShapeType {
        self.kind.shape_type()
    }

    /// Whether a trait is applied to it.
    pub fn has_trait(&self, id: ShapeId) -> bool {
        self.traits.get(id).is_some()
    }

    /// The value of a trait applied to it.
    pub fn trait_value(&self, id: ShapeId) -> Option<&Node> {
        self.traits.get(id).map(|applied| &applied.value)
    }

    /// What a member targets; `None` for shapes that are not members.
    pub fn target(&self) -> Option<ShapeId> {
        if let ShapeKind::Member(target) = &self.kind { Some(target.id) } else { None }
    }

    /// The service's own properties, if it is one.
    pub fn as_service(&self) -> Option<&Service> {
        if let ShapeKind::Service(service) = &self.kind { Some(service) } else { None }
    }

    /// The operation's own properties, if it is one.
    pub fn as_operation(&self) -> Option<&Operation> {
        if let ShapeKind::Operation(operation) = &self.kind { Some(operation) } else { None }
    }

    /// The resource's own properties, if it is one.
    pub fn as_resource(&self) -> Option<&Resource> {
        if let ShapeKind::Resource(resource) = &self.kind { Some(resource) } else { None }
    }
}

impl ShapeKind {
    /// The type alone.
    pub fn shape_type(&self) -> ShapeType {
        match self {
            Self::Blob => ShapeType::Blob,
            Self::Boolean => ShapeType::Boolean,
            Self::String => ShapeType::String,
            Self::Byte => ShapeType::Byte,
            Self::Short => ShapeType::Short,
            Self::Integer => ShapeType::Integer,
            Self::Long => ShapeType::Long,
            Self::Float => ShapeType::Float,
            Self::Double => ShapeType::Double,
            Self::BigInteger => ShapeType::BigInteger,
            Self::BigDecimal => ShapeType::BigDecimal,
            Self::Timestamp => ShapeType::Timestamp,
            Self::Document => ShapeType::Document,
            Self::Enum => ShapeType::Enum,
            Self::IntEnum => ShapeType::IntEnum,
            Self::List => ShapeType::List,
            Self::Set => ShapeType::Set,
            Self::Map => ShapeType::Map,
            Self::Structure => ShapeType::Structure,
            Self::Union => ShapeType::Union,
            Self::Service(_) => ShapeType::Service,
            Self::Operation(_) => ShapeType::Operation,
            Self::Resource(_) => ShapeType::Resource,
            Self::Member(_) => ShapeType::Member,
        }
    }
}

impl ShapeType {
    /// Every type.
    pub const ALL: [Self; 24] = [
        Self::Blob,
        Self::Boolean,
        Self::String,
        Self::Byte,
        Self::Short,
        Self::Integer,
        Self::Long,
        Self::Float,
        Self::Double,
        Self::BigInteger,
        Self::BigDecimal,
        Self::Timestamp,
        Self::Document,
        Self::Enum,
        Self::IntEnum,
        Self::List,
        Self::Set,
        Self::Map,
        Self::Structure,
        Self::Union,
        Self::Service,
        Self::Operation,
        Self::Resource,
        Self::Member,
    ];

    /// The specification's name of the type, as the IDL and the JSON AST write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Blob => "blob",
            Self::Boolean => "boolean",
            Self::String => "string",
            Self::Byte => "byte",
            Self::Short => "short",
            Self::Integer => "integer",
            Self::Long => "long",
            Self::Float => "float",
            Self::Double => "double",
            Self::BigInteger => "bigInteger",
            Self::BigDecimal => "bigDecimal",
            Self::Timestamp => "timestamp",
            Self::Document => "document",
            Self::Enum => "enum",
            Self::IntEnum => "intEnum",
            Self::List => "list",
            Self::Set => "set",
            Self::Map => "map",
            Self::Structure => "structure",
            Self::Union => "union",
            Self::Service => "service",
            Self::Operation => "operation",
            Self::Resource => "resource",
            Self::Member => "member",
        }
    }

    /// The type with this name, unless shapes are not defined by it: members have no statement of their own.
    pub fn from_keyword(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape_type| shape_type.as_str() == name && *shape_type != Self::Member)
    }

    /// A shape kind of this type, without properties. A member's would need a target; `structure` stands for it.
    pub(crate) fn plain_kind(self) -> ShapeKind {
        match self {
            Self::Blob => ShapeKind::Blob,
            Self::Boolean => ShapeKind::Boolean,
            Self::String => ShapeKind::String,
            Self::Byte => ShapeKind::Byte,
            Self::Short => ShapeKind::Short,
            Self::Integer => ShapeKind::Integer,
            Self::Long => ShapeKind::Long,
            Self::Float => ShapeKind::Float,
            Self::Double => ShapeKind::Double,
            Self::BigInteger => ShapeKind::BigInteger,
            Self::BigDecimal => ShapeKind::BigDecimal,
            Self::Timestamp => ShapeKind::Timestamp,
            Self::Document => ShapeKind::Document,
            Self::Enum => ShapeKind::Enum,
            Self::IntEnum => ShapeKind::IntEnum,
            Self::List => ShapeKind::List,
            Self::Set => ShapeKind::Set,
            Self::Map => ShapeKind::Map,
            Self::Structure | Self::Member => ShapeKind::Structure,
            Self::Union => ShapeKind::Union,
            Self::Service => ShapeKind::Service(Box::default()),
            Self::Operation => ShapeKind::Operation(Box::default()),
            Self::Resource => ShapeKind::Resource(Box::default()),
        }
    }

    /// Whether members of other shapes may target it.
    pub fn is_data(self) -> bool {
        !matches!(self, Self::Service | Self::Operation | Self::Resource | Self::Member)
    }
}

impl std::fmt::Display for ShapeType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// The traits of a shape, in the order they were applied.
#[derive(Clone, Debug, Default)]
pub struct Traits(SmallMap<ShapeId, AppliedTrait>);

/// A trait on a shape.
#[derive(Clone, Debug, PartialEq)]
pub struct AppliedTrait {
    /// Its value. Traits written without one have an empty object.
    pub value: Node,
    /// Where it was applied.
    pub span: Span,
    /// The mixin, or member of a mixin, it came from.
    pub introduced_by: Option<ShapeId>,
    /// Whether the loader added it, so that it is not written out again.
    pub synthetic: bool,
}

impl AppliedTrait {
    /// A trait written on the shape itself.
    pub fn new(value: Node, span: Span) -> Self {
        Self { value, span, introduced_by: None, synthetic: false }
    }
}

impl Traits {
    /// The trait with this id.
    pub fn get(&self, id: ShapeId) -> Option<&AppliedTrait> {
        self.0.get(&id)
    }

    /// The trait with this id, to change.
    pub fn get_mut(&mut self, id: ShapeId) -> Option<&mut AppliedTrait> {
        self.0.get_mut(&id)
    }

    /// Applies a trait, replacing an earlier value; returns that.
    pub fn insert(&mut self, id: ShapeId, applied: AppliedTrait) -> Option<AppliedTrait> {
        self.0.insert(id, applied)
    }

    /// Takes a trait off.
    pub fn remove(&mut self, id: ShapeId) -> Option<AppliedTrait> {
        self.0.remove(&id)
    }

    /// The traits in order, to change their values.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (ShapeId, &mut AppliedTrait)> {
        self.0.iter_mut().map(|(id, applied)| (*id, applied))
    }

    /// The traits in order.
    pub fn iter(&self) -> impl Iterator<Item = (ShapeId, &AppliedTrait)> {
        self.0.iter().map(|(id, applied)| (*id, applied))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Traits by value, in order.
pub struct IntoTraits(crate::small_map::IntoIter<ShapeId, AppliedTrait>);

impl Iterator for IntoTraits {
    type Item = (ShapeId, AppliedTrait);
    fn next(&mut self) -> Option<(ShapeId, AppliedTrait)> {
        self.0.next()
    }
}

impl IntoIterator for Traits {
    type Item = (ShapeId, AppliedTrait);
    type IntoIter = IntoTraits;
    fn into_iter(self) -> IntoTraits {
        IntoTraits(self.0.into_iter())
    }
}
