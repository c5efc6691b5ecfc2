//! One scalar as text ([HTTP bindings](https://smithy.io/2.0/spec/http-bindings.html)).

use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use whitesmith::Timestamp;
use whitesmith::schema::{Member, TimestampFormat};
use whitesmith::shape::{Mut, Ref};

use crate::Strictness;

/// Where the text stands, which decides how timestamps and strings with a media type are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In a header: timestamps are IMF-fixdates, strings with a media type are base64.
    Header,
    /// In a label or a query: timestamps are RFC 3339.
    Uri,
}

impl Location {
    /// The format of a timestamp member here.
    pub fn timestamp_format(self, member: &Member) -> TimestampFormat {
        member.timestamp_format().unwrap_or(match self {
            Self::Header => TimestampFormat::HttpDate,
            Self::Uri => TimestampFormat::DateTime,
        })
    }
}

/// The text is not a value of the member's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidText {
    /// What was expected.
    pub expected: &'static str,
}

impl fmt::Display for InvalidText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}
impl std::error::Error for InvalidText {}

/// The text of a scalar; `None` for values that have no text.
pub fn text<'a>(member: &Member, value: Ref<'a>, location: Location) -> Option<Cow<'a, str>> {
    Some(match value {
        Ref::String(value) if location == Location::Header && member.media_type().is_some() => {
            BASE64.encode(value).into()
        }
        Ref::String(value) => value.into(),
        Ref::Boolean(true) => "true".into(),
        Ref::Boolean(false) => "false".into(),
        Ref::Byte(value) => value.to_string().into(),
        Ref::Short(value) => value.to_string().into(),
        Ref::Integer(value) => value.to_string().into(),
        Ref::Long(value) => value.to_string().into(),
        Ref::Float(value) => special(value.into()).unwrap_or_else(|| float(value.into(), &value).into()),
        Ref::Double(value) => special(value).unwrap_or_else(|| float(value, &value).into()),
        Ref::BigInteger(value) => value.as_str().into(),
        Ref::BigDecimal(value) => value.as_str().into(),
        Ref::Timestamp(value) => value.format(location.timestamp_format(member))?.into(),
        Ref::Blob(value) => BASE64.encode(value).into(),
        _ => return None,
    })
}

/// The words for what is not a number.
fn special(value: f64) -> Option<Cow<'static, str>> {
    if value.is_nan() {
        Some("NaN".into())
    } else if value.is_infinite() {
        Some(if value > 0.0 { "Infinity" } else { "-Infinity" }.into())
    } else {
        None
    }
}

/// The shortest digits that give the same number; with an exponent where there would be many zeros.
fn float(size: f64, value: &(impl fmt::Display + fmt::LowerExp)) -> String {
    if size == 0.0 || (1e-6..1e17).contains(&size.abs()) { value.to_string() } else { format!("{value:e}") }
}

/// Reads a scalar into its place.
pub fn read(
    member: &Member,
    text: &str,
    into: Mut<'_>,
    location: Location,
    strictness: Strictness,
) -> Result<(), InvalidText> {
    let invalid = |expected| InvalidText { expected };
    match into {
        Mut::String(value) if location == Location::Header && member.media_type().is_some() => {
            *value = media_typed(text).ok_or_else(|| invalid("base64 of UTF-8 text"))?;
        }
        Mut::String(value) => text.clone_into(value),
        Mut::Enum(value) => value.set(text),
        Mut::Boolean(value) => {
            *value = match text {
                "true" => true,
                "false" => false,
                _ => return Err(invalid("true or false")),
            }
        }
        Mut::Byte(value) => *value = integer(text).ok_or_else(|| invalid("an 8-bit integer"))?,
        Mut::Short(value) => *value = integer(text).ok_or_else(|| invalid("a 16-bit integer"))?,
        Mut::Integer(value) => *value = integer(text).ok_or_else(|| invalid("a 32-bit integer"))?,
        Mut::Long(value) => *value = integer(text).ok_or_else(|| invalid("a 64-bit integer"))?,
        Mut::IntEnum(value) => value.set(integer(text).ok_or_else(|| invalid("a 32-bit integer"))?),
        Mut::Float(value) => *value = number(text).ok_or_else(|| invalid("a number"))?,
        Mut::Double(value) => *value = number(text).ok_or_else(|| invalid("a number"))?,
        Mut::BigInteger(value) => *value = text.parse().map_err(|_| invalid("an integer"))?,
        Mut::BigDecimal(value) => *value = text.parse().map_err(|_| invalid("a number"))?,
        Mut::Timestamp(value) => {
            let format = location.timestamp_format(member);
            *value = Timestamp::parse(text, format, strictness).ok_or_else(|| {
                invalid(match format {
                    TimestampFormat::DateTime => "a date-time such as 1985-04-12T23:20:50Z",
                    TimestampFormat::HttpDate => "an http-date such as Tue, 29 Apr 2014 18:30:38 GMT",
                    TimestampFormat::EpochSeconds => "seconds since 1970 such as 1515531081.123",
                })
            })?;
        }
        Mut::Blob(value) => *value = BASE64.decode(text).map_err(|_| invalid("base64"))?.into(),
        _ => return Err(invalid("a value that has no text")),
    }
    Ok(())
}

fn media_typed(text: &str) -> Option<String> {
    String::from_utf8(BASE64.decode(text).ok()?).ok()
}

/// An integer: digits behind an optional minus.
fn integer<T: std::str::FromStr>(text: &str) -> Option<T> {
    if text.starts_with('+') { None } else { text.parse().ok() }
}

/// A JSON number, or one of the three words.
fn number<T: std::str::FromStr + From<f32>>(text: &str) -> Option<T> {
    match text {
        "NaN" => Some(f32::NAN.into()),
        "Infinity" => Some(f32::INFINITY.into()),
        "-Infinity" => Some(f32::NEG_INFINITY.into()),
        _ => {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let plain = digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
            if plain && digits.starts_with(|c: char| c.is_ascii_digit()) { text.parse().ok() } else { None }
        }
    }
}

#[cfg(test)]
mod tests {
    use whitesmith::shape::Shape;

    use super::*;
    use whitesmith::schema::{Schema, Trait, prelude};
    use whitesmith::shape::Blank;

    static PLAIN: Member = Member::new("plain", &prelude::STRING);
    static JSON: Member = Member::new("json", &prelude::STRING).with(&[Trait::MediaType("application/json")]);
    static EPOCH: Member =
        Member::new("epoch", &prelude::TIMESTAMP).with(&[Trait::TimestampFormat(TimestampFormat::EpochSeconds)]);

    /// The value of type `T` that a strict reader finds in a header, as it is written again.
    fn again<T: Shape + Blank>(member: &Member, source: &str) -> Option<String> {
        let mut value = T::blank();
        read(member, source, value.slot(), Location::Header, Strictness::Strict).ok()?;
        text(member, value.view(), Location::Header).map(Into::into)
    }

    #[test]
    fn read_and_written() {
        type Again = fn(&Member, &str) -> Option<String>;
        let (byte, long, float, double): (Again, Again, Again, Again) =
            (again::<i8>, again::<i64>, again::<f32>, again::<f64>);
        let (boolean, string, optional): (Again, Again, Again) = (again::<bool>, again::<String>, again::<Option<i32>>);
        let time: Again = again::<whitesmith::Timestamp>;
        for (kind, member, source, expected) in [
            (byte, &PLAIN, "-128", Some("-128")),
            (byte, &PLAIN, "128", None),
            (byte, &PLAIN, "+1", None),
            (byte, &PLAIN, "1.001", None),
            (byte, &PLAIN, "2ABC", None),
            (byte, &PLAIN, "0x42", None),
            (byte, &PLAIN, "NaN", None),
            (byte, &PLAIN, " 1", None),
            (byte, &PLAIN, "", None),
            (long, &PLAIN, "9223372036854775807", Some("9223372036854775807")),
            (long, &PLAIN, "9223372036854775808", None),
            (optional, &PLAIN, "7", Some("7")),
            (float, &PLAIN, "1.1", Some("1.1")),
            (double, &PLAIN, "-1e300", Some("-1e300")),
            (double, &PLAIN, "1E5", Some("100000")),
            (double, &PLAIN, "NaN", Some("NaN")),
            (float, &PLAIN, "-Infinity", Some("-Infinity")),
            (double, &PLAIN, "inf", None),
            (double, &PLAIN, "nan", None),
            (double, &PLAIN, "-NaN", None),
            (double, &PLAIN, "true", None),
            (double, &PLAIN, ".5", None),
            (double, &PLAIN, "1e", None),
            (boolean, &PLAIN, "false", Some("false")),
            (boolean, &PLAIN, "True", None),
            (boolean, &PLAIN, "1", None),
            (string, &PLAIN, "", Some("")),
            (string, &PLAIN, "ü", Some("ü")),
            (string, &JSON, "e30=", Some("e30=")),
            (string, &JSON, "e30", None),
            (string, &JSON, "-_==", None),
            (string, &JSON, "/w==", None),
            (time, &PLAIN, "Tue, 29 Apr 2014 18:30:38 GMT", Some("Tue, 29 Apr 2014 18:30:38 GMT")),
            (time, &PLAIN, "2014-04-29T18:30:38Z", None),
            (time, &EPOCH, "1.5", Some("1.5")),
            (time, &EPOCH, "0x42", None),
        ] {
            assert_eq!(kind(member, source).as_deref(), expected, "{source}");
        }
    }

    #[test]
    fn what_has_no_text() {
        static LIST: Schema = Schema::list("a#List", &[Member::new("member", &prelude::STRING)]);
        static MEMBER: Member = Member::new("list", &LIST);
        assert!(text(&MEMBER, Vec::<String>::new().view(), Location::Uri).is_none());
        assert!(read(&MEMBER, "a", Vec::<String>::new().slot(), Location::Uri, Strictness::Lenient).is_err());
    }
}
