//! Schemas: what the runtime knows of a shape, as constant data.
//!
//! A generated type is a plain struct or enum beside one `static` [`Schema`]. Wire formats, HTTP bindings,
//! validation, redaction and `Debug` are written once, in the runtime, and read the schema.
//!
//! A [`Member`] refers to the schema of its **target**, so nothing about an element is lost inside lists and
//! maps, and statics may refer to each other, so recursive shapes need no special care.

mod name;

pub use name::JsonLead;

/// The schema of one shape.
#[derive(Debug)]
pub struct Schema {
    id: &'static str,
    kind: Kind,
    members: &'static [Member],
    traits: &'static [Trait],
    sensitive: bool,
    sparse: bool,
    /// One past the highest index of a required member; 0 when none is required.
    required_end: usize,
    /// A bit for each required member of the first 64.
    required: u64,
}

/// A member of a structure, union, list or map.
///
/// Readers and writers look at one after another, so it is one cache line of 64 bytes.
#[derive(Debug)]
pub struct Member {
    name: &'static str,
    target: &'static Schema,
    traits: &'static [Trait],
    /// Of the name in JSON.
    lead: JsonLead,
    json_name: JsonName,
    bound: Bound,
    timestamp_format: Option<TimestampFormat>,
    required: bool,
    sensitive: bool,
}

const _: () = assert!(size_of::<Member>() <= 64, "a cache line has no more");

/// What the name of a member is in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum JsonName {
    /// That of the model, an identifier.
    Same,
    /// Another.
    Other,
    /// Another, in which JSON escapes something.
    Escaped,
}

/// Whether a member travels elsewhere than in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    /// It does not.
    Body,
    /// A trait says where.
    ByTrait,
}

/// The type of a shape ([Shape types](https://smithy.io/2.0/spec/model.html#shape-types)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the specification's type of that name")]
pub enum Kind {
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
    Map,
    Structure,
    Union,
}

/// How a timestamp is written ([timestampFormat](https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimestampFormat {
    /// RFC 3339 in UTC: `1985-04-12T23:20:50.52Z`.
    DateTime,
    /// IMF-fixdate: `Tue, 29 Apr 2014 18:30:38 GMT`.
    HttpDate,
    /// Seconds since the epoch, with an optional fraction: `1515531081.123`.
    EpochSeconds,
}

/// Where a member of an input, output or error travels in an HTTP message
/// ([HTTP bindings](https://smithy.io/2.0/spec/http-bindings.html)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// In the body, beside the other unbound members.
    Body,
    /// In the header of this name.
    Header(&'static str),
    /// In every header whose name starts with this prefix.
    PrefixHeaders(&'static str),
    /// In a segment of the path.
    Label,
    /// In the query parameter of this name.
    Query(&'static str),
    /// In all query parameters.
    QueryParams,
    /// As the whole body.
    Payload,
    /// As the status code.
    ResponseCode,
}

/// A trait that matters at run time, with its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Trait {
    /// `@required`, as far as the generated type holds the member to it.
    Required,
    /// `@sensitive`: never printed.
    Sensitive,
    /// `@sparse`: a list or map whose values may be null.
    Sparse,
    /// `@uniqueItems`
    UniqueItems,
    /// `@streaming` blob or union.
    Streaming,
    /// `@requiresLength` streaming blob.
    RequiresLength,
    /// `@idempotencyToken`: the client fills it in.
    IdempotencyToken,
    /// `@hostLabel`
    HostLabel,
    /// A label that a client fills in where the caller gave nothing: a customization of some services.
    ClientDefault(&'static str),
    /// `@jsonName`
    JsonName(&'static str),
    /// `@mediaType`
    MediaType(&'static str),
    /// `@timestampFormat`
    TimestampFormat(TimestampFormat),
    /// `@httpHeader`
    HttpHeader(&'static str),
    /// `@httpPrefixHeaders`
    HttpPrefixHeaders(&'static str),
    /// `@httpLabel`
    HttpLabel,
    /// `@httpQuery`
    HttpQuery(&'static str),
    /// `@httpQueryParams`
    HttpQueryParams,
    /// `@httpPayload`
    HttpPayload,
    /// `@httpResponseCode`
    HttpResponseCode,
    /// `@eventHeader`
    EventHeader,
    /// `@eventPayload`
    EventPayload,
    /// `@length`: bounds, both inclusive.
    Length {
        /// Least length.
        min: Option<u64>,
        /// Greatest length.
        max: Option<u64>,
    },
    /// `@range`: bounds as decimal text, both inclusive.
    Range {
        /// Least value.
        min: Option<&'static str>,
        /// Greatest value.
        max: Option<&'static str>,
    },
    /// `@pattern`: an ECMA 262 regular expression, not anchored.
    Pattern(&'static str),
    /// The values of an enum.
    Enum(&'static [&'static str]),
    /// The values of an enum or intEnum that are `@internal`, as text: valid, but not told to anybody.
    InternalValues(&'static [&'static str]),
    /// The values of an intEnum.
    IntEnum(&'static [i32]),
    /// `@error`: whose fault it is.
    Error(Fault),
    /// `@httpError`: the status code.
    HttpError(u16),
    /// `@retryable`
    Retryable {
        /// Whether the error says that the client is too fast.
        throttling: bool,
    },
}

/// Whose fault an error is ([error trait](https://smithy.io/2.0/spec/type-refinement-traits.html#error-trait)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The request was wrong: 400 unless `@httpError` says otherwise.
    Client,
    /// The service failed: 500 unless `@httpError` says otherwise.
    Server,
}

impl Trait {
    /// Where the trait says that a member travels.
    const fn binding(&self) -> Option<Binding> {
        Some(match self {
            Self::HttpHeader(name) => Binding::Header(name),
            Self::HttpPrefixHeaders(prefix) => Binding::PrefixHeaders(prefix),
            Self::HttpLabel => Binding::Label,
            Self::HttpQuery(name) => Binding::Query(name),
            Self::HttpQueryParams => Binding::QueryParams,
            Self::HttpPayload => Binding::Payload,
            Self::HttpResponseCode => Binding::ResponseCode,
            _ => return None,
        })
    }
}

impl Schema {
    /// A shape without members.
    pub const fn simple(id: &'static str, kind: Kind) -> Self {
        Self::new(id, kind, &[])
    }

    /// A structure with its members in the model's order.
    pub const fn structure(id: &'static str, members: &'static [Member]) -> Self {
        Self::new(id, Kind::Structure, members)
    }

    /// A union with its members in the model's order.
    pub const fn union(id: &'static str, members: &'static [Member]) -> Self {
        Self::new(id, Kind::Union, members)
    }

    /// A list with its one member.
    pub const fn list(id: &'static str, member: &'static [Member; 1]) -> Self {
        Self::new(id, Kind::List, member)
    }

    /// A map with its key and its value.
    pub const fn map(id: &'static str, key_and_value: &'static [Member; 2]) -> Self {
        Self::new(id, Kind::Map, key_and_value)
    }

    /// A shape of any kind.
    pub const fn new(id: &'static str, kind: Kind, members: &'static [Member]) -> Self {
        let (mut required_end, mut required, mut i) = (0, 0, 0);
        while i < members.len() {
            if members[i].required {
                required_end = i + 1;
                if i < 64 {
                    required |= 1 << i;
                }
            }
            i += 1;
        }
        Self { id, kind, members, traits: &[], sensitive: false, sparse: false, required_end, required }
    }

    /// The same schema with traits.
    #[must_use]
    pub const fn with(mut self, traits: &'static [Trait]) -> Self {
        self.traits = traits;
        let mut i = 0;
        while i < traits.len() {
            match traits[i] {
                Trait::Sensitive => self.sensitive = true,
                Trait::Sparse => self.sparse = true,
                _ => {}
            }
            i += 1;
        }
        self
    }

    /// The absolute shape id: `com.example#Shape`.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The shape's name, without its namespace.
    pub fn name(&self) -> &'static str {
        self.id.rsplit_once('#').map_or(self.id, |(_, name)| name)
    }

    /// Its type.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Its members in the model's order.
    pub const fn members(&self) -> &'static [Member] {
        self.members
    }

    /// The member of a list.
    pub fn element(&self) -> Option<&'static Member> {
        if self.kind == Kind::List { self.members.first() } else { None }
    }

    /// The key of a map.
    pub fn key(&self) -> Option<&'static Member> {
        if self.kind == Kind::Map { self.members.first() } else { None }
    }

    /// The value of a map.
    pub fn value(&self) -> Option<&'static Member> {
        if self.kind == Kind::Map { self.members.get(1) } else { None }
    }

    /// Its traits.
    pub const fn traits(&self) -> &'static [Trait] {
        self.traits
    }

    /// Whether its values must not be printed.
    pub const fn is_sensitive(&self) -> bool {
        self.sensitive
    }

    /// Whether its values may be null.
    pub const fn is_sparse(&self) -> bool {
        self.sparse
    }

    /// One past the highest index of a required member; 0 when none is required.
    pub const fn required_end(&self) -> usize {
        self.required_end
    }

    /// A bit for each required member of the first 64, the lowest for the first member.
    pub const fn required(&self) -> u64 {
        self.required
    }

    /// The HTTP status of an error: `@httpError`, or what `@error` implies. `None` for other shapes.
    pub fn error_status(&self) -> Option<u16> {
        let explicit = self.traits.iter().find_map(|t| if let Trait::HttpError(code) = t { Some(*code) } else { None });
        explicit.or_else(|| {
            self.traits.iter().find_map(|t| match t {
                Trait::Error(Fault::Client) => Some(400),
                Trait::Error(Fault::Server) => Some(500),
                _ => None,
            })
        })
    }
}

/// Schemas are statics: equal means the same one.
impl PartialEq for Schema {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Member {
    /// A member with its model name and the schema of its target.
    pub const fn new(name: &'static str, target: &'static Schema) -> Self {
        Self {
            name,
            target,
            traits: &[],
            lead: JsonLead::of(name),
            json_name: JsonName::Same,
            bound: Bound::Body,
            timestamp_format: None,
            required: false,
            sensitive: false,
        }
    }

    /// The same member with traits.
    #[must_use]
    pub const fn with(mut self, traits: &'static [Trait]) -> Self {
        self.traits = traits;
        let mut i = 0;
        while i < traits.len() {
            match &traits[i] {
                Trait::Required => self.required = true,
                Trait::Sensitive => self.sensitive = true,
                Trait::JsonName(name) => {
                    self.lead = JsonLead::of(name);
                    self.json_name = if name::is_plain(name) { JsonName::Other } else { JsonName::Escaped };
                }
                Trait::TimestampFormat(format) => self.timestamp_format = Some(*format),
                other if other.binding().is_some() => self.bound = Bound::ByTrait,
                _ => {}
            }
            i += 1;
        }
        self
    }

    /// The name in the model.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The name in JSON: `@jsonName`, or the model's.
    #[inline]
    pub const fn json_name(&self) -> &'static str {
        if self.is_renamed() { self.name_by_trait() } else { self.name }
    }

    const fn name_by_trait(&self) -> &'static str {
        let mut i = 0;
        while i < self.traits.len() {
            if let Trait::JsonName(name) = self.traits[i] {
                return name;
            }
            i += 1;
        }
        self.name
    }

    /// Whether the name in JSON is not the one in the model.
    #[inline]
    pub const fn is_renamed(&self) -> bool {
        !matches!(self.json_name, JsonName::Same)
    }

    /// Whether its names, in the model and in JSON, are such that JSON has to escape nothing in them.
    #[inline]
    pub const fn has_plain_names(&self) -> bool {
        !matches!(self.json_name, JsonName::Escaped)
    }

    /// How it begins in JSON.
    #[inline]
    pub const fn json_lead(&self) -> &JsonLead {
        &self.lead
    }

    /// The schema of what it targets.
    pub const fn target(&self) -> &'static Schema {
        self.target
    }

    /// The traits on the member itself.
    pub const fn traits(&self) -> &'static [Trait] {
        self.traits
    }

    /// The traits on the member, then those of its target: the first of a kind is the one that counts.
    pub fn effective_traits(&self) -> impl Iterator<Item = &'static Trait> + use<> {
        self.traits.iter().chain(self.target.traits)
    }

    /// Where it travels in an HTTP message.
    pub fn binding(&self) -> Binding {
        match self.bound {
            Bound::Body => Binding::Body,
            Bound::ByTrait => self.traits.iter().find_map(Trait::binding).unwrap_or(Binding::Body),
        }
    }

    /// Whether it must be there.
    pub const fn is_required(&self) -> bool {
        self.required
    }

    /// Whether it, or what it targets, must not be printed.
    pub const fn is_sensitive(&self) -> bool {
        self.sensitive || self.target.sensitive
    }

    /// The timestamp format of the member, or else of its target.
    pub fn timestamp_format(&self) -> Option<TimestampFormat> {
        self.timestamp_format.or_else(|| {
            self.target.traits.iter().find_map(|t| if let Trait::TimestampFormat(f) = t { Some(*f) } else { None })
        })
    }

    /// The `@mediaType` of the member, or else of its target.
    pub fn media_type(&self) -> Option<&'static str> {
        self.effective_traits().find_map(|t| if let Trait::MediaType(value) = t { Some(*value) } else { None })
    }

    /// Whether the member or its target has this trait.
    pub fn has(&self, wanted: Trait) -> bool {
        self.effective_traits().any(|t| *t == wanted)
    }
}

/// The traits under their own names, for the macros of this crate.
#[doc(hidden)]
pub mod traits {
    pub use super::Fault::{Client, Server};
    pub use super::TimestampFormat::{DateTime, EpochSeconds, HttpDate};
    pub use super::Trait::*;
}

/// Schemas of the prelude's simple shapes ([Prelude](https://smithy.io/2.0/spec/model.html#prelude)).
pub mod prelude {
    use super::{Kind, Schema};

    macro_rules! prelude {
        ($($name:ident $shape:literal $kind:ident;)*) => {$(
            #[doc = concat!("`smithy.api#", $shape, "`")]
            pub static $name: Schema = Schema::simple(concat!("smithy.api#", $shape), Kind::$kind);
        )*};
    }

    prelude! {
        BLOB "Blob" Blob;
        BOOLEAN "Boolean" Boolean;
        STRING "String" String;
        BYTE "Byte" Byte;
        SHORT "Short" Short;
        INTEGER "Integer" Integer;
        LONG "Long" Long;
        FLOAT "Float" Float;
        DOUBLE "Double" Double;
        BIG_INTEGER "BigInteger" BigInteger;
        BIG_DECIMAL "BigDecimal" BigDecimal;
        TIMESTAMP "Timestamp" Timestamp;
        DOCUMENT "Document" Document;
        UNIT "Unit" Structure;
        PRIMITIVE_BOOLEAN "PrimitiveBoolean" Boolean;
        PRIMITIVE_BYTE "PrimitiveByte" Byte;
        PRIMITIVE_SHORT "PrimitiveShort" Short;
        PRIMITIVE_INTEGER "PrimitiveInteger" Integer;
        PRIMITIVE_LONG "PrimitiveLong" Long;
        PRIMITIVE_FLOAT "PrimitiveFloat" Float;
        PRIMITIVE_DOUBLE "PrimitiveDouble" Double;
    }
}
