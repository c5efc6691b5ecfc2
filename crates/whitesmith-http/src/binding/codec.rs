//! What a protocol puts into bodies.

pub use whitesmith::read::Included;
use whitesmith::schema::Member;
use whitesmith::shape::{Ref, Structure};

use crate::Strictness;
use crate::error::{Missing, ReadError, WriteError};

/// Writes and reads the documents of a protocol.
pub trait Codec: Send + Sync {
    /// The media type of its documents.
    fn media_type(&self) -> &'static str;

    /// The document of a structure of which no member is there.
    fn empty_document(&self) -> &'static [u8];

    /// The document of a structure's members in the body.
    fn write_members(&self, value: &dyn Structure, included: Included<'_>) -> Result<Vec<u8>, WriteError>;

    /// The document of one value that is the whole body.
    fn write_value(&self, member: &'static Member, value: Ref<'_>) -> Result<Vec<u8>, WriteError>;

    /// Fills a structure's members in the body. Required ones that are not there are added to `missing`.
    fn read_members(
        &self,
        bytes: &[u8],
        into: &mut dyn Structure,
        included: Included<'_>,
        strictness: Strictness,
        missing: &mut Missing,
    ) -> Result<(), ReadError>;

    /// Fills the member at `index`, of which the value is the whole body. If it is required, and a client reads that
    /// there is none, it is added to `missing`.
    fn read_member(
        &self,
        bytes: &[u8],
        index: usize,
        into: &mut dyn Structure,
        strictness: Strictness,
        missing: &mut Missing,
    ) -> Result<(), ReadError>;
}
