//! Values of every type, and what there is to say about them.

use std::fmt;

use super::{MAX_DEPTH, Rejection, Source, scalar, structure, union};
use crate::path::{Path, Segment};
use crate::schema::{Kind, Member};
use crate::shape::{List, Map, Mut, Structure};
use crate::strictness::Strictness;

/// Which members of the outermost structure are read; the others count as unknown.
pub type Included<'a> = &'a dyn Fn(&Member) -> bool;

/// Reads values, and keeps what there is to say about them.
#[derive(Debug)]
pub struct Reader<S> {
    pub(super) source: S,
    pub(super) strictness: Strictness,
    pub(super) missing: Vec<String>,
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

impl<'s, S: Source<'s>> Reader<S> {
    /// A reader of this source.
    pub fn new(source: S, strictness: Strictness) -> Self {
        Self { source, strictness, missing: Vec::new(), failure: None }
    }

    /// The source, at what comes next.
    pub fn source(&mut self) -> &mut S {
        &mut self.source
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
    pub fn structure(&mut self, into: &mut dyn Structure, included: Included<'_>) -> Result<(), Rejection> {
        structure::read(self, into, Some(included), &Path::ROOT)
            .map_err(|rejection| self.failed(&Path::ROOT, expected(Kind::Structure), rejection))
    }

    /// Fills a value that stands alone, as `member` describes it.
    pub fn value(&mut self, member: &'static Member, into: Mut<'_>) -> Result<(), Rejection> {
        self.present(member, Some(into), &Path::ROOT)
    }

    /// Fills the member at `index` with a value that stands alone. Where a client reads null instead, it stays absent;
    /// a server takes no null, and for a document it is a value as any other.
    pub fn member(&mut self, index: usize, into: &mut dyn Structure) -> Result<(), Rejection> {
        let Some(member) = into.schema().members().get(index) else { return self.source.skip() };
        if !self.is_strict() && member.target().kind() != Kind::Document && self.source.null()? {
            if member.is_required() {
                self.missing.push(Path::ROOT.then(Segment::Name(member.name())).to_string());
            }
            return Ok(());
        }
        self.present(member, into.member_mut(index), &Path::ROOT)
    }

    pub(super) fn is_strict(&self) -> bool {
        self.strictness == Strictness::Strict
    }

    /// Fills a value that must be there; passes over it if it has no place.
    ///
    /// Most values are strings: asked first, and apart from all others, that is a branch that processors predict.
    ///
    /// The place comes as it was given, an `Option`: to take it out of that means to copy it, which processors cannot do
    /// before all that was just written of it has reached memory.
    #[inline]
    pub(super) fn present(
        &mut self,
        member: &'static Member,
        mut slot: Option<Mut<'_>>,
        path: &Path<'_>,
    ) -> Result<(), Rejection> {
        let Some(Mut::String(value)) = &mut slot else { return self.no_string(member, slot, path) };
        self.source.fill(value).map_err(|rejection| self.failed(path, expected(Kind::String), rejection))
    }

    #[inline(never)]
    fn no_string(&mut self, member: &'static Member, slot: Option<Mut<'_>>, path: &Path<'_>) -> Result<(), Rejection> {
        let Some(slot) = slot else { return self.source.skip() };
        let result = match slot {
            Mut::Enum(value) => self.source.string().map(|text| value.set(&text)),
            Mut::Structure(value) => self.deeper(path, |reader| structure::read(reader, value, None, path)),
            Mut::List(list) => self.deeper(path, |reader| reader.list(member, list, path)),
            Mut::Map(map) => self.deeper(path, |reader| reader.map(member, map, path)),
            Mut::Union(value) => self.deeper(path, |reader| union::read(reader, value, path)),
            slot => scalar::read(self, member, slot, path),
        };
        result.map_err(|rejection| self.failed(path, expected(member.target().kind()), rejection))
    }

    /// Reads what is inside of a value.
    fn deeper(
        &mut self,
        path: &Path<'_>,
        read: impl FnOnce(&mut Self) -> Result<(), Rejection>,
    ) -> Result<(), Rejection> {
        if path.depth() > MAX_DEPTH {
            return Err(self.reject(path, "values that lie less deep in each other"));
        }
        read(self)
    }

    fn list(&mut self, member: &'static Member, list: &mut dyn List, path: &Path<'_>) -> Result<(), Rejection> {
        self.source.list()?;
        let Some(element) = member.target().element() else { return Err(Rejection::Unexpected) };
        let mut index = 0;
        while self.source.element(index == 0)? {
            let null = member.target().is_sparse() && self.source.null()?;
            let slot = list.push(null);
            if !null {
                self.present(element, slot, &path.then(Segment::Index(index)))?;
            }
            index += 1;
        }
        Ok(())
    }

    fn map(&mut self, member: &'static Member, map: &mut dyn Map, path: &Path<'_>) -> Result<(), Rejection> {
        self.source.map()?;
        let Some(value) = member.target().value() else { return Err(Rejection::Unexpected) };
        let mut first = true;
        while let Some(key) = self.source.key(first)? {
            first = false;
            let null = member.target().is_sparse() && self.source.null()?;
            let slot = map.insert(&key, null);
            if !null {
                self.present(value, slot, &path.then(Segment::Name(&key)))?;
            }
        }
        Ok(())
    }

    /// Notes what a value should have been: the innermost that failed says it first, and that stays.
    #[cold]
    fn failed(&mut self, path: &Path<'_>, expected: &'static str, rejection: Rejection) -> Rejection {
        if rejection == Rejection::Unexpected {
            self.failure.get_or_insert_with(|| Failure { path: path.to_string(), expected });
        }
        rejection
    }

    /// Rejects a value.
    #[cold]
    pub(super) fn reject(&mut self, path: &Path<'_>, expected: &'static str) -> Rejection {
        self.failed(path, expected, Rejection::Unexpected)
    }
}

/// What a value of this type looks like on the wire.
pub(super) fn expected(kind: Kind) -> &'static str {
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
