//! From JSON to values.

use std::fmt;

use whitesmith::Strictness;
use whitesmith::read::{Failure, Reader, Rejection};
use whitesmith::shape::Structure;

use super::JsonFormat;
use super::cursor::Cursor;
use super::source::JsonSource;
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
    read(format, bytes, strictness, missing, |reader| reader.structure(into, included))
}

/// Fills the member at `index`, of which the value is the whole text. Required members that are not there are added to
/// `missing`.
pub fn read_member(
    format: JsonFormat,
    bytes: &[u8],
    index: usize,
    into: &mut dyn Structure,
    strictness: Strictness,
    missing: &mut Missing,
) -> Result<(), ReadError> {
    read(format, bytes, strictness, missing, |reader| reader.member(index, into))
}

fn read<'s>(
    format: JsonFormat,
    bytes: &'s [u8],
    strictness: Strictness,
    missing: &mut Missing,
    fill: impl FnOnce(&mut Reader<JsonSource<'s>>) -> Result<(), Rejection>,
) -> Result<(), ReadError> {
    // Once for all strings in it.
    let text = std::str::from_utf8(bytes).map_err(ReadError::body)?;
    let mut reader = Reader::new(JsonSource { format, cursor: Cursor::new(text) }, strictness);
    let result = fill(&mut reader).and_then(|()| reader.source().cursor.end());
    missing.append(reader.missing());
    result.map_err(|rejection| ReadError::body(JsonError::new(text, &mut reader, rejection)))
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
    fn new(text: &str, reader: &mut Reader<JsonSource<'_>>, rejection: Rejection) -> Self {
        let position = reader.source().cursor.position();
        let before = text.as_bytes().get(..position).unwrap_or(text.as_bytes());
        let reason = match (rejection, reader.failure()) {
            (Rejection::Unexpected, Some(failure)) => Reason::Value(failure),
            _ if position >= text.len() => Reason::End,
            _ => Reason::Syntax,
        };
        // Both count from 1, as an editor does.
        let (mut line, mut column) = (1, 1);
        for byte in before {
            (line, column) = if *byte == b'\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        Self { line, column, reason }
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
