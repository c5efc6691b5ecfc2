//! Generated types in any serde format: what the feature `serde` gives.
//!
//! Members have their JSON names. Timestamps are `date-time` text; when read, also seconds. Blobs are base64 where
//! the format is for humans, and bytes elsewhere. Numbers of any size are text; when read, also numbers.
//!
//! What is read becomes a [tree](tree::Tree) first: serde gives values when it likes, and a
//! [`Reader`] takes them when it likes. So a deserializer compiles one small visitor, and not a reader, whatever the
//! number of types.

mod tree;
mod write;

use ::serde::de::Error as _;
use ::serde::{Deserialize as _, Deserializer, Serializer};

use crate::document::Document;
use crate::read::Reader;
use crate::schema::Member;
use crate::shape::{Blank, Ref, Shape};
use crate::strictness::Strictness;
use tree::{Tree, Trees};

/// Serializes a generated value.
pub fn serialize<T: Shape, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    write::value(value.view(), serializer)
}

/// Deserializes a generated value, which stands `alone`: the member of nothing.
pub fn deserialize<'de, T: Shape + Blank, D: Deserializer<'de>>(
    alone: &'static Member,
    deserializer: D,
) -> Result<T, D::Error> {
    let tree = Tree::deserialize(deserializer)?;
    let (mut value, mut reader) = (T::blank(), Reader::new(Trees::new(tree), Strictness::Lenient));
    match reader.value(alone, value.slot()) {
        Ok(()) => {}
        Err(_) => return Err(reader.failure().map_or_else(|| D::Error::custom("not a value"), D::Error::custom)),
    }
    match reader.missing().first() {
        None => Ok(value),
        Some(path) => Err(D::Error::custom(format_args!("the required member `{path}` is missing"))),
    }
}

impl<'de> ::serde::Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Tree::deserialize(deserializer).map(Tree::into_document)
    }
}
impl ::serde::Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write::value(Ref::Document(self), serializer)
    }
}
