//! What a reader asks of a format.

use std::borrow::Cow;

use crate::blob::Blob;
use crate::document::Document;
use crate::schema::Member;
use crate::strictness::Strictness;
use crate::timestamp::Timestamp;

/// A text or bytes of some format, as the values in it, one after another.
///
/// Every method takes what comes next, and fails if that is something else. What it then stands at is of no
/// account: nothing more is asked of it.
pub trait Source<'s> {
    /// The name of a member on the wire.
    fn name_of(&self, member: &Member) -> &'static str;

    /// Passes over a null; `false`, and nothing happens, if a value comes instead.
    fn null(&mut self) -> Result<bool, Rejection>;

    /// A boolean.
    fn boolean(&mut self) -> Result<bool, Rejection>;

    /// An integer of 64 bits. A client takes `1.0` for one.
    fn integer(&mut self, strictness: Strictness) -> Result<i64, Rejection>;

    /// A number, or what the format has for what is not a number.
    fn double(&mut self) -> Result<f64, Rejection>;

    /// The text of a number of any size.
    fn number(&mut self, strictness: Strictness) -> Result<Cow<'s, str>, Rejection>;

    /// A string.
    fn string(&mut self) -> Result<Cow<'s, str>, Rejection>;

    /// Fills in a string.
    fn fill(&mut self, value: &mut String) -> Result<(), Rejection> {
        *value = self.string()?.into_owned();
        Ok(())
    }

    /// A timestamp. `None` if it is not of the format that the member asks for.
    fn timestamp(&mut self, member: &Member, strictness: Strictness) -> Result<Option<Timestamp>, Rejection>;

    /// A blob. `None` if its bytes are not encoded as they must be.
    fn blob(&mut self, strictness: Strictness) -> Result<Option<Blob>, Rejection>;

    /// A document, in which values may lie `depth` deep.
    fn document(&mut self, depth: usize) -> Result<Document, Rejection>;

    /// Passes over a value, which may lie as deep as it likes.
    fn skip(&mut self) -> Result<(), Rejection>;

    /// The beginning of a list.
    fn list(&mut self) -> Result<(), Rejection>;

    /// Whether there is one more element, or the first, in a list; passes over the end if there is none.
    fn element(&mut self, first: bool) -> Result<bool, Rejection>;

    /// The beginning of a map.
    fn map(&mut self) -> Result<(), Rejection>;

    /// The key of one more entry, or the first, of a map; passes over the end if there is none.
    fn key(&mut self, first: bool) -> Result<Option<Cow<'s, str>>, Rejection>;

    /// The same for a map of which the keys are names of `members`, `likely` being the index of the most likely one:
    /// writers keep to the order of the model.
    fn member(&mut self, first: bool, members: &[Member], likely: usize) -> Result<Option<Found>, Rejection> {
        let Some(key) = self.key(first)? else { return Ok(None) };
        Ok(Some(self.find(&key, members, likely)))
    }

    /// Looks for a name: first behind the likely member, where those that were left out are passed over, and then
    /// before it.
    fn find(&self, name: &str, members: &[Member], likely: usize) -> Found {
        find_by(|member| self.name_of(member) == name, members, likely)
    }
}

/// The member that `is` the one looked for, as [`Source::find`] looks for it.
#[inline]
pub fn find_by(is: impl Fn(&Member) -> bool, members: &[Member], likely: usize) -> Found {
    let (before, behind) = members.split_at(likely.min(members.len()));
    let found = behind.iter().position(&is).map(|index| before.len() + index);
    found.or_else(|| before.iter().position(&is)).map_or(Found::Unknown, Found::Member)
}

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// The member at this index.
    Member(usize),
    /// No member.
    Unknown,
}

/// Why a source does not give what it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// What comes is not of the format at all, or is cut off.
    Malformed,
    /// What comes is a value of another type, or one that the type does not hold.
    Unexpected,
}

/// The double that a text stands for where a format has no number for it: `NaN` or an infinity.
pub fn not_a_number(text: &str) -> Result<f64, Rejection> {
    match text {
        "NaN" => Ok(f64::NAN),
        "Infinity" => Ok(f64::INFINITY),
        "-Infinity" => Ok(f64::NEG_INFINITY),
        _ => Err(Rejection::Unexpected),
    }
}
