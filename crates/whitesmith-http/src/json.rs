//! JSON, as every protocol of the JSON family puts it into bodies
//! ([JSON shape serialization](https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#shape-serialization)).
//!
//! Values are written straight into bytes, and read in place from a cursor over the text, with `serde_json` for what is
//! rare; neither allocates for what it does not keep. Values may lie [`whitesmith::read::MAX_DEPTH`] deep in each other, and the size of a text is
//! for whoever receives the body to limit: reading takes time and memory in proportion to it.

mod cursor;
mod document;
mod format;
mod number;
mod output;
mod read;
mod source;
mod string;
mod write;

pub use format::{BigNumbers, JsonFormat};
pub use read::{JsonError, read_member, read_members};
pub use write::{write_document, write_members, write_value};

use whitesmith::Document;
use whitesmith::read::MAX_DEPTH;
use whitesmith::schema::Member;
use whitesmith::shape::{Ref, Structure};

use crate::Strictness;
use crate::binding::codec::{Codec, Included};
use crate::error::{Missing, ReadError, WriteError};

/// JSON in the bodies of a protocol.
#[derive(Clone, Copy, Debug)]
pub struct JsonCodec {
    /// The media type of the protocol's documents.
    pub media_type: &'static str,
    /// How the protocol has it.
    pub format: JsonFormat,
}

impl JsonCodec {
    /// The JSON of restJson1: `application/json`, names by `@jsonName`, big numbers as numbers.
    pub const REST_JSON: Self = Self { media_type: "application/json", format: JsonFormat::REST_JSON };
}

impl Codec for JsonCodec {
    fn media_type(&self) -> &'static str {
        self.media_type
    }

    fn empty_document(&self) -> &'static [u8] {
        b"{}"
    }

    fn write_members(&self, value: &dyn Structure, included: Included<'_>) -> Result<Vec<u8>, WriteError> {
        write_members(self.format, value, included)
    }

    fn write_value(&self, member: &'static Member, value: Ref<'_>) -> Result<Vec<u8>, WriteError> {
        write_value(self.format, member, value)
    }

    fn read_members(
        &self,
        bytes: &[u8],
        into: &mut dyn Structure,
        included: Included<'_>,
        strictness: Strictness,
        missing: &mut Missing,
    ) -> Result<(), ReadError> {
        read_members(self.format, bytes, into, included, strictness, missing)
    }

    fn read_member(
        &self,
        bytes: &[u8],
        index: usize,
        into: &mut dyn Structure,
        strictness: Strictness,
        missing: &mut Missing,
    ) -> Result<(), ReadError> {
        read_member(self.format, bytes, index, into, strictness, missing)
    }
}

/// The document that is the whole text; `None` if it is none.
pub fn read_document(bytes: &[u8]) -> Option<Document> {
    let mut cursor = cursor::Cursor::new(std::str::from_utf8(bytes).ok()?);
    let document = document::read(&mut cursor, MAX_DEPTH).ok()?;
    cursor.end().ok().map(|()| document)
}

#[cfg(test)]
mod tests;
