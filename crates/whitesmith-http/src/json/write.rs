//! From values to JSON.

use std::ops::ControlFlow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use whitesmith::Document;
use whitesmith::schema::Member;
use whitesmith::shape::{List, Map, Ref, Structure, Union, Variant};
use whitesmith::timestamp::TimestampBuffer;

use super::string;
use super::{BigNumbers, JsonFormat};
use crate::binding::codec::Included;
use crate::error::WriteError;

/// The object of a structure's members, as far as they are included.
pub fn write_members(format: JsonFormat, value: &dyn Structure, included: Included<'_>) -> Result<Vec<u8>, WriteError> {
    let mut writer = Writer { format, out: Vec::with_capacity(1024) };
    writer.structure(value, Some(included))?;
    Ok(writer.out)
}

/// The text of one value, as `member` describes it.
pub fn write_value(format: JsonFormat, member: &'static Member, value: Ref<'_>) -> Result<Vec<u8>, WriteError> {
    let mut writer = Writer { format, out: Vec::with_capacity(1024) };
    writer.value(member, &value)?;
    Ok(writer.out)
}

/// The text of a document.
pub fn write_document(document: &Document) -> Vec<u8> {
    let mut writer = Writer { format: JsonFormat::REST_JSON, out: Vec::new() };
    writer.document(document);
    writer.out
}

struct Writer {
    format: JsonFormat,
    out: Vec<u8>,
}

impl Writer {
    fn value(&mut self, member: &'static Member, value: &Ref<'_>) -> Result<(), WriteError> {
        match *value {
            Ref::Absent => self.raw("null"),
            Ref::String(value) => string::push(&mut self.out, value),
            Ref::Structure(value) => return self.structure(value, None),
            Ref::List(value) => return self.list(member, value),
            Ref::Map(value) => return self.map(member, value),
            Ref::Union(value) => return self.union(value),
            Ref::Boolean(value) => self.raw(if value { "true" } else { "false" }),
            Ref::Byte(value) => self.integer(value.into()),
            Ref::Short(value) => self.integer(value.into()),
            Ref::Integer(value) => self.integer(value.into()),
            Ref::Long(value) => self.integer(value),
            Ref::Float(value) if value.is_finite() => self.raw(zmij::Buffer::new().format_finite(value)),
            Ref::Float(value) => self.not_a_number(value.into()),
            Ref::Double(value) => self.double(value),
            Ref::BigInteger(value) => self.big_number(value.as_str()),
            Ref::BigDecimal(value) => self.big_number(value.as_str()),
            Ref::Timestamp(value) => {
                let (mut buffer, format) = (TimestampBuffer::new(), self.format.timestamp_format(member));
                let text = buffer
                    .format(value, format)
                    .ok_or_else(|| WriteError::member(member.name(), "is a date outside the years 1 to 9999"))?;
                if format == whitesmith::schema::TimestampFormat::EpochSeconds {
                    self.raw(text);
                } else {
                    string::push(&mut self.out, text);
                }
            }
            Ref::Blob(value) => self.blob(value),
            Ref::Document(value) => self.document(value),
            Ref::Stream(_) | Ref::EventStream(_) => {
                return Err(WriteError::member(member.name(), "is a stream, which is no part of a document"));
            }
        }
        Ok(())
    }

    fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn integer(&mut self, value: i64) {
        self.raw(itoa::Buffer::new().format(value));
    }

    fn double(&mut self, value: f64) {
        if value.is_finite() {
            self.raw(zmij::Buffer::new().format_finite(value));
        } else {
            self.not_a_number(value);
        }
    }

    fn not_a_number(&mut self, value: f64) {
        self.raw(match value {
            f64::INFINITY => "\"Infinity\"",
            f64::NEG_INFINITY => "\"-Infinity\"",
            _ => "\"NaN\"",
        });
    }

    fn big_number(&mut self, text: &str) {
        match self.format.big_numbers {
            BigNumbers::Numbers => self.raw(text),
            BigNumbers::Strings => string::push(&mut self.out, text),
        }
    }

    fn blob(&mut self, bytes: &[u8]) {
        self.out.push(b'"');
        let start = self.out.len();
        self.out.resize(start + bytes.len().div_ceil(3) * 4, 0);
        let written = self.out.get_mut(start..).and_then(|room| BASE64.encode_slice(bytes, room).ok());
        self.out.truncate(start + written.unwrap_or(0));
        self.out.push(b'"');
    }

    /// What stands before it, the name of a member, and the colon.
    fn name(&mut self, separator: u8, member: &Member) {
        let name = self.format.name(member);
        if member.has_plain_names() {
            self.out.extend_from_slice(&[separator, b'"']);
            self.out.extend_from_slice(name.as_bytes());
            self.out.extend_from_slice(b"\":");
        } else {
            self.out.push(separator);
            string::push(&mut self.out, name);
            self.out.push(b':');
        }
    }

    fn structure(&mut self, value: &dyn Structure, included: Option<Included<'_>>) -> Result<(), WriteError> {
        let mut separator = b'{';
        value.try_members(|member, value| {
            if included.is_some_and(|included| !included(member)) {
                return Ok(());
            }
            self.name(separator, member);
            separator = b',';
            self.value(member, value)
        })?;
        self.end(separator, b'{', b'}');
        Ok(())
    }

    /// The end of an object or array, which has not begun if nothing was in it.
    fn end(&mut self, separator: u8, begin: u8, end: u8) {
        if separator == begin {
            self.out.push(begin);
        }
        self.out.push(end);
    }

    fn list(&mut self, member: &'static Member, list: &dyn List) -> Result<(), WriteError> {
        let element = member.target().element().unwrap_or(member);
        let mut separator = b'[';
        for index in 0..list.len() {
            let Some(value) = list.get(index) else { continue };
            self.out.push(separator);
            separator = b',';
            self.value(element, &value)?;
        }
        self.end(separator, b'[', b']');
        Ok(())
    }

    fn map(&mut self, member: &'static Member, map: &dyn Map) -> Result<(), WriteError> {
        let value = member.target().value().unwrap_or(member);
        let mut separator = b'{';
        let mut result = Ok(());
        let _: ControlFlow<()> = map.entries(&mut |key, shown| {
            self.out.push(separator);
            separator = b',';
            string::push(&mut self.out, key);
            self.out.push(b':');
            match self.value(value, &shown) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    result = Err(error);
                    ControlFlow::Break(())
                }
            }
        });
        self.end(separator, b'{', b'}');
        result
    }

    fn union(&mut self, union: &dyn Union) -> Result<(), WriteError> {
        match union.variant() {
            Variant::Known(index, value) => {
                let Some(member) = union.schema().members().get(index) else {
                    return Err(WriteError::member(union.schema().name(), "is a union of which the member is unknown"));
                };
                self.name(b'{', member);
                self.value(member, &value)?;
            }
            Variant::Unknown("", _) => {
                return Err(WriteError::member(union.schema().name(), "is a union without a member"));
            }
            Variant::Unknown(name, value) => {
                self.out.push(b'{');
                string::push(&mut self.out, name);
                self.out.push(b':');
                self.document(value);
            }
        }
        self.out.push(b'}');
        Ok(())
    }

    fn document(&mut self, document: &Document) {
        match document {
            Document::Null => self.raw("null"),
            Document::Boolean(value) => self.raw(if *value { "true" } else { "false" }),
            Document::Integer(value) => self.integer(*value),
            Document::Double(value) => self.double(*value),
            Document::Number(value) => self.raw(value.as_str()),
            Document::String(value) => string::push(&mut self.out, value),
            Document::List(list) => {
                let mut separator = b'[';
                for value in list {
                    self.out.push(separator);
                    separator = b',';
                    self.document(value);
                }
                self.end(separator, b'[', b']');
            }
            Document::Map(map) => {
                let mut separator = b'{';
                for (key, value) in map {
                    self.out.push(separator);
                    separator = b',';
                    string::push(&mut self.out, key);
                    self.out.push(b':');
                    self.document(value);
                }
                self.end(separator, b'{', b'}');
            }
        }
    }
}
