//! From values to JSON.

use std::ops::ControlFlow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use whitesmith::schema::{JsonLead, Member, Schema, TimestampFormat};
use whitesmith::shape::{List, Map, Ref, Structure, Union, Variant, Visit, Visitor};
use whitesmith::timestamp::TimestampBuffer;
use whitesmith::{Document, Timestamp};

use super::output::{Output, Room};
use super::string;
use super::{BigNumbers, JsonFormat};
use crate::binding::codec::Included;
use crate::error::WriteError;

/// The object of a structure's members, as far as they are included.
pub fn write_members(format: JsonFormat, value: &dyn Structure, included: Included<'_>) -> Result<Vec<u8>, WriteError> {
    let mut writer = Writer::new(format);
    let written = writer.object(value.schema(), |writer| {
        value.show(&mut Visitor::new(&mut Outermost { writer, included }));
    });
    writer.end(written)
}

/// The text of one value, as `member` describes it.
pub fn write_value(format: JsonFormat, member: &'static Member, value: Ref<'_>) -> Result<Vec<u8>, WriteError> {
    let mut writer = Writer::new(format);
    let written = writer.value(member, &value);
    writer.end(written)
}

/// The text of a document.
pub fn write_document(document: &Document) -> Vec<u8> {
    let mut writer = Writer::new(JsonFormat::REST_JSON);
    writer.document(document);
    writer.out.into_bytes()
}

struct Writer {
    format: JsonFormat,
    out: Output,
    /// Those of the structure that is written.
    members: &'static [Member],
    /// Why something cannot be written.
    failure: Option<WriteError>,
}

/// Whether something was written; if not, the [`Writer`] knows why. It is a byte, where a [`WriteError`] is a text that
/// would be moved at every return.
type Written = ControlFlow<()>;
const WRITTEN: Written = ControlFlow::Continue(());

impl Writer {
    fn new(format: JsonFormat) -> Self {
        Self { format, out: Output::new(), members: &[], failure: None }
    }

    fn end(self, _: Written) -> Result<Vec<u8>, WriteError> {
        self.failure.map_or_else(|| Ok(self.out.into_bytes()), Err)
    }

    #[cold]
    fn fail(&mut self, name: &str, reason: &'static str) -> Written {
        self.failure = Some(WriteError::member(name, reason));
        ControlFlow::Break(())
    }

    fn value(&mut self, member: &'static Member, value: &Ref<'_>) -> Written {
        match *value {
            Ref::Absent => self.raw("null"),
            Ref::String(value) => string::push(&mut self.out, value),
            Ref::Structure(value) => return self.structure(value),
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
            Ref::Timestamp(value) => return self.timestamp(member, value),
            Ref::Blob(value) => self.blob(value),
            Ref::Document(value) => self.document(value),
            Ref::Stream(_) | Ref::EventStream(_) => {
                return self.fail(member.name(), "is a stream, which is no part of a document");
            }
        }
        WRITTEN
    }

    fn timestamp(&mut self, member: &Member, value: Timestamp) -> Written {
        let (mut buffer, format) = (TimestampBuffer::new(), self.format.timestamp_format(member));
        let Some(text) = buffer.format(value, format) else {
            return self.fail(member.name(), "is a date outside the years 1 to 9999");
        };
        if format == TimestampFormat::EpochSeconds {
            self.raw(text);
        } else {
            string::push(&mut self.out, text);
        }
        WRITTEN
    }

    fn raw(&mut self, text: &str) {
        self.out.extend(text.as_bytes());
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
        let len = bytes.len().div_ceil(3) * 4;
        self.out.push(b'"');
        let mut room = self.out.room(len);
        let written = BASE64.encode_slice(bytes, room.rest()).unwrap_or(0);
        room.advance(written);
        drop(room);
        self.out.push(b'"');
    }

    /// A comma, the name of a member, and the colon.
    #[inline]
    fn name(&mut self, member: &Member) {
        match self.format.lead(member) {
            Some((lead, len)) => {
                let mut room = self.out.room(room_of_name(len));
                fill_name(&mut room, lead, len, || self.format.name(member));
            }
            None => self.escaped_name(member),
        }
    }

    #[cold]
    fn escaped_name(&mut self, member: &Member) {
        self.out.push(b',');
        string::push(&mut self.out, self.format.name(member));
        self.out.push(b':');
    }

    fn structure(&mut self, value: &dyn Structure) -> Written {
        self.object(value.schema(), |writer| value.show(&mut Visitor::new(writer)))
    }

    /// An object of members, which `show` shows.
    #[inline]
    fn object(&mut self, schema: &'static Schema, show: impl FnOnce(&mut Self)) -> Written {
        let start = self.out.len();
        let outer = std::mem::replace(&mut self.members, schema.members());
        show(self);
        self.members = outer;
        self.begin_at(start);
        self.out.push(b'}');
        if self.failure.is_none() { WRITTEN } else { ControlFlow::Break(()) }
    }

    /// Begins the object of which the first member stands here, with the comma that every member has; or an empty one.
    #[inline]
    fn begin_at(&mut self, start: usize) {
        if self.out.len() == start {
            self.out.push(b'{');
        } else {
            self.out.set(start, b'{');
        }
    }

    /// The end of an object or array, which has not begun if nothing was in it.
    fn close(&mut self, separator: u8, begin: u8, end: u8) {
        if separator == begin {
            self.out.push(begin);
        }
        self.out.push(end);
    }

    /// A value in a list or map, which most likely is a string.
    #[inline]
    fn element(&mut self, member: &'static Member, value: &Ref<'_>) -> Written {
        if let Ref::String(value) = value {
            string::push(&mut self.out, value);
            return WRITTEN;
        }
        self.value(member, value)
    }

    #[inline(never)]
    fn list(&mut self, member: &'static Member, list: &dyn List) -> Written {
        let element = member.target().element().unwrap_or(member);
        let mut separator = b'[';
        for index in 0..list.len() {
            // By reference, as `Visitor` has it.
            let Some(value) = &list.get(index) else { continue };
            self.out.push(separator);
            separator = b',';
            self.element(element, value)?;
        }
        self.close(separator, b'[', b']');
        WRITTEN
    }

    fn map(&mut self, member: &'static Member, map: &dyn Map) -> Written {
        let value = member.target().value().unwrap_or(member);
        let mut separator = b'{';
        map.entries(&mut |key, shown| {
            self.out.push(separator);
            separator = b',';
            string::push(&mut self.out, key);
            self.out.push(b':');
            self.element(value, &shown)
        })?;
        self.close(separator, b'{', b'}');
        WRITTEN
    }

    fn union(&mut self, union: &dyn Union) -> Written {
        match &union.variant() {
            Variant::Known(index, value) => {
                let Some(member) = union.schema().members().get(*index) else {
                    return self.fail(union.schema().name(), "is a union of which the member is unknown");
                };
                let start = self.out.len();
                self.name(member);
                self.begin_at(start);
                self.value(member, value)?;
            }
            Variant::Unknown("", _) => {
                return self.fail(union.schema().name(), "is a union without a member");
            }
            Variant::Unknown(name, value) => {
                self.out.push(b'{');
                string::push(&mut self.out, name);
                self.out.push(b':');
                self.document(value);
            }
        }
        self.out.push(b'}');
        WRITTEN
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
                self.close(separator, b'[', b']');
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
                self.close(separator, b'{', b'}');
            }
        }
    }
}

/// The members of a structure, as they come.
impl<'a> Visit<'a> for Writer {
    fn value(&mut self, index: usize, value: &Ref<'a>) -> Written {
        let Some(member) = self.members.get(index) else { return WRITTEN };
        self.name(member);
        Writer::value(self, member, value)
    }

    /// Name and value at once.
    fn string(&mut self, index: usize, value: &'a str) -> Written {
        let Some(member) = self.members.get(index) else { return WRITTEN };
        let Some((lead, len)) = self.format.lead(member) else {
            self.escaped_name(member);
            string::push(&mut self.out, value);
            return WRITTEN;
        };
        let mut room = self.out.room(room_of_name(len) + string::room(value));
        fill_name(&mut room, lead, len, || self.format.name(member));
        let left = string::fill(&mut room, value);
        drop(room);
        if let Some(left) = left {
            string::push_dirty(&mut self.out, left);
        }
        WRITTEN
    }

    fn structure(&mut self, index: usize, value: &'a dyn Structure) -> Written {
        let Some(member) = self.members.get(index) else { return WRITTEN };
        self.name(member);
        Writer::structure(self, value)
    }
}

/// How much room a member's name needs, with all of its lead.
#[inline]
fn room_of_name(len: usize) -> usize {
    len + JsonLead::SIZE + 2
}

/// Fills room with the name of a member.
#[inline]
fn fill_name(room: &mut Room<'_>, lead: &JsonLead, len: usize, name: impl Fn() -> &'static str) {
    const PART: usize = JsonLead::NAME;
    if lead.is_whole() {
        room.put_first(lead.bytes(), len);
    } else if len <= JsonLead::SIZE + PART
        && let Some(end) = name().as_bytes().last_chunk::<PART>()
    {
        room.put_first(lead.bytes(), len - PART);
        room.put(end);
    } else {
        room.put(lead.bytes());
        room.extend(name().as_bytes().get(PART..).unwrap_or_default());
    }
    room.put(b"\":");
}

/// The members of the outermost structure, of which some may not be included.
struct Outermost<'w> {
    writer: &'w mut Writer,
    included: Included<'w>,
}

impl Outermost<'_> {
    fn includes(&self, index: usize) -> bool {
        self.writer.members.get(index).is_some_and(self.included)
    }
}

impl<'a> Visit<'a> for Outermost<'_> {
    fn value(&mut self, index: usize, value: &Ref<'a>) -> Written {
        if self.includes(index) { Visit::value(self.writer, index, value) } else { WRITTEN }
    }
}
