//! Simple values.

use super::reader::Reader;
use super::{MAX_DEPTH, Rejection, Source};
use crate::path::Path;
use crate::schema::Member;
use crate::shape::Mut;

/// Fills a simple value other than a string.
pub(super) fn read<'s, S: Source<'s>>(
    reader: &mut Reader<S>,
    member: &'static Member,
    slot: Mut<'_>,
    path: &Path<'_>,
) -> Result<(), Rejection> {
    let (strictness, source) = (reader.strictness, &mut reader.source);
    match slot {
        Mut::Boolean(value) => *value = source.boolean()?,
        Mut::Byte(value) => *value = narrow(source.integer(strictness)?)?,
        Mut::Short(value) => *value = narrow(source.integer(strictness)?)?,
        Mut::Integer(value) => *value = narrow(source.integer(strictness)?)?,
        Mut::Long(value) => *value = source.integer(strictness)?,
        Mut::IntEnum(value) => value.set(narrow(source.integer(strictness)?)?),
        Mut::Double(value) => *value = source.double()?,
        Mut::Float(value) => {
            let wide = source.double()?;
            #[expect(clippy::cast_possible_truncation, reason = "the nearest float, unless there is none")]
            let near = wide as f32;
            if near.is_infinite() && wide.is_finite() {
                return Err(reader.reject(path, "a number that a 32-bit float holds"));
            }
            *value = near;
        }
        Mut::BigInteger(value) => {
            *value = source.number(strictness)?.parse().map_err(|_| Rejection::Unexpected)?;
        }
        Mut::BigDecimal(value) => {
            *value = source.number(strictness)?.parse().map_err(|_| Rejection::Unexpected)?;
        }
        Mut::Timestamp(value) => match source.timestamp(member, strictness)? {
            Some(timestamp) => *value = timestamp,
            None => return Err(reader.reject(path, "a timestamp in the format of the model")),
        },
        Mut::Blob(value) => match source.blob(strictness)? {
            Some(blob) => *value = blob,
            None => return Err(reader.reject(path, "base64 in its standard alphabet, with padding")),
        },
        Mut::Document(value) => {
            *value = source.document(MAX_DEPTH.saturating_sub(path.depth()))?;
        }
        // Streams never travel inside a document; the others are none of the simple types.
        _ => source.skip()?,
    }
    Ok(())
}

fn narrow<T: TryFrom<i64>>(wide: i64) -> Result<T, Rejection> {
    T::try_from(wide).map_err(|_| Rejection::Unexpected)
}
