//! Interned shape ids: `namespace#Shape` and `namespace#Shape$member`.
//!
//! A [`ShapeId`] is one pointer. Comparing and hashing it never looks at its text, which is what makes a
//! model of thousands of shapes cheap to walk. Ordering *does* look at the text, so that anything sorted
//! by id is the same on every machine. Interned text lives as long as the process, as a compiler's symbols do.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{LazyLock, RwLock};

use rustc_hash::FxHashSet;

use crate::ids;

/// The absolute id of a shape or of a member
/// ([Shape ID](https://smithy.io/2.0/spec/model.html#shape-id)).
#[derive(Clone, Copy)]
pub struct ShapeId(&'static Interned);

/// What an id points at: its text, and where its parts begin.
pub(crate) struct Interned {
    text: &'static str,
    /// Byte offset of `#`.
    hash: usize,
    /// Byte offset of `$`, or the length of the text when there is no member.
    dollar: usize,
}

impl Interned {
    /// Splits `text`, which must hold a `#`.
    pub(crate) const fn new(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        let (mut hash, mut dollar, mut i) = (0, bytes.len(), 0);
        while i < bytes.len() {
            match bytes[i] {
                b'#' => hash = i,
                b'$' => dollar = i,
                _ => {}
            }
            i += 1;
        }
        Self { text, hash, dollar }
    }
}

/// An entry of the interner: found by text, stored by reference.
struct Entry(&'static Interned);

impl Borrow<str> for Entry {
    fn borrow(&self) -> &str {
        self.0.text
    }
}
impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.0.text == other.0.text
    }
}
impl Eq for Entry {}
impl Hash for Entry {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.text.hash(state);
    }
}

static INTERNER: LazyLock<RwLock<FxHashSet<Entry>>> =
    LazyLock::new(|| RwLock::new(ids::WELL_KNOWN.iter().map(|id| Entry(id.interned())).collect()));

impl ShapeId {
    /// An id over a well-known static entry; see [`crate::ids`].
    pub(crate) const fn from_static(interned: &'static Interned) -> Self {
        Self(interned)
    }

    fn interned(self) -> &'static Interned {
        self.0
    }

    /// Parses and interns an absolute id.
    ///
    /// # Errors
    /// When `text` is not `namespace#Shape` or `namespace#Shape$member` as the ABNF of shape ids has it.
    pub fn parse(text: &str) -> Result<Self, InvalidShapeId> {
        // Whatever has been interned is valid; most ids of a model come up many times.
        if let Some(known) = Self::known(text) {
            return Ok(known);
        }
        if is_valid(text) { Ok(Self::intern(text)) } else { Err(InvalidShapeId(text.into())) }
    }

    /// Joins a namespace and a shape name that are known to be valid.
    pub(crate) fn from_parts(namespace: &str, name: &str) -> Self {
        Self::intern_parts([namespace, "#", name])
    }

    /// The id, if it has been interned before.
    fn known(text: &str) -> Option<Self> {
        // A poisoned lock still guards a whole set: insertion is the last thing that happens under it.
        let read = INTERNER.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        read.get(text).map(|entry| Self(entry.0))
    }

    /// Interns the id that some parts make together, and that is known to be valid.
    fn intern_parts(parts: [&str; 3]) -> Self {
        thread_local! {
            static BUFFER: RefCell<String> = const { RefCell::new(String::new()) };
        }
        BUFFER.with_borrow_mut(|buffer| {
            buffer.clear();
            buffer.extend(parts);
            Self::intern(buffer)
        })
    }

    /// Interns an id that is known to be valid.
    pub(crate) fn intern(text: &str) -> Self {
        if let Some(known) = Self::known(text) {
            return known;
        }
        let mut write = INTERNER.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(entry) = write.get(text) {
            return Self(entry.0);
        }
        let interned: &'static Interned = Box::leak(Box::new(Interned::new(String::leak(text.into()))));
        write.insert(Entry(interned));
        Self(interned)
    }

    /// The whole id as text.
    pub fn as_str(self) -> &'static str {
        self.0.text
    }

    /// The part before `#`.
    pub fn namespace(self) -> &'static str {
        &self.0.text[..self.0.hash]
    }

    /// The shape's name: what stands between `#` and `$`.
    pub fn name(self) -> &'static str {
        &self.0.text[self.0.hash + 1..self.0.dollar]
    }

    /// The member's name, if this is the id of a member.
    pub fn member(self) -> Option<&'static str> {
        self.0.text.get(self.0.dollar + 1..)
    }

    /// Whether this is the id of a member.
    pub fn is_member(self) -> bool {
        self.0.dollar < self.0.text.len()
    }

    /// The id of the member `name` of this shape (of this member's container, when this is a member).
    #[must_use]
    pub fn with_member(self, name: &str) -> Self {
        Self::intern_parts([&self.0.text[..self.0.dollar], "$", name])
    }

    /// The id of the shape that contains this member; the id itself when it is not a member.
    #[must_use]
    pub fn without_member(self) -> Self {
        if self.is_member() { Self::intern(&self.0.text[..self.0.dollar]) } else { self }
    }
}

impl PartialEq for ShapeId {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}
impl Eq for ShapeId {}
impl Hash for ShapeId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::ptr::from_ref(self.0).hash(state);
    }
}
impl Ord for ShapeId {
    fn cmp(&self, other: &Self) -> Ordering {
        if self == other { Ordering::Equal } else { self.0.text.cmp(other.0.text) }
    }
}
impl PartialOrd for ShapeId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl fmt::Display for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0.text)
    }
}
impl fmt::Debug for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.text)
    }
}
impl std::str::FromStr for ShapeId {
    type Err = InvalidShapeId;
    fn from_str(text: &str) -> Result<Self, InvalidShapeId> {
        Self::parse(text)
    }
}

/// The text given is not an absolute shape id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidShapeId(Box<str>);

impl fmt::Display for InvalidShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid shape ID `{}`: expected `namespace#Shape` or `namespace#Shape$member`", self.0)
    }
}
impl std::error::Error for InvalidShapeId {}

/// Whether `text` is an absolute shape id, with or without a member.
fn is_valid(text: &str) -> bool {
    let Some((namespace, rest)) = text.split_once('#') else { return false };
    let (name, member) = match rest.split_once('$') {
        Some((name, member)) => (name, Some(member)),
        None => (rest, None),
    };
    is_namespace(namespace) && is_identifier(name) && member.is_none_or(is_identifier)
}

/// Whether `text` is a namespace: identifiers joined by dots.
pub fn is_namespace(text: &str) -> bool {
    text.split('.').all(is_identifier)
}

/// Whether `text` is an identifier: an ASCII letter, or underscores and then a letter or digit, then
/// letters, digits and underscores ([ABNF](https://smithy.io/2.0/spec/model.html#shape-id-abnf)).
pub fn is_identifier(text: &str) -> bool {
    let start = text.trim_start_matches('_');
    let Some(first) = start.bytes().next() else { return false };
    let starts = first.is_ascii_alphabetic() || (start.len() < text.len() && first.is_ascii_digit());
    starts && start.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_identity() {
        let id = ShapeId::parse("smithy.example#Foo$bar").unwrap();
        assert_eq!((id.namespace(), id.name(), id.member()), ("smithy.example", "Foo", Some("bar")));
        assert_eq!(id, ShapeId::parse("smithy.example#Foo").unwrap().with_member("bar"));
        assert_eq!(id.without_member().to_string(), "smithy.example#Foo");
        assert_eq!(ShapeId::parse("smithy.api#required").unwrap(), ids::REQUIRED);
    }

    #[test]
    fn validity() {
        for (text, expected) in [
            ("a#B", true),
            ("a.b#C$d", true),
            ("a#_1", true),
            ("a#__x", true),
            ("_a#b", true),
            ("a", false),
            ("#B", false),
            ("a#", false),
            ("a#B$", false),
            ("a..b#C", false),
            ("a#1", false),
            ("a#_", false),
            ("a#B$c$d", false),
            ("a#é", false),
            ("", false),
        ] {
            assert_eq!(ShapeId::parse(text).is_ok(), expected, "{text}");
        }
    }
}
