//! Bodies: how the text of a case stands for bytes, and how two of them are compared. One line a media type.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;

use crate::value::Value;

/// What is special about the bodies of a media type.
struct Format {
    /// The media type without parameters, or the end of one: `+json`.
    media_type: &'static str,
    /// Whether a case writes the body in base64.
    base64: bool,
    /// Compares two bodies that are not the same bytes.
    compare: fn(&[u8], &[u8]) -> Result<(), String>,
}

const FORMATS: &[Format] = &[
    Format { media_type: "application/json", base64: false, compare: json },
    Format { media_type: "+json", base64: false, compare: json },
    Format { media_type: "application/cbor", base64: true, compare: raw },
    Format { media_type: "application/x-www-form-urlencoded", base64: false, compare: form },
];

/// Plain text, and anything else: bytes.
const RAW: Format = Format { media_type: "", base64: false, compare: raw };

fn format(media_type: &str) -> &'static Format {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let matches = |format: &&Format| match format.media_type.strip_prefix('+') {
        Some(_) => essence.ends_with(format.media_type),
        None => essence == format.media_type,
    };
    FORMATS.iter().find(matches).unwrap_or(&RAW)
}

/// The bytes that the text of a case stands for.
pub fn bytes(text: &str, media_type: &str) -> Result<Bytes, String> {
    if format(media_type).base64 {
        let decoded = BASE64_STANDARD.decode(text).map_err(|error| format!("the body of the case: {error}"))?;
        return Ok(decoded.into());
    }
    Ok(text.to_owned().into())
}

/// Compares a body with that of a case.
pub fn check(expected: &str, media_type: &str, found: &[u8]) -> Result<(), String> {
    let expected = bytes(expected, media_type)?;
    if expected == found {
        return Ok(());
    }
    // Nothing is not a document, of whatever type.
    let compare = if expected.is_empty() || found.is_empty() { raw } else { format(media_type).compare };
    compare(&expected, found)
}

fn raw(expected: &[u8], found: &[u8]) -> Result<(), String> {
    let show = |bytes: &[u8]| match std::str::from_utf8(bytes) {
        Ok(text) => format!("`{text}`"),
        Err(_) => format!("{} bytes ({})", bytes.len(), BASE64_STANDARD.encode(bytes)),
    };
    Err(format!("the body should be {}, and is {}", show(expected), show(found)))
}

fn json(expected: &[u8], found: &[u8]) -> Result<(), String> {
    let wanted = Value::parse(expected).map_err(|error| format!("the body of the case is not JSON: {error}"))?;
    let got = Value::parse(found)
        .map_err(|error| format!("the body is not JSON: {error}: `{}`", String::from_utf8_lossy(found)))?;
    wanted.difference(&got).map_or(Ok(()), |difference| Err(format!("the body differs {difference}")))
}

/// Parameters in any order.
fn form(expected: &[u8], found: &[u8]) -> Result<(), String> {
    let parameters = |bytes: &[u8]| {
        let mut parameters: Vec<_> =
            bytes.split(|byte| *byte == b'&').map(<[u8]>::trim_ascii).map(<[u8]>::to_vec).collect();
        parameters.sort();
        parameters
    };
    if parameters(expected) == parameters(found) { Ok(()) } else { raw(expected, found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compared_by_media_type() {
        for (expected, media_type, found, same) in [
            ("{\"a\": 1}", "application/json", "{\"a\":1.0}", true),
            ("{\"a\": 1}", "application/problem+json; charset=utf-8", "{\"a\":1}", true),
            ("{\"a\": 1}", "text/plain", "{\"a\":1}", false),
            ("{}", "application/json", "", false),
            ("", "application/json", "{}", false),
            ("", "application/json", "", true),
            ("{}", "application/json", "{", false),
            ("a=1&b=2", "application/x-www-form-urlencoded", "b=2&a=1", true),
            ("a=1&b=2", "application/x-www-form-urlencoded", "a=1", false),
            ("oA==", "application/cbor", "\u{0}", false),
        ] {
            assert_eq!(check(expected, media_type, found.as_bytes()).is_ok(), same, "{expected} {media_type} {found}");
        }
        assert!(check("oA==", "application/cbor", &[0xa0]).is_ok());
        assert!(check("%", "application/cbor", b"").is_err());
    }
}
