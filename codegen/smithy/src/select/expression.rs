//! The syntax tree of selectors. Names are those of the grammar.

use crate::index::RelationshipKind;
use crate::shape::ShapeType;
use crate::shape_id::ShapeId;

/// `SelectorExpression`
#[derive(Clone, Debug)]
pub(super) enum Expression {
    /// `*`
    Any,
    /// A type, or a named group of types.
    Types(TypeFilter),
    /// `[trait|length|min > 1]`
    Attribute { path: Path, comparison: Option<Comparison> },
    /// `[@trait|range: @{min} > @{max} && …]`
    Scoped { path: Path, assertions: Vec<Assertion> },
    /// `>`, and `-[a, b]->`
    Forward(Edges),
    /// `<`, and `<-[a, b]-`
    Reverse(Edges),
    /// `~>`
    ForwardRecursive,
    /// `$name(…)`
    SetVariable(Box<str>, Vec<Expression>),
    /// `${name}`
    GetVariable(Box<str>),
    /// `:test(…)`
    Test(Vec<Vec<Expression>>),
    /// `:is(…)`
    Is(Vec<Vec<Expression>>),
    /// `:not(…)`
    Not(Vec<Expression>),
    /// `:in(…)`
    In(Vec<Expression>),
    /// `:root(…)`; the number tells the roots of one selector apart.
    Root(usize, Vec<Expression>),
    /// `:recursive(…)`
    Recursive(Vec<Expression>),
    /// `:topdown(qualifier, disqualifier)`
    TopDown { qualifier: Vec<Expression>, disqualifier: Option<Vec<Expression>> },
    /// A function that this implementation does not know yields nothing.
    Unknown,
}

impl Expression {
    /// Whether it yields the shape it is given or nothing.
    pub(super) fn is_filter(&self) -> bool {
        matches!(
            self,
            Self::Any
                | Self::Types(_)
                | Self::Attribute { .. }
                | Self::Scoped { .. }
                | Self::Test(_)
                | Self::Not(_)
                | Self::In(_)
        )
    }
}

/// Which types an expression lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TypeFilter(u32);

impl TypeFilter {
    pub(super) const fn of(types: &[ShapeType]) -> Self {
        let (mut bits, mut i) = (0, 0);
        while i < types.len() {
            bits |= 1 << types[i] as u32;
            i += 1;
        }
        Self(bits)
    }

    pub(super) fn contains(self, shape_type: ShapeType) -> bool {
        self.0 & (1 << shape_type as u32) != 0
    }

    /// The filter of a token, if it is one of the language. An `enum` is a `string` too, and an `intEnum` an
    /// `integer`; `set` is another name of `list`.
    pub(super) fn parse(token: &str) -> Option<Self> {
        use ShapeType as T;
        const NUMBERS: &[T] =
            &[T::Byte, T::Short, T::Integer, T::Long, T::Float, T::Double, T::BigInteger, T::BigDecimal, T::IntEnum];
        const OTHERS: &[T] = &[T::Blob, T::Boolean, T::String, T::Enum, T::Timestamp, T::Document];
        const AGGREGATES: &[T] = &[T::List, T::Set, T::Map, T::Structure, T::Union];
        const fn union(a: TypeFilter, b: TypeFilter) -> TypeFilter {
            TypeFilter(a.0 | b.0)
        }
        const SIMPLE: TypeFilter = union(TypeFilter::of(NUMBERS), TypeFilter::of(OTHERS));
        Some(match token {
            "number" => Self::of(NUMBERS),
            "simpleType" => SIMPLE,
            "aggregateType" => Self::of(AGGREGATES),
            "dataType" => union(SIMPLE, Self::of(AGGREGATES)),
            "serviceType" => Self::of(&[T::Service, T::Operation, T::Resource]),
            "collection" | "list" | "set" => Self::of(&[T::List, T::Set]),
            "string" => Self::of(&[T::String, T::Enum]),
            "integer" => Self::of(&[T::Integer, T::IntEnum]),
            "blob" => Self::of(&[T::Blob]),
            "boolean" => Self::of(&[T::Boolean]),
            "document" => Self::of(&[T::Document]),
            "byte" => Self::of(&[T::Byte]),
            "short" => Self::of(&[T::Short]),
            "long" => Self::of(&[T::Long]),
            "float" => Self::of(&[T::Float]),
            "double" => Self::of(&[T::Double]),
            "bigDecimal" => Self::of(&[T::BigDecimal]),
            "bigInteger" => Self::of(&[T::BigInteger]),
            "timestamp" => Self::of(&[T::Timestamp]),
            "enum" => Self::of(&[T::Enum]),
            "intEnum" => Self::of(&[T::IntEnum]),
            "map" => Self::of(&[T::Map]),
            "structure" => Self::of(&[T::Structure]),
            "union" => Self::of(&[T::Union]),
            "service" => Self::of(&[T::Service]),
            "operation" => Self::of(&[T::Operation]),
            "resource" => Self::of(&[T::Resource]),
            "member" => Self::of(&[T::Member]),
            _ => return None,
        })
    }
}

/// Which relationships a neighbor expression follows.
#[derive(Clone, Debug)]
pub(super) enum Edges {
    /// All but traits.
    All,
    /// Those named. Names that are none of the language are left out: they lead nowhere.
    Named(Vec<RelationshipKind>),
}

impl Edges {
    /// Whether a relationship of this kind is one of them.
    pub(super) fn include(&self, kind: RelationshipKind) -> bool {
        match self {
            Self::All => kind != RelationshipKind::Trait,
            Self::Named(kinds) => kinds.contains(&kind),
        }
    }
}

/// `SelectorPath`
pub(super) type Path = Vec<Segment>;

/// `SelectorPathSegment`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    /// `(keys)`
    Keys,
    /// `(values)`
    Values,
    /// `(length)`
    Length,
    /// `(first)`
    First,
    /// Any other `(function)`: yields nothing.
    UnknownFunction,
    /// A key, and the trait it names where it is used as one.
    Key(Box<str>, Option<ShapeId>),
}

/// A comparator with the values it compares to.
#[derive(Clone, Debug)]
pub(super) struct Comparison {
    pub(super) comparator: Comparator,
    pub(super) values: Vec<Operand>,
    pub(super) ignore_case: bool,
}

/// `SelectorScopedAssertion`
#[derive(Clone, Debug)]
pub(super) struct Assertion {
    pub(super) left: Operand,
    pub(super) comparison: Comparison,
}

/// `SelectorScopedValue`
#[derive(Clone, Debug)]
pub(super) enum Operand {
    /// Text as written.
    Literal(Box<str>),
    /// `@{path}`
    Context(Path),
}

/// `SelectorComparator`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparator {
    Equal,
    NotEqual,
    StartsWith,
    EndsWith,
    Contains,
    Exists,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    ProjectionEqual,
    ProjectionNotEqual,
    Subset,
    ProperSubset,
}
