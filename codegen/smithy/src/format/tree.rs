//! A source as statements and values, with all of its comments.

/// A comment, without white space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Comment<'s> {
    /// With its slashes.
    pub(super) text: &'s str,
    /// Whether it documents what it stands before; otherwise its slashes are made two.
    pub(super) documents: bool,
    /// Whether a blank line stands before it.
    pub(super) after_blank: bool,
}

pub(super) type Comments<'s> = Vec<Comment<'s>>;

/// A whole source.
#[derive(Default)]
pub(super) struct File<'s> {
    /// Comments in front of everything.
    pub(super) leading: Comments<'s>,
    pub(super) control: Vec<Statement<'s, Assignment<'s>>>,
    pub(super) metadata: Vec<Statement<'s, Assignment<'s>>>,
    pub(super) namespace: Option<Statement<'s, &'s str>>,
    pub(super) uses: Vec<Statement<'s, &'s str>>,
    pub(super) shapes: Vec<Statement<'s, Shape<'s>>>,
    /// Comments behind everything.
    pub(super) rest: Comments<'s>,
}

/// A statement on lines of its own.
pub(super) struct Statement<'s, T> {
    pub(super) before: Comments<'s>,
    pub(super) item: T,
    /// A comment on its last line.
    pub(super) trailing: Option<Comment<'s>>,
    /// Comments on lines that follow immediately.
    pub(super) after: Comments<'s>,
}

/// A key with a value, of whatever punctuation.
pub(super) struct Assignment<'s> {
    pub(super) key: &'s str,
    pub(super) value: Value<'s>,
}

/// What stands in brackets: elements, and comments on lines of their own.
pub(super) enum Item<'s, T> {
    Comment(Comment<'s>),
    Element(T),
}

pub(super) type Items<'s, T> = Vec<Item<'s, T>>;

/// A node value.
pub(super) enum Value<'s> {
    /// A number or a quoted string.
    Literal(&'s str),
    /// A keyword or the id of a shape.
    Name(&'s str),
    TextBlock(&'s str),
    Array(Items<'s, Value<'s>>),
    Object(Items<'s, Pair<'s>>),
}

/// A member of an object, of a trait's value, or of a service or resource.
pub(super) struct Pair<'s> {
    pub(super) key: &'s str,
    pub(super) value: Value<'s>,
}

/// An applied trait.
pub(super) struct Trait<'s> {
    pub(super) name: &'s str,
    pub(super) value: TraitValue<'s>,
}

/// What stands in a trait's parentheses.
pub(super) enum TraitValue<'s> {
    None,
    /// A value, with comments before and behind it.
    Node(Comments<'s>, Value<'s>, Comments<'s>),
    /// Members without braces.
    Members(Items<'s, Pair<'s>>),
}

/// Traits, and comments between them.
pub(super) type Traits<'s> = Items<'s, Trait<'s>>;

/// A shape statement, or an `apply` statement.
pub(super) struct Shape<'s> {
    pub(super) traits: Traits<'s>,
    pub(super) keyword: &'s str,
    pub(super) name: &'s str,
    pub(super) header: Header<'s>,
    pub(super) body: Body<'s>,
}

/// What may stand between a structure's name and its braces.
#[derive(Default)]
pub(super) struct Header<'s> {
    pub(super) resource: Option<&'s str>,
    pub(super) mixins: Option<Items<'s, &'s str>>,
}

/// What a shape is made of.
pub(super) enum Body<'s> {
    /// Nothing: a simple type.
    None,
    Members(Members<'s>),
    /// The properties of a service or a resource.
    Properties(Items<'s, Pair<'s>>),
    /// The properties of an operation, and comments behind the last one.
    Operation(Vec<Property<'s>>, Comments<'s>),
    /// `apply` with one trait.
    ApplyOne(Trait<'s>),
    /// `apply` with traits in braces.
    ApplyMany(Traits<'s>),
}

/// What stands in the braces of a shape with members.
pub(super) struct Members<'s> {
    pub(super) members: Vec<Member<'s>>,
    /// Comments behind the last one.
    pub(super) rest: Comments<'s>,
}

/// A member of a structure, union, enum, list or map.
pub(super) struct Member<'s> {
    pub(super) traits: Traits<'s>,
    /// `name`, `$name`
    pub(super) name: &'s str,
    pub(super) target: Option<&'s str>,
    pub(super) value: Option<Value<'s>>,
    pub(super) trailing: Option<Comment<'s>>,
}

/// A property of an operation.
pub(super) struct Property<'s> {
    pub(super) before: Comments<'s>,
    pub(super) item: PropertyItem<'s>,
    pub(super) trailing: Option<Comment<'s>>,
}

pub(super) enum PropertyItem<'s> {
    /// `input: Name`
    Target(&'s str, &'s str),
    /// `errors: [Name …]`
    Errors(Items<'s, &'s str>),
    /// `input := { … }`
    Inline { key: &'s str, traits: Traits<'s>, header: Header<'s>, members: Members<'s> },
}
