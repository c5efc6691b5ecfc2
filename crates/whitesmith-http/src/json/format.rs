//! What JSON does its own way, and what protocols do their own way in JSON.

use std::borrow::Cow;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::general_purpose::STANDARD as BASE64;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::de::{Deserialize, Deserializer, Visitor};
use serde_json::value::RawValue;
use whitesmith::schema::{Member, TimestampFormat};
use whitesmith::serde::Format;
use whitesmith::{Document, Strictness, Timestamp};

use super::document;

/// How a protocol has its JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonFormat {
    /// Whether `@jsonName` counts; otherwise members have their names of the model.
    pub json_names: bool,
    /// The format of timestamps that have none in the model; with `None`, the model's formats do not count either
    /// and all are seconds.
    pub timestamps: Option<TimestampFormat>,
    /// How big numbers are written.
    pub big_numbers: BigNumbers,
}

/// How a protocol has numbers of any size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BigNumbers {
    /// As JSON numbers, of as many digits as they have.
    Numbers,
    /// As strings.
    Strings,
}

impl JsonFormat {
    /// That of restJson1.
    pub const REST_JSON: Self =
        Self { json_names: true, timestamps: Some(TimestampFormat::EpochSeconds), big_numbers: BigNumbers::Numbers };

    /// The format that a timestamp of this member has.
    pub fn timestamp_format(self, member: &Member) -> TimestampFormat {
        match self.timestamps {
            Some(default) => member.timestamp_format().unwrap_or(default),
            None => TimestampFormat::EpochSeconds,
        }
    }
}

/// Base64 as clients take it: with or without padding, and whatever the spare bits hold.
const LENIENT_BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

impl Format for JsonFormat {
    fn name(self, member: &Member) -> &'static str {
        if self.json_names { member.json_name() } else { member.name() }
    }

    fn timestamp<'de, D: Deserializer<'de>>(
        self,
        member: &'static Member,
        strictness: Strictness,
        deserializer: D,
    ) -> Result<Option<Timestamp>, D::Error> {
        let format = self.timestamp_format(member);
        let text = <&RawValue>::deserialize(deserializer)?.get();
        let Some(quoted) = unquoted(text) else {
            // A number.
            let lenient = strictness == Strictness::Lenient;
            let format = if lenient { TimestampFormat::EpochSeconds } else { format };
            let plausible = format == TimestampFormat::EpochSeconds;
            return Ok(Timestamp::parse(text, format, strictness).filter(|_| plausible));
        };
        let formats: &[_] = match (strictness, format) {
            (Strictness::Strict, TimestampFormat::EpochSeconds) => &[],
            (Strictness::Strict, _) => &[format],
            (Strictness::Lenient, _) => {
                &[format, TimestampFormat::DateTime, TimestampFormat::EpochSeconds, TimestampFormat::HttpDate]
            }
        };
        Ok(formats.iter().find_map(|format| Timestamp::parse(&quoted, *format, strictness)))
    }

    fn blob<'de, D: Deserializer<'de>>(
        self,
        strictness: Strictness,
        deserializer: D,
    ) -> Result<Option<Vec<u8>>, D::Error> {
        deserializer.deserialize_str(Base64(strictness))
    }

    fn number<'de, D: Deserializer<'de>>(
        self,
        strictness: Strictness,
        deserializer: D,
    ) -> Result<Option<Cow<'de, str>>, D::Error> {
        let text = <&RawValue>::deserialize(deserializer)?.get();
        let accepts = |of| strictness == Strictness::Lenient || self.big_numbers == of;
        Ok(match unquoted(text) {
            Some(quoted) => Some(quoted).filter(|_| accepts(BigNumbers::Strings)),
            None => Some(text.into()).filter(|_| accepts(BigNumbers::Numbers)),
        })
    }

    fn document<'de, D: Deserializer<'de>>(self, depth: usize, deserializer: D) -> Result<Document, D::Error> {
        let text = <&RawValue>::deserialize(deserializer)?.get();
        document::read(text, depth).map_err(serde::de::Error::custom)
    }
}

/// The text inside a JSON string; `None` for any other value, and for a string that is not Unicode.
fn unquoted(text: &str) -> Option<Cow<'_, str>> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    if inner.contains('\\') { serde_json::from_str(text).ok().map(Cow::Owned) } else { Some(inner.into()) }
}

/// Reads base64.
struct Base64(Strictness);

impl Visitor<'_> for Base64 {
    type Value = Option<Vec<u8>>;
    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a string")
    }
    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(match self.0 {
            Strictness::Strict => BASE64.decode(text),
            Strictness::Lenient => LENIENT_BASE64.decode(text),
        }
        .ok())
    }
}
