//! Simple values.

use std::fmt;

use ::serde::Deserialize as _;
use ::serde::de::{Deserializer, Error, Visitor};

use super::super::{Format, Path};
use super::{Reader, expected, ignore};
use crate::schema::Member;
use crate::shape::{Mut, StringEnum};

/// Fills a simple value other than a string.
pub(super) fn read<'de, D: Deserializer<'de>, F: Format>(
    reader: &mut Reader<F>,
    member: &'static Member,
    slot: Mut<'_>,
    path: &Path<'_>,
    deserializer: D,
) -> Result<(), D::Error> {
    let (format, strictness) = (reader.format, reader.strictness);
    let kind = member.target().kind();
    let integer = Integer { fractions: !reader.is_strict(), expected: expected(kind) };
    match slot {
        Mut::Boolean(value) => *value = bool::deserialize(deserializer)?,
        Mut::Byte(value) => *value = narrow(deserializer.deserialize_i64(integer)?)?,
        Mut::Short(value) => *value = narrow(deserializer.deserialize_i64(integer)?)?,
        Mut::Integer(value) => *value = narrow(deserializer.deserialize_i64(integer)?)?,
        Mut::Long(value) => *value = deserializer.deserialize_i64(integer)?,
        Mut::IntEnum(value) => value.set(narrow(deserializer.deserialize_i64(integer)?)?),
        Mut::Double(value) => *value = deserializer.deserialize_any(Float)?,
        Mut::Float(value) => {
            let wide = deserializer.deserialize_any(Float)?;
            #[expect(clippy::cast_possible_truncation, reason = "the nearest float, unless there is none")]
            let near = wide as f32;
            if near.is_infinite() && wide.is_finite() {
                return Err(reader.reject(path, "a number that a 32-bit float holds"));
            }
            *value = near;
        }
        Mut::BigInteger(value) => {
            let text = format.number(strictness, deserializer)?;
            match text.and_then(|text| text.parse().ok()) {
                Some(number) => *value = number,
                None => return Err(D::Error::custom("no integer")),
            }
        }
        Mut::BigDecimal(value) => {
            let text = format.number(strictness, deserializer)?;
            match text.and_then(|text| text.parse().ok()) {
                Some(number) => *value = number,
                None => return Err(D::Error::custom("no number")),
            }
        }
        Mut::Timestamp(value) => match format.timestamp(member, strictness, deserializer)? {
            Some(timestamp) => *value = timestamp,
            None => return Err(reader.reject(path, "a timestamp in the format of the model")),
        },
        Mut::Blob(value) => match format.blob(strictness, deserializer)? {
            Some(bytes) => *value = bytes.into(),
            None => return Err(reader.reject(path, "base64 in its standard alphabet, with padding")),
        },
        Mut::Document(value) => {
            *value = format.document(super::MAX_DEPTH.saturating_sub(path.depth()), deserializer)?;
        }
        // Streams never travel inside a document; the others are none of the simple types.
        _ => ignore(deserializer)?,
    }
    Ok(())
}

fn narrow<T: TryFrom<i64>, E: Error>(wide: i64) -> Result<T, E> {
    T::try_from(wide).map_err(|_| E::custom("the integer is too large"))
}

/// A string, into its place.
pub(super) struct Text<'a>(pub(super) &'a mut String);

impl Visitor<'_> for Text<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }
    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        // The place is empty: there is no room in it to use again, and a new string is as long as its text.
        *self.0 = String::from(text);
        Ok(())
    }
    fn visit_string<E>(self, text: String) -> Result<(), E> {
        *self.0 = text;
        Ok(())
    }
}

/// The text of an enum, into its place.
pub(super) struct Enum<'a>(pub(super) &'a mut dyn StringEnum);

impl Visitor<'_> for Enum<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }
    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.set(text);
        Ok(())
    }
}

/// An integer. A client takes `1.0` for one.
struct Integer {
    fractions: bool,
    expected: &'static str,
}

impl Visitor<'_> for Integer {
    type Value = i64;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }
    fn visit_i64<E>(self, value: i64) -> Result<i64, E> {
        Ok(value)
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<i64, E> {
        i64::try_from(value).map_err(|_| E::custom("the integer is too large"))
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<i64, E> {
        // Beyond 2^53 a float does not say which integer was meant.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.fractions && value.fract() == 0.0 && value.abs() <= EXACT {
            #[expect(clippy::cast_possible_truncation, reason = "an integer below 2^53")]
            return Ok(value as i64);
        }
        Err(E::custom("not an integer"))
    }
}

/// A number, or one of the words for what is not a number.
struct Float;

impl Visitor<'_> for Float {
    type Value = f64;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }
    fn visit_f64<E>(self, value: f64) -> Result<f64, E> {
        Ok(value)
    }
    #[expect(clippy::cast_precision_loss, reason = "the nearest double")]
    fn visit_i64<E>(self, value: i64) -> Result<f64, E> {
        Ok(value as f64)
    }
    #[expect(clippy::cast_precision_loss, reason = "the nearest double")]
    fn visit_u64<E>(self, value: u64) -> Result<f64, E> {
        Ok(value as f64)
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<f64, E> {
        match text {
            "NaN" => Ok(f64::NAN),
            "Infinity" => Ok(f64::INFINITY),
            "-Infinity" => Ok(f64::NEG_INFINITY),
            _ => Err(E::custom("not a number")),
        }
    }
}
