//! Fills values from a [`Deserializer`], in place.

mod scalar;
mod structure;
mod union;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use ::serde::Deserialize as _;
use ::serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Format, MAX_DEPTH, Path, Segment};
use crate::schema::{Kind, Member};
use crate::shape::{List, Map, Mut, Structure};
use crate::strictness::Strictness;

/// Which members of the outermost structure are read; the others count as unknown.
pub type Included<'a> = &'a dyn Fn(&Member) -> bool;

/// Reads values, and keeps what there is to say about them.
#[derive(Debug)]
pub struct Reader<F> {
    format: F,
    strictness: Strictness,
    missing: Vec<String>,
    failure: Option<Failure>,
}

/// What a value should have been. It never holds the value, which may be sensitive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Where it stands, as a JSON pointer.
    pub path: String,
    /// What was expected.
    pub expected: &'static str,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => write!(f, "expected {}", self.expected),
            path => write!(f, "`{path}`: expected {}", self.expected),
        }
    }
}
impl std::error::Error for Failure {}

impl<F: Format> Reader<F> {
    /// A reader of this format.
    pub fn new(format: F, strictness: Strictness) -> Self {
        Self { format, strictness, missing: Vec::new(), failure: None }
    }

    /// The required members that were not there, as JSON pointers in the order of the schema.
    pub fn missing(&mut self) -> &mut Vec<String> {
        &mut self.missing
    }

    /// What a value should have been, if reading failed for that reason.
    pub fn failure(&mut self) -> Option<Failure> {
        self.failure.take()
    }

    /// Fills a structure.
    pub fn structure<'de, D: Deserializer<'de>>(
        &mut self,
        into: &mut dyn Structure,
        included: Included<'_>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        structure::read(self, into, Some(included), Path::ROOT, deserializer)
            .map_err(|error| self.failed(&Path::ROOT, "an object", error))
    }

    /// Fills a value that stands alone, as `member` describes it. A null leaves an optional one absent.
    pub fn value<'de, D: Deserializer<'de>>(
        &mut self,
        member: &'static Member,
        into: Mut<'_>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        let path = Path::ROOT;
        match into {
            // A server takes no null for a body; for a document it is a value as any other.
            Mut::Optional(optional) if self.is_strict() || member.target().kind() == Kind::Document => {
                Seed { reader: self, member, slot: optional.fill(), path }.deserialize(deserializer)
            }
            Mut::Optional(optional) => Nullable { reader: self, member, slot: Mut::Optional(optional), path }
                .deserialize(deserializer)
                .map(drop),
            slot => Seed { reader: self, member, slot, path }.deserialize(deserializer),
        }
    }

    fn is_strict(&self) -> bool {
        self.strictness == Strictness::Strict
    }

    /// Notes what a value should have been: the innermost that failed says it first, and that stays.
    #[cold]
    fn failed<E>(&mut self, path: &Path<'_>, expected: &'static str, error: E) -> E {
        self.failure.get_or_insert_with(|| Failure { path: path.to_string(), expected });
        error
    }

    /// An error of which the text is not for anybody: [`Failure`] says it.
    #[cold]
    fn reject<E: ::serde::de::Error>(&mut self, path: &Path<'_>, expected: &'static str) -> E {
        self.failed(path, expected, E::custom(expected))
    }
}

/// What a value of this type looks like on the wire.
fn expected(kind: Kind) -> &'static str {
    match kind {
        Kind::Blob => "a blob",
        Kind::Boolean => "true or false",
        Kind::String | Kind::Enum => "a string",
        Kind::Byte => "an 8-bit integer",
        Kind::Short => "a 16-bit integer",
        Kind::Integer | Kind::IntEnum => "a 32-bit integer",
        Kind::Long => "a 64-bit integer",
        Kind::Float | Kind::Double | Kind::BigDecimal => "a number",
        Kind::BigInteger => "an integer",
        Kind::Timestamp => "a timestamp",
        Kind::Document => "a document",
        Kind::List => "a list",
        Kind::Map => "a map",
        Kind::Structure => "an object",
        Kind::Union => "a union: an object with exactly one member",
    }
}

/// A value that must be there.
struct Seed<'r, 'a, F> {
    reader: &'r mut Reader<F>,
    member: &'static Member,
    slot: Mut<'a>,
    path: Path<'r>,
}

impl<'de, F: Format> DeserializeSeed<'de> for Seed<'_, '_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self { reader, member, slot, path } = self;
        if path.depth() > MAX_DEPTH {
            return Err(reader.reject(&path, "values that lie less deep in each other"));
        }
        let result = match slot {
            Mut::String(value) => deserializer.deserialize_str(scalar::Text(value)),
            Mut::Enum(value) => deserializer.deserialize_str(scalar::Enum(value)),
            Mut::Structure(value) => structure::read(reader, value, None, path, deserializer),
            Mut::List(list) => deserializer.deserialize_seq(Elements { reader, member, list, path }),
            Mut::Map(map) => deserializer.deserialize_map(Entries { reader, member, map, path }),
            Mut::Union(value) => union::read(reader, value, path, deserializer),
            // An optional element of a sparse collection, or of another optional.
            Mut::Optional(optional) => {
                optional.clear();
                deserializer
                    .deserialize_option(Present { reader, member, slot: Mut::Optional(optional), path })
                    .map(drop)
            }
            slot => scalar::read(reader, member, slot, &path, deserializer),
        };
        result.map_err(|error| reader.failed(&path, expected(member.target().kind()), error))
    }
}

/// A value that may be null, which says that it is not there. Gives whether it is.
struct Nullable<'a, F> {
    reader: &'a mut Reader<F>,
    member: &'static Member,
    slot: Mut<'a>,
    path: Path<'a>,
}

impl<'de, F: Format> DeserializeSeed<'de> for Nullable<'_, F> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let Self { reader, member, slot, path } = self;
        if let Mut::Document(_) = slot {
            return Seed { reader, member, slot, path }.deserialize(deserializer).map(|()| true);
        }
        deserializer.deserialize_option(Present { reader, member, slot, path })
    }
}

/// Null, or a value for `slot`.
struct Present<'a, F> {
    reader: &'a mut Reader<F>,
    member: &'static Member,
    slot: Mut<'a>,
    path: Path<'a>,
}

impl<'de, F: Format> Visitor<'de> for Present<'_, F> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(expected(self.member.target().kind()))
    }
    fn visit_none<E>(self) -> Result<bool, E> {
        Ok(false)
    }
    fn visit_unit<E>(self) -> Result<bool, E> {
        Ok(false)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let Self { reader, member, slot, path } = self;
        let slot = match slot {
            Mut::Optional(optional) => optional.fill(),
            slot => slot,
        };
        Seed { reader, member, slot, path }.deserialize(deserializer).map(|()| true)
    }
}

/// The elements of a list.
struct Elements<'a, F> {
    reader: &'a mut Reader<F>,
    member: &'static Member,
    list: &'a mut dyn List,
    path: Path<'a>,
}

impl<'de, F: Format> Visitor<'de> for Elements<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(expected(Kind::List))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        let Self { reader, member, list, path } = self;
        let Some(element) = member.target().element() else { return Err(A::Error::custom("no list")) };
        list.clear();
        let mut index = 0;
        while let Some(()) = sequence.next_element_seed(Element {
            reader,
            member: element,
            list,
            path: path.then(Segment::Index(index)),
        })? {
            index += 1;
        }
        Ok(())
    }
}

/// One more element: the list gets a blank one only when there is something to fill it with.
struct Element<'a, F> {
    reader: &'a mut Reader<F>,
    member: &'static Member,
    list: &'a mut dyn List,
    path: Path<'a>,
}

impl<'de, F: Format> DeserializeSeed<'de> for Element<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self { reader, member, list, path } = self;
        Seed { reader, member, slot: list.push_blank(), path }.deserialize(deserializer)
    }
}

/// The entries of a map.
struct Entries<'a, F> {
    reader: &'a mut Reader<F>,
    member: &'static Member,
    map: &'a mut dyn Map,
    path: Path<'a>,
}

impl<'de, F: Format> Visitor<'de> for Entries<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(expected(Kind::Map))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Self { reader, member, map, path } = self;
        let Some(value) = member.target().value() else { return Err(A::Error::custom("no map")) };
        map.clear();
        while let Some(key) = entries.next_key_seed(Key(PhantomData))? {
            let slot = map.insert_blank(&key);
            entries.next_value_seed(Seed { reader, member: value, slot, path: path.then(Segment::Name(&key)) })?;
        }
        Ok(())
    }
}

/// The text of a key, borrowed where that is possible.
struct Key<'de>(PhantomData<Cow<'de, str>>);

impl<'de> DeserializeSeed<'de> for Key<'de> {
    type Value = Cow<'de, str>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}
impl<'de> Visitor<'de> for Key<'de> {
    type Value = Cow<'de, str>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(text.into())
    }
    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(text.to_owned().into())
    }
    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(text.into())
    }
}

/// Passes over a value that the schema does not know.
fn skip<'de, A: MapAccess<'de>>(entries: &mut A) -> Result<(), A::Error> {
    entries.next_value_seed(PhantomData::<IgnoredAny>).map(drop)
}

/// The same, where there is no map around it.
fn ignore<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    IgnoredAny::deserialize(deserializer).map(drop)
}
