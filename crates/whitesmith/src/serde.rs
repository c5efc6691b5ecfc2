//! Between shapes and serde: one adapter for every format that has a serde implementation.
//!
//! [`Reader`] fills values from any [`serde::Deserializer`], and is compiled once a format, not once a type. What
//! a format does its own way it says by a [`Format`]. [`write()`] is the other direction.
//!
//! With the feature `serde`, generated types implement `Serialize` and `Deserialize` through [`Plain`].

mod path;
mod plain;
mod read;
mod write;

use std::borrow::Cow;

use ::serde::Deserializer;

pub use path::{Path, Segment};
pub use plain::Plain;
pub use read::{Failure, Included, Reader};
pub use write::{Serializable, write};

use crate::document::Document;
use crate::schema::Member;
use crate::strictness::Strictness;
use crate::timestamp::Timestamp;

/// How deep values may lie inside each other, in every format.
pub const MAX_DEPTH: usize = 128;

/// What one format does its own way.
pub trait Format: Copy {
    /// The name of a member on the wire.
    fn name(self, member: &Member) -> &'static str;

    /// Reads a timestamp. `None` if it is not of the format that the member asks for.
    fn timestamp<'de, D: Deserializer<'de>>(
        self,
        member: &'static Member,
        strictness: Strictness,
        deserializer: D,
    ) -> Result<Option<Timestamp>, D::Error>;

    /// Reads the bytes of a blob. `None` if they are not encoded as they must be.
    fn blob<'de, D: Deserializer<'de>>(
        self,
        strictness: Strictness,
        deserializer: D,
    ) -> Result<Option<Vec<u8>>, D::Error>;

    /// Reads the text of a number of any size. `None` if it is no number.
    fn number<'de, D: Deserializer<'de>>(
        self,
        strictness: Strictness,
        deserializer: D,
    ) -> Result<Option<Cow<'de, str>>, D::Error>;

    /// Reads a document, in which values may lie `depth` deep.
    fn document<'de, D: Deserializer<'de>>(self, depth: usize, deserializer: D) -> Result<Document, D::Error>;
}

/// What [`crate::structure!`] and its like emit with the feature `serde`.
#[doc(hidden)]
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! serde_impls {
    ($type:ident) => {
        impl $crate::__serde::Serialize for $type {
            fn serialize<S: $crate::__serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::serde::serialize(self, serializer)
            }
        }
        impl<'de> $crate::__serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::__serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::serde::deserialize(deserializer)
            }
        }
    };
}

/// What [`crate::structure!`] and its like emit without the feature `serde`: nothing.
#[doc(hidden)]
#[cfg(not(feature = "serde"))]
#[macro_export]
macro_rules! serde_impls {
    ($type:ident) => {};
}

/// The body of `Serialize` for every generated type.
#[doc(hidden)]
#[cfg(feature = "serde")]
pub use plain::{deserialize, serialize};
