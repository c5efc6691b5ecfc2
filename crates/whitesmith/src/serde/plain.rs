//! Generated types in any serde format: what the feature `serde` gives.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use ::serde::Deserialize as _;
use ::serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::Format;
use crate::document::Document;
use crate::schema::{Member, TimestampFormat};
use crate::strictness::Strictness;
use crate::timestamp::Timestamp;

/// What a serde format can hold without knowing of Smithy.
///
/// Members have their JSON names. Timestamps are `date-time` text; when read, also seconds. Blobs are base64
/// where the format is for humans, and bytes elsewhere. Numbers of any size are text; when read, also numbers.
#[derive(Clone, Copy, Debug)]
pub struct Plain;

/// Serializes a generated value.
#[cfg(feature = "serde")]
pub fn serialize<T: crate::shape::Shape, S: ::serde::Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    super::write(Plain, value.view(), serializer)
}

/// Deserializes a generated value.
#[cfg(feature = "serde")]
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: crate::shape::Shape + crate::shape::Blank + crate::shape::Described,
    D: Deserializer<'de>,
{
    use ::serde::de::Error as _;
    let mut value = T::blank();
    let mut reader = super::Reader::new(Plain, Strictness::Lenient);
    reader.value(T::MEMBER, value.slot(), deserializer)?;
    match reader.missing().first() {
        None => Ok(value),
        Some(path) => Err(D::Error::custom(format_args!("the required member `{path}` is missing"))),
    }
}

impl Format for Plain {
    fn name(self, member: &Member) -> &'static str {
        member.json_name()
    }

    fn timestamp<'de, D: Deserializer<'de>>(
        self,
        _: &'static Member,
        strictness: Strictness,
        deserializer: D,
    ) -> Result<Option<Timestamp>, D::Error> {
        struct Any(Strictness);
        impl Visitor<'_> for Any {
            type Value = Option<Timestamp>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date-time, or seconds since 1970")
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Timestamp::parse(text, TimestampFormat::DateTime, self.0))
            }
            fn visit_i64<E>(self, seconds: i64) -> Result<Self::Value, E> {
                Ok(Some(Timestamp::from_seconds(seconds)))
            }
            fn visit_u64<E>(self, seconds: u64) -> Result<Self::Value, E> {
                Ok(i64::try_from(seconds).ok().map(Timestamp::from_seconds))
            }
            fn visit_f64<E>(self, seconds: f64) -> Result<Self::Value, E> {
                // A double holds microseconds of any date of this age, and no more.
                Ok(Timestamp::parse(&format!("{seconds:.6}"), TimestampFormat::EpochSeconds, self.0))
            }
        }
        deserializer.deserialize_any(Any(strictness))
    }

    fn blob<'de, D: Deserializer<'de>>(self, _: Strictness, deserializer: D) -> Result<Option<Vec<u8>>, D::Error> {
        struct Bytes;
        impl<'de> Visitor<'de> for Bytes {
            type Value = Option<Vec<u8>>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes, or base64")
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(BASE64.decode(text).ok())
            }
            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Self::Value, E> {
                Ok(Some(bytes.to_owned()))
            }
            fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Self::Value, E> {
                Ok(Some(bytes))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut bytes: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(byte) = bytes.next_element()? {
                    all.push(byte);
                }
                Ok(Some(all))
            }
        }
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(Bytes)
        } else {
            deserializer.deserialize_byte_buf(Bytes)
        }
    }

    fn number<'de, D: Deserializer<'de>>(
        self,
        _: Strictness,
        deserializer: D,
    ) -> Result<Option<Cow<'de, str>>, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Option<Cow<'de, str>>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, or its text")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Some(text.into()))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Some(text.to_owned().into()))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
                Ok(Some(value.to_string().into()))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
                Ok(Some(value.to_string().into()))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
                Ok(value.is_finite().then(|| value.to_string().into()))
            }
        }
        deserializer.deserialize_any(Text)
    }

    fn document<'de, D: Deserializer<'de>>(self, _: usize, deserializer: D) -> Result<Document, D::Error> {
        Owned::deserialize(deserializer).map(|document| document.0)
    }
}

/// A document as any self-describing format holds it. The format limits its depth.
struct Owned(Document);

impl<'de> ::serde::Deserialize<'de> for Owned {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Document;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a document")
            }
            fn visit_unit<E>(self) -> Result<Document, E> {
                Ok(Document::Null)
            }
            fn visit_none<E>(self) -> Result<Document, E> {
                Ok(Document::Null)
            }
            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
                deserializer.deserialize_any(self)
            }
            fn visit_bool<E>(self, value: bool) -> Result<Document, E> {
                Ok(Document::Boolean(value))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Document, E> {
                Ok(Document::Integer(value))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Document, E> {
                let number = || value.to_string().parse().map_or(Document::Null, Document::Number);
                Ok(i64::try_from(value).map_or_else(|_| number(), Document::Integer))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Document, E> {
                Ok(Document::Double(value))
            }
            fn visit_str<E>(self, text: &str) -> Result<Document, E> {
                Ok(Document::String(text.to_owned()))
            }
            fn visit_string<E>(self, text: String) -> Result<Document, E> {
                Ok(Document::String(text))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Document, A::Error> {
                let mut list = Vec::new();
                while let Some(Owned(element)) = elements.next_element()? {
                    list.push(element);
                }
                Ok(Document::List(list))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Document, A::Error> {
                let mut map = BTreeMap::new();
                while let Some((key, Owned(value))) = entries.next_entry::<String, _>()? {
                    map.insert(key, value);
                }
                Ok(Document::Map(map))
            }
        }
        deserializer.deserialize_any(Any).map(Self)
    }
}

/// Documents are data of any format.
#[cfg(feature = "serde")]
mod documents {
    use super::{Document, Owned};

    impl<'de> ::serde::Deserialize<'de> for Document {
        fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Owned::deserialize(deserializer).map(|owned| owned.0)
        }
    }
    impl ::serde::Serialize for Document {
        fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            super::super::write(super::Plain, crate::shape::Ref::Document(self), serializer)
        }
    }
}
