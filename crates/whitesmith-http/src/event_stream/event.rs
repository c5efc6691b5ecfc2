//! Events as frames: which member of an event travels where.

use bytes::Bytes;
use whitesmith::event_stream::error_schema;
use whitesmith::schema::{Kind, Member, Schema, Trait};
use whitesmith::shape::{Mut, Ref, Structure, Union, Variant};
use whitesmith::{CommonError, Document, Error, ErrorKind, ErrorMetadata};

use super::frame::{Frame, HeaderValue};
use crate::binding::{Codec, Content};
use crate::error::{Missing, ReadError, WriteError};
use crate::{Strictness, Violation};

const MESSAGE_TYPE: &str = ":message-type";
const EVENT_TYPE: &str = ":event-type";
const EXCEPTION_TYPE: &str = ":exception-type";
const ERROR_CODE: &str = ":error-code";
const ERROR_MESSAGE: &str = ":error-message";
const CONTENT_TYPE: &str = ":content-type";

/// The frame of an event.
pub fn write(event: &dyn Union, codec: &dyn Codec) -> Result<Frame, WriteError> {
    let (member, value) = match event.variant() {
        Variant::Known(index, value) => event.schema().members().get(index).map(|member| (member, value)),
        Variant::Unknown(..) => None,
    }
    .ok_or_else(|| WriteError { message: "an event that the model does not have cannot be sent".into() })?;
    let (message_type, name) = match error_schema(event) {
        Some(_) => ("exception", EXCEPTION_TYPE),
        None => ("event", EVENT_TYPE),
    };
    let mut frame = Frame::default();
    frame.push(MESSAGE_TYPE, HeaderValue::String(message_type.into()));
    frame.push(name, HeaderValue::String(member.name().into()));
    if let Ref::Structure(structure) = value {
        payload(structure, codec, &mut frame)?;
        headers(structure, &mut frame)?;
    }
    Ok(frame)
}

/// The frame that ends a stream with an error the union does not model.
pub fn write_error(error: &Error) -> Frame {
    // Only what is meant for the other side is told; all else stays inside.
    let (code, message) = match (error.kind(), error.code()) {
        (ErrorKind::Service, Some(code)) => (code, error.message().unwrap_or_default()),
        _ => (CommonError::InternalFailure.code(), ""),
    };
    let mut frame = Frame::default();
    for (name, value) in [(MESSAGE_TYPE, "error"), (ERROR_CODE, code), (ERROR_MESSAGE, message)] {
        frame.push(name, HeaderValue::String(value.into()));
    }
    frame
}

/// The member that is the whole payload.
fn explicit_payload(schema: &'static Schema) -> Option<(usize, &'static Member)> {
    schema.members().iter().enumerate().find(|(_, member)| member.traits().contains(&Trait::EventPayload))
}

fn is_header(member: &Member) -> bool {
    member.traits().contains(&Trait::EventHeader)
}

fn is_implicit(member: &Member) -> bool {
    !is_header(member)
}

fn payload(event: &dyn Structure, codec: &dyn Codec, frame: &mut Frame) -> Result<(), WriteError> {
    let schema = event.schema();
    let (content, bytes) = match explicit_payload(schema) {
        Some((index, member)) => {
            let Some(value) = event.member(index) else { return Ok(()) };
            let bytes = match value {
                Ref::Absent => return Ok(()),
                Ref::String(text) => Bytes::copy_from_slice(text.as_bytes()),
                Ref::Blob(blob) => blob.clone().into_bytes(),
                _ => codec.write_value(member, value)?.into(),
            };
            (Content::of_payload(member), bytes)
        }
        None if schema.members().iter().any(is_implicit) => {
            (Content::Document, codec.write_members(event, &is_implicit)?.into())
        }
        None => return Ok(()),
    };
    if let Some(media_type) = content.media_type(codec.media_type()) {
        frame.push(CONTENT_TYPE, HeaderValue::String(media_type.into()));
    }
    frame.payload = bytes;
    Ok(())
}

fn headers(event: &dyn Structure, frame: &mut Frame) -> Result<(), WriteError> {
    event.try_members(|member, &value| {
        if !is_header(member) {
            return Ok(());
        }
        let value = match value {
            Ref::Boolean(value) => HeaderValue::Boolean(value),
            Ref::Byte(value) => HeaderValue::Byte(value),
            Ref::Short(value) => HeaderValue::Short(value),
            Ref::Integer(value) => HeaderValue::Integer(value),
            Ref::Long(value) => HeaderValue::Long(value),
            Ref::Blob(value) => HeaderValue::Blob(value.clone().into_bytes()),
            Ref::String(value) => HeaderValue::String(value.into()),
            Ref::Timestamp(value) => HeaderValue::Timestamp(value),
            _ => return Err(WriteError::member(member.name(), "is of a type that cannot be a header of an event")),
        };
        frame.push(member.name(), value);
        Ok(())
    })
}

/// Fills an event from its frame. An error that the union does not model is returned as such.
///
/// A server takes only what the model has. A client keeps an event that it does not know.
pub fn read(frame: &Frame, event: &mut dyn Union, codec: &dyn Codec, strictness: Strictness) -> Result<(), Error> {
    let invalid = |error: ReadError| match strictness {
        Strictness::Strict => CommonError::SerializationException.message(error.to_string()).with_source(error),
        Strictness::Lenient => Error::new(ErrorKind::Response).with_source(error),
    };
    match text(frame, MESSAGE_TYPE).map_err(invalid)? {
        "event" => {
            let name = text(frame, EVENT_TYPE).map_err(invalid)?;
            match member(event, name, false) {
                Some((index, member)) => fill(frame, index, member, event, codec, strictness).map_err(invalid),
                None if strictness == Strictness::Lenient => {
                    event.select_unknown(name, Document::Null);
                    Ok(())
                }
                None => Err(invalid(ReadError::new(format!("there is no event `{name}`")))),
            }
        }
        "exception" => {
            let name = text(frame, EXCEPTION_TYPE).map_err(invalid)?;
            match member(event, name, true) {
                Some((index, member)) => fill(frame, index, member, event, codec, strictness).map_err(invalid),
                None => Err(Error::new(ErrorKind::Service).with_code(name)),
            }
        }
        "error" => {
            let code = text(frame, ERROR_CODE).map_err(invalid)?;
            let error = Error::new(ErrorKind::Service).with_code(code).with_metadata(ErrorMetadata::default());
            Err(match text(frame, ERROR_MESSAGE) {
                Ok(message) => error.with_message(message),
                Err(_) => error,
            })
        }
        other => Err(invalid(ReadError::new(format!("there is no kind of message `{other}`")))),
    }
}

/// The value of a header that must be there, and a string.
fn text<'a>(frame: &'a Frame, name: &str) -> Result<&'a str, ReadError> {
    match frame.header(name) {
        Some(HeaderValue::String(text)) => Ok(text),
        Some(_) => Err(ReadError::new(format!("the header `{name}` of an event is not a string"))),
        None => Err(ReadError::new(format!("an event has no header `{name}`"))),
    }
}

/// The member of the union with this name, if it is an error or not as asked for.
fn member(event: &dyn Union, name: &str, error: bool) -> Option<(usize, &'static Member)> {
    let mut members = event.schema().members().iter().enumerate();
    members.find(|(_, member)| member.name() == name && member.target().error_status().is_some() == error)
}

fn fill(
    frame: &Frame,
    index: usize,
    member: &'static Member,
    event: &mut dyn Union,
    codec: &dyn Codec,
    strictness: Strictness,
) -> Result<(), ReadError> {
    let Some(Mut::Structure(structure)) = event.select(index) else { return Ok(()) };
    let mut missing = Missing::new();
    read_headers(frame, structure, strictness, &mut missing)?;
    read_payload(frame, structure, codec, strictness, &mut missing)?;
    match missing.first() {
        Some(path) if strictness == Strictness::Strict => {
            Err(ReadError::new(format!("the event `{}`: {}", member.name(), Violation::missing(path.as_str()).message)))
        }
        _ => Ok(()),
    }
}

fn read_headers(
    frame: &Frame,
    event: &mut dyn Structure,
    strictness: Strictness,
    missing: &mut Missing,
) -> Result<(), ReadError> {
    for (index, member) in event.schema().members().iter().enumerate().filter(|(_, member)| is_header(member)) {
        let Some(value) = frame.header(member.name()) else {
            if member.is_required() {
                missing.push(format!("/{}", member.name()));
            }
            continue;
        };
        let Some(slot) = event.member_mut(index) else { continue };
        if !set(slot, value) && strictness == Strictness::Strict {
            return Err(ReadError::new(format!("the header `{}` of an event is of another type", member.name())));
        }
    }
    Ok(())
}

/// Sets a value to that of a header; false if that is of another type.
fn set(slot: Mut<'_>, value: &HeaderValue) -> bool {
    match (slot, value) {
        (Mut::Boolean(slot), HeaderValue::Boolean(value)) => *slot = *value,
        (Mut::Byte(slot), HeaderValue::Byte(value)) => *slot = *value,
        (Mut::Short(slot), HeaderValue::Short(value)) => *slot = *value,
        (Mut::Integer(slot), HeaderValue::Integer(value)) => *slot = *value,
        (Mut::IntEnum(slot), HeaderValue::Integer(value)) => slot.set(*value),
        (Mut::Long(slot), HeaderValue::Long(value)) => *slot = *value,
        (Mut::Blob(slot), HeaderValue::Blob(value)) => *slot = value.clone().into(),
        (Mut::String(slot), HeaderValue::String(value)) => slot.clone_from(value),
        (Mut::Enum(slot), HeaderValue::String(value)) => slot.set(value),
        (Mut::Timestamp(slot), HeaderValue::Timestamp(value)) => *slot = *value,
        _ => return false,
    }
    true
}

fn read_payload(
    frame: &Frame,
    event: &mut dyn Structure,
    codec: &dyn Codec,
    strictness: Strictness,
    missing: &mut Missing,
) -> Result<(), ReadError> {
    let schema = event.schema();
    let bytes = &frame.payload;
    let Some((index, member)) = explicit_payload(schema) else {
        return match schema.members().iter().any(is_implicit) {
            true if bytes.is_empty() => {
                let required = schema.members().iter().filter(|member| is_implicit(member) && member.is_required());
                missing.extend(required.map(|member| format!("/{}", member.name())));
                Ok(())
            }
            true => codec.read_members(bytes, event, &is_implicit, strictness, missing),
            false => Ok(()),
        };
    };
    match member.target().kind() {
        Kind::Blob | Kind::String | Kind::Enum => match event.member_mut(index) {
            Some(Mut::Blob(blob)) => {
                *blob = bytes.clone().into();
                Ok(())
            }
            Some(Mut::String(text)) => utf8(bytes).map(|found| found.clone_into(text)),
            Some(Mut::Enum(text)) => utf8(bytes).map(|found| text.set(found)),
            _ => Ok(()),
        },
        _ if bytes.is_empty() => {
            if member.is_required() {
                missing.push(format!("/{}", member.name()));
            }
            Ok(())
        }
        _ => codec.read_member(bytes, index, event, strictness, missing),
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, ReadError> {
    std::str::from_utf8(bytes).map_err(ReadError::body)
}
