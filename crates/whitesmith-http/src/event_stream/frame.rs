//! Frames of `application/vnd.amazon.eventstream`
//! ([Amazon event stream specification](https://smithy.io/2.0/aws/amazon-eventstream.html)).
//!
//! ```text
//! total length u32 | length of headers u32 | CRC-32 of these 8 bytes
//! headers: length of name u8, name, type u8, value
//! payload
//! CRC-32 of everything before
//! ```
//!
//! All numbers are big-endian. Lengths are checked before anything is held for them, so a peer cannot make us
//! hold more than one frame of the greatest size.

use std::fmt;

use bytes::{Buf, Bytes, BytesMut};
use whitesmith::Timestamp;

/// The most bytes that the headers of a frame may have.
pub const MAX_HEADERS: usize = 128 * 1024;

/// The most bytes that the payload of a frame may have.
pub const MAX_PAYLOAD: usize = 24 * 1024 * 1024;

/// Both lengths and their checksum.
const PRELUDE: usize = 12;

/// Everything but headers and payload.
const OVERHEAD: usize = PRELUDE + 4;

/// A frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// Headers, in the order sent.
    pub headers: Vec<(String, HeaderValue)>,
    /// What the headers describe.
    pub payload: Bytes,
}

/// The value of a header.
#[derive(Clone, Debug, PartialEq)]
pub enum HeaderValue {
    /// A boolean.
    Boolean(bool),
    /// A signed number of 8 bits.
    Byte(i8),
    /// A signed number of 16 bits.
    Short(i16),
    /// A signed number of 32 bits.
    Integer(i32),
    /// A signed number of 64 bits.
    Long(i64),
    /// Bytes.
    Blob(Bytes),
    /// Text.
    String(String),
    /// A point in time, to the millisecond.
    Timestamp(Timestamp),
    /// A UUID.
    Uuid([u8; 16]),
}

/// Why a frame could not be written or read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FrameError {
    /// The headers are longer than [`MAX_HEADERS`], or the payload is longer than [`MAX_PAYLOAD`].
    TooLong,
    /// A header has no name, or one longer than 255 bytes.
    HeaderName,
    /// A header's value is longer than 65,535 bytes, or is a time that does not fit.
    HeaderValue,
    /// The lengths contradict each other.
    Length,
    /// A checksum is not that of the bytes.
    Checksum,
    /// The headers break off, or hold a type that does not exist.
    Headers,
    /// The stream ended within a frame.
    BrokenOff,
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "the event is too long",
            Self::HeaderName => "the name of a header must have 1 to 255 bytes",
            Self::HeaderValue => "the value of a header is too long, or a time out of range",
            Self::Length => "the lengths of the event contradict each other",
            Self::Checksum => "the event was damaged: its checksum is not right",
            Self::Headers => "the headers of the event are not formed as they should be",
            Self::BrokenOff => "the stream broke off within an event",
        })
    }
}

impl std::error::Error for FrameError {}

impl Frame {
    /// The value of the header with this name.
    pub fn header(&self, name: &str) -> Option<&HeaderValue> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value)
    }

    /// Adds a header.
    pub fn push(&mut self, name: impl Into<String>, value: HeaderValue) {
        self.headers.push((name.into(), value));
    }

    /// The frame's bytes.
    pub fn encode(&self) -> Result<Vec<u8>, FrameError> {
        let mut headers = Vec::new();
        for (name, value) in &self.headers {
            let length = u8::try_from(name.len()).ok().filter(|length| *length > 0).ok_or(FrameError::HeaderName)?;
            headers.push(length);
            headers.extend_from_slice(name.as_bytes());
            encode_value(value, &mut headers)?;
        }
        if headers.len() > MAX_HEADERS || self.payload.len() > MAX_PAYLOAD {
            return Err(FrameError::TooLong);
        }
        let length = |length: usize| u32::try_from(length).map(u32::to_be_bytes).map_err(|_| FrameError::TooLong);
        let total = OVERHEAD + headers.len() + self.payload.len();
        let mut out = Vec::with_capacity(total);
        out.extend_from_slice(&length(total)?);
        out.extend_from_slice(&length(headers.len())?);
        out.extend_from_slice(&crc32fast::hash(&out).to_be_bytes());
        out.extend_from_slice(&headers);
        out.extend_from_slice(&self.payload);
        out.extend_from_slice(&crc32fast::hash(&out).to_be_bytes());
        Ok(out)
    }

    /// Takes the first frame out of `buffer`; `None` as long as that has not arrived whole.
    pub fn decode(buffer: &mut BytesMut) -> Result<Option<Self>, FrameError> {
        let Some(prelude) = buffer.first_chunk::<PRELUDE>() else { return Ok(None) };
        let mut fields = &prelude[..];
        let (total, headers, checksum) = (fields.get_u32(), fields.get_u32(), fields.get_u32());
        // Lengths that were damaged on the way are not believed.
        if checksum != crc32fast::hash(&prelude[..8]) {
            return Err(FrameError::Checksum);
        }
        let (total, headers) = (length(total)?, length(headers)?);
        let payload = total.checked_sub(OVERHEAD + headers).ok_or(FrameError::Length)?;
        if headers > MAX_HEADERS || payload > MAX_PAYLOAD {
            return Err(FrameError::TooLong);
        }
        if buffer.len() < total {
            return Ok(None);
        }
        let mut frame = buffer.split_to(total).freeze();
        let mut end = frame.split_off(total - 4);
        if end.get_u32() != crc32fast::hash(&frame) {
            return Err(FrameError::Checksum);
        }
        frame.advance(PRELUDE);
        let mut header_bytes = frame.split_to(headers);
        let mut out = Self { headers: Vec::new(), payload: frame };
        while header_bytes.has_remaining() {
            out.headers.push(decode_header(&mut header_bytes).ok_or(FrameError::Headers)?);
        }
        Ok(Some(out))
    }
}

fn length(length: u32) -> Result<usize, FrameError> {
    usize::try_from(length).map_err(|_| FrameError::TooLong)
}

fn encode_value(value: &HeaderValue, out: &mut Vec<u8>) -> Result<(), FrameError> {
    let mut fixed = |kind: u8, bytes: &[u8]| {
        out.push(kind);
        out.extend_from_slice(bytes);
    };
    match value {
        HeaderValue::Boolean(true) => fixed(0, &[]),
        HeaderValue::Boolean(false) => fixed(1, &[]),
        HeaderValue::Byte(value) => fixed(2, &value.to_be_bytes()),
        HeaderValue::Short(value) => fixed(3, &value.to_be_bytes()),
        HeaderValue::Integer(value) => fixed(4, &value.to_be_bytes()),
        HeaderValue::Long(value) => fixed(5, &value.to_be_bytes()),
        HeaderValue::Blob(value) => variable(6, value, out)?,
        HeaderValue::String(value) => variable(7, value.as_bytes(), out)?,
        HeaderValue::Timestamp(value) => fixed(8, &milliseconds(*value)?.to_be_bytes()),
        HeaderValue::Uuid(value) => fixed(9, value),
    }
    Ok(())
}

fn variable(kind: u8, value: &[u8], out: &mut Vec<u8>) -> Result<(), FrameError> {
    let length = u16::try_from(value.len()).map_err(|_| FrameError::HeaderValue)?;
    out.push(kind);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(value);
    Ok(())
}

/// Milliseconds since the epoch, rounded down.
fn milliseconds(time: Timestamp) -> Result<i64, FrameError> {
    let whole = time.seconds().checked_mul(1000).ok_or(FrameError::HeaderValue)?;
    whole.checked_add(i64::from(time.nanoseconds() / 1_000_000)).ok_or(FrameError::HeaderValue)
}

fn from_milliseconds(milliseconds: i64) -> Timestamp {
    let nanoseconds = u32::try_from(milliseconds.rem_euclid(1000)).unwrap_or_default() * 1_000_000;
    Timestamp::new(milliseconds.div_euclid(1000), nanoseconds)
}

/// The next header; `None` if it breaks off or is of no known type.
fn decode_header(bytes: &mut Bytes) -> Option<(String, HeaderValue)> {
    let length = bytes.try_get_u8().ok().filter(|length| *length > 0)?;
    let name = text(bytes, length.into())?;
    let value = match bytes.try_get_u8().ok()? {
        0 => HeaderValue::Boolean(true),
        1 => HeaderValue::Boolean(false),
        2 => HeaderValue::Byte(bytes.try_get_i8().ok()?),
        3 => HeaderValue::Short(bytes.try_get_i16().ok()?),
        4 => HeaderValue::Integer(bytes.try_get_i32().ok()?),
        5 => HeaderValue::Long(bytes.try_get_i64().ok()?),
        6 => {
            let length = bytes.try_get_u16().ok()?;
            HeaderValue::Blob(take(bytes, length.into())?)
        }
        7 => {
            let length = bytes.try_get_u16().ok()?;
            HeaderValue::String(text(bytes, length.into())?)
        }
        8 => HeaderValue::Timestamp(from_milliseconds(bytes.try_get_i64().ok()?)),
        9 => HeaderValue::Uuid(take(bytes, 16)?.as_ref().try_into().ok()?),
        _ => return None,
    };
    Some((name, value))
}

fn take(bytes: &mut Bytes, length: usize) -> Option<Bytes> {
    (length <= bytes.len()).then(|| bytes.split_to(length))
}

fn text(bytes: &mut Bytes, length: usize) -> Option<String> {
    String::from_utf8(take(bytes, length)?.into()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One header of every type, with its greatest or most awkward value.
    fn frame() -> Frame {
        let mut frame = Frame { headers: Vec::new(), payload: Bytes::from_static(b"{\"a\":1}") };
        for (name, value) in [
            ("yes", HeaderValue::Boolean(true)),
            ("no", HeaderValue::Boolean(false)),
            ("byte", HeaderValue::Byte(i8::MIN)),
            ("short", HeaderValue::Short(-2)),
            ("integer", HeaderValue::Integer(i32::MAX)),
            ("long", HeaderValue::Long(i64::MIN)),
            ("blob", HeaderValue::Blob(Bytes::from_static(&[0, 255]))),
            ("string", HeaderValue::String("ä€".into())),
            ("before the epoch", HeaderValue::Timestamp(Timestamp::new(-1, 999_000_000))),
            ("uuid", HeaderValue::Uuid([7; 16])),
        ] {
            frame.push(name, value);
        }
        frame
    }

    #[test]
    fn there_and_back_in_pieces() {
        let bytes = [frame().encode().unwrap(), Frame::default().encode().unwrap()].concat();
        let (mut buffer, mut found) = (BytesMut::new(), Vec::new());
        for byte in bytes {
            buffer.extend_from_slice(&[byte]);
            found.extend(Frame::decode(&mut buffer).unwrap());
        }
        assert_eq!(found, [frame(), Frame::default()]);
        assert!(buffer.is_empty());
    }

    #[test]
    fn every_damaged_bit_is_noticed() {
        let bytes = frame().encode().unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut damaged = BytesMut::from(&bytes[..]);
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(Frame::decode(&mut damaged), Err(FrameError::Checksum), "bit {bit}");
        }
    }

    /// A frame with right checksums around anything.
    fn raw(total: u32, header_length: u32, rest: &[u8]) -> BytesMut {
        let mut out = BytesMut::new();
        out.extend_from_slice(&total.to_be_bytes());
        out.extend_from_slice(&header_length.to_be_bytes());
        out.extend_from_slice(&crc32fast::hash(&out).to_be_bytes());
        out.extend_from_slice(rest);
        out.extend_from_slice(&crc32fast::hash(&out).to_be_bytes());
        out
    }

    #[test]
    fn bad_frames() {
        for (total, headers, rest, expected) in [
            (15, 0, &b""[..], FrameError::Length),
            (16, 1, b"", FrameError::Length),
            (0, u32::MAX, b"", FrameError::Length),
            (u32::MAX, 0, b"", FrameError::TooLong),
            (u32::MAX, 128 * 1024 + 1, b"", FrameError::TooLong),
            // A name of no bytes; a name, a type, a number and a text that break off; an unknown type; no UTF-8.
            (18, 2, b"\x00\x00", FrameError::Headers),
            (18, 2, b"\x05a", FrameError::Headers),
            (18, 2, b"\x01a", FrameError::Headers),
            (20, 4, b"\x01a\x04\x00", FrameError::Headers),
            (21, 5, b"\x01a\x07\x00\x09", FrameError::Headers),
            (19, 3, b"\x01a\x0a", FrameError::Headers),
            (19, 3, b"\x01\xff\x00", FrameError::Headers),
        ] {
            assert_eq!(Frame::decode(&mut raw(total, headers, rest)), Err(expected), "{total} {headers} {rest:?}");
        }
        assert_eq!(Frame::decode(&mut BytesMut::from(&b"short"[..])), Ok(None));
    }

    #[test]
    fn what_does_not_fit() {
        for (name, value, expected) in [
            (String::new(), HeaderValue::Byte(0), FrameError::HeaderName),
            ("n".repeat(256), HeaderValue::Byte(0), FrameError::HeaderName),
            ("n".into(), HeaderValue::String("x".repeat(65_536)), FrameError::HeaderValue),
            ("n".into(), HeaderValue::Timestamp(Timestamp::from_seconds(i64::MAX)), FrameError::HeaderValue),
        ] {
            let frame = Frame { headers: vec![(name, value)], payload: Bytes::new() };
            assert_eq!(frame.encode(), Err(expected));
        }
        let headers = vec![("n".to_owned(), HeaderValue::String("x".repeat(65_000))); 3];
        assert_eq!(Frame { headers, payload: Bytes::new() }.encode(), Err(FrameError::TooLong));
    }
}
