//! What a deserializer gives, and a source that takes it apart.

use std::borrow::Cow;
use std::fmt;
use std::vec::IntoIter;

use ::serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::blob::Blob;
use crate::document::Document;
use crate::read::{Rejection, Source, not_a_number};
use crate::schema::{Member, TimestampFormat};
use crate::strictness::Strictness;
use crate::timestamp::Timestamp;

/// A value of any format that says what it holds. The format limits how deep it is.
pub(super) enum Tree<'de> {
    Null,
    Boolean(bool),
    Integer(i64),
    /// An integer that only an unsigned one of 64 bits holds.
    Unsigned(u64),
    Double(f64),
    Text(Cow<'de, str>),
    Bytes(Cow<'de, [u8]>),
    List(Vec<Tree<'de>>),
    Map(Vec<(Cow<'de, str>, Tree<'de>)>),
}

impl<'de> Deserialize<'de> for Tree<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Tree<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_unit<E>(self) -> Result<Tree<'de>, E> {
        Ok(Tree::Null)
    }
    fn visit_none<E>(self) -> Result<Tree<'de>, E> {
        Ok(Tree::Null)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Tree<'de>, E> {
        Ok(Tree::Boolean(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Tree<'de>, E> {
        Ok(Tree::Integer(value))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Tree<'de>, E> {
        Ok(i64::try_from(value).map_or(Tree::Unsigned(value), Tree::Integer))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Tree<'de>, E> {
        Ok(Tree::Double(value))
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(text.into()))
    }
    fn visit_str<E>(self, text: &str) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(text.to_owned().into()))
    }
    fn visit_string<E>(self, text: String) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(text.into()))
    }
    fn visit_borrowed_bytes<E>(self, bytes: &'de [u8]) -> Result<Tree<'de>, E> {
        Ok(Tree::Bytes(bytes.into()))
    }
    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Tree<'de>, E> {
        Ok(Tree::Bytes(bytes.to_owned().into()))
    }
    fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Tree<'de>, E> {
        Ok(Tree::Bytes(bytes.into()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Tree<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element()? {
            list.push(element);
        }
        Ok(Tree::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree<'de>, A::Error> {
        let mut map = Vec::new();
        while let Some((Key(key), value)) = entries.next_entry()? {
            map.push((key, value));
        }
        Ok(Tree::Map(map))
    }
}

/// The text of a key, borrowed where that is possible.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Key<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(text.into()))
            }
            fn visit_str<E>(self, text: &str) -> Result<Key<'de>, E> {
                Ok(Key(text.to_owned().into()))
            }
            fn visit_string<E>(self, text: String) -> Result<Key<'de>, E> {
                Ok(Key(text.into()))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

impl Tree<'_> {
    /// The document that says the same. Bytes are base64.
    pub(super) fn into_document(self) -> Document {
        match self {
            Self::Null => Document::Null,
            Self::Boolean(value) => value.into(),
            Self::Integer(value) => value.into(),
            Self::Unsigned(value) => value.to_string().parse().map_or(Document::Null, Document::Number),
            Self::Double(value) => value.into(),
            Self::Text(text) => text.into_owned().into(),
            Self::Bytes(bytes) => BASE64.encode(bytes).into(),
            Self::List(list) => Document::List(list.into_iter().map(Tree::into_document).collect()),
            Self::Map(map) => {
                Document::Map(map.into_iter().map(|(key, value)| (key.into_owned(), value.into_document())).collect())
            }
        }
    }
}

/// Gives a tree piece by piece.
pub(super) struct Trees<'de> {
    /// What comes next.
    next: Option<Tree<'de>>,
    /// The lists and maps around it, as far as they are still to come.
    around: Vec<Rest<'de>>,
}

enum Rest<'de> {
    List(IntoIter<Tree<'de>>),
    Map(IntoIter<(Cow<'de, str>, Tree<'de>)>),
}

impl<'de> Trees<'de> {
    pub(super) fn new(tree: Tree<'de>) -> Self {
        Self { next: Some(tree), around: Vec::new() }
    }

    fn take(&mut self) -> Result<Tree<'de>, Rejection> {
        self.next.take().ok_or(Rejection::Malformed)
    }

    /// What a list or map holds next. The innermost is closed with its last.
    fn advance<T>(&mut self, next: impl FnOnce(&mut Rest<'de>) -> Option<(T, Tree<'de>)>) -> Option<T> {
        let Some((found, tree)) = self.around.last_mut().and_then(next) else {
            self.around.pop();
            return None;
        };
        self.next = Some(tree);
        Some(found)
    }
}

impl<'de> Source<'de> for Trees<'de> {
    fn name_of(&self, member: &Member) -> &'static str {
        member.json_name()
    }

    fn null(&mut self) -> Result<bool, Rejection> {
        Ok(self.next.take_if(|tree| matches!(tree, Tree::Null)).is_some())
    }

    fn boolean(&mut self) -> Result<bool, Rejection> {
        match self.take()? {
            Tree::Boolean(value) => Ok(value),
            _ => Err(Rejection::Unexpected),
        }
    }

    fn integer(&mut self, strictness: Strictness) -> Result<i64, Rejection> {
        match self.take()? {
            Tree::Integer(value) => Ok(value),
            Tree::Double(value) => strictness.integer(value).ok_or(Rejection::Unexpected),
            _ => Err(Rejection::Unexpected),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "the nearest double")]
    fn double(&mut self) -> Result<f64, Rejection> {
        match self.take()? {
            Tree::Double(value) => Ok(value),
            Tree::Integer(value) => Ok(value as f64),
            Tree::Unsigned(value) => Ok(value as f64),
            Tree::Text(text) => not_a_number(&text),
            _ => Err(Rejection::Unexpected),
        }
    }

    fn number(&mut self, _: Strictness) -> Result<Cow<'de, str>, Rejection> {
        match self.take()? {
            Tree::Text(text) => Ok(text),
            Tree::Integer(value) => Ok(value.to_string().into()),
            Tree::Unsigned(value) => Ok(value.to_string().into()),
            Tree::Double(value) if value.is_finite() => Ok(value.to_string().into()),
            _ => Err(Rejection::Unexpected),
        }
    }

    fn string(&mut self) -> Result<Cow<'de, str>, Rejection> {
        match self.take()? {
            Tree::Text(text) => Ok(text),
            _ => Err(Rejection::Unexpected),
        }
    }

    fn timestamp(&mut self, _: &Member, strictness: Strictness) -> Result<Option<Timestamp>, Rejection> {
        match self.take()? {
            Tree::Text(text) => Ok(Timestamp::parse(&text, TimestampFormat::DateTime, strictness)),
            Tree::Integer(seconds) => Ok(Some(Timestamp::from_seconds(seconds))),
            // A double holds microseconds of any date of this age, and no more.
            Tree::Double(seconds) => {
                Ok(Timestamp::parse(&format!("{seconds:.6}"), TimestampFormat::EpochSeconds, strictness))
            }
            _ => Err(Rejection::Unexpected),
        }
    }

    fn blob(&mut self, _: Strictness) -> Result<Option<Blob>, Rejection> {
        match self.take()? {
            Tree::Text(text) => Ok(BASE64.decode(&*text).ok().map(Blob::from)),
            Tree::Bytes(bytes) => Ok(Some(bytes.into_owned().into())),
            // Formats without bytes of their own have lists of numbers.
            Tree::List(list) => {
                let byte = |tree| match tree {
                    Tree::Integer(value) => u8::try_from(value).ok(),
                    _ => None,
                };
                let bytes: Option<Vec<u8>> = list.into_iter().map(byte).collect();
                bytes.map(|bytes| Some(bytes.into())).ok_or(Rejection::Unexpected)
            }
            _ => Err(Rejection::Unexpected),
        }
    }

    fn document(&mut self, _: usize) -> Result<Document, Rejection> {
        self.take().map(Tree::into_document)
    }

    fn skip(&mut self) -> Result<(), Rejection> {
        self.take().map(drop)
    }

    fn list(&mut self) -> Result<(), Rejection> {
        match self.take()? {
            Tree::List(list) => self.around.push(Rest::List(list.into_iter())),
            _ => return Err(Rejection::Unexpected),
        }
        Ok(())
    }

    fn element(&mut self, _: bool) -> Result<bool, Rejection> {
        let element = self.advance(|rest| match rest {
            Rest::List(list) => list.next().map(|tree| ((), tree)),
            Rest::Map(_) => None,
        });
        Ok(element.is_some())
    }

    fn map(&mut self) -> Result<(), Rejection> {
        match self.take()? {
            Tree::Map(map) => self.around.push(Rest::Map(map.into_iter())),
            _ => return Err(Rejection::Unexpected),
        }
        Ok(())
    }

    fn key(&mut self, _: bool) -> Result<Option<Cow<'de, str>>, Rejection> {
        Ok(self.advance(|rest| match rest {
            Rest::Map(map) => map.next(),
            Rest::List(_) => None,
        }))
    }
}
