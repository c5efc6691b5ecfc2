//! From JSON to values.

use std::fmt;

use serde_json::de::StrRead;
use serde_json::error::Category;
use whitesmith::Strictness;
use whitesmith::schema::Member;
use whitesmith::serde::{Failure, Reader};
use whitesmith::shape::{Mut, Structure};

use super::JsonFormat;
use crate::binding::codec::Included;
use crate::error::{Missing, ReadError};

/// Fills a structure's members, as far as they are included. Required ones that are not there are added to
/// `missing`.
pub fn read_members(
    format: JsonFormat,
    bytes: &[u8],
    into: &mut dyn Structure,
    included: Included<'_>,
    strictness: Strictness,
    missing: &mut Missing,
) -> Result<(), ReadError> {
    read(format, bytes, strictness, missing, |reader, deserializer| reader.structure(into, included, deserializer))
}

/// Fills one value, as `member` describes it. Required members that are not there are added to `missing`.
pub fn read_value(
    format: JsonFormat,
    bytes: &[u8],
    member: &'static Member,
    into: Mut<'_>,
    strictness: Strictness,
    missing: &mut Missing,
) -> Result<(), ReadError> {
    read(format, bytes, strictness, missing, |reader, deserializer| reader.value(member, into, deserializer))
}

fn read<'de>(
    format: JsonFormat,
    bytes: &'de [u8],
    strictness: Strictness,
    missing: &mut Missing,
    fill: impl FnOnce(&mut Reader<JsonFormat>, &mut serde_json::Deserializer<StrRead<'de>>) -> Result<(), serde_json::Error>,
) -> Result<(), ReadError> {
    // Once for all strings in it.
    let text = std::str::from_utf8(bytes).map_err(ReadError::body)?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let mut reader = Reader::new(format, strictness);
    let result = fill(&mut reader, &mut deserializer).and_then(|()| deserializer.end());
    missing.append(reader.missing());
    result.map_err(|error| ReadError::body(JsonError::new(&error, reader.failure())))
}

/// Why a text was not read. It never holds any of the text, which may be sensitive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    line: usize,
    column: usize,
    reason: Reason,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Reason {
    /// It is no JSON.
    Syntax,
    /// It ends too early.
    End,
    /// A value is not of its type.
    Value(Failure),
}

impl JsonError {
    fn new(error: &serde_json::Error, failure: Option<Failure>) -> Self {
        let reason = match (error.classify(), failure) {
            (Category::Data, Some(failure)) => Reason::Value(failure),
            (Category::Eof, _) => Reason::End,
            _ => Reason::Syntax,
        };
        Self { line: error.line(), column: error.column(), reason }
    }

    /// The line of the text, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The byte of the line, from 1.
    pub fn column(&self) -> usize {
        self.column
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            Reason::Syntax => f.write_str("not JSON")?,
            Reason::End => f.write_str("the JSON ends too early")?,
            Reason::Value(failure) => fmt::Display::fmt(failure, f)?,
        }
        write!(f, " (line {}, column {})", self.line, self.column)
    }
}
impl std::error::Error for JsonError {}
