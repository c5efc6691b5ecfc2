//! `Debug`, once for every generated type: driven by the schema, and silent about `@sensitive` members.

use std::convert::Infallible;
use std::fmt;
use std::ops::ControlFlow;

use crate::schema::{Member, Schema};
use crate::shape::{List, Map, Ref, Structure, Union, Variant};

/// What stands in the place of a sensitive value.
pub const REDACTED: &str = "*** redacted ***";

/// Writes a structure as `Name { Member: value, … }`, leaving absent members out.
pub fn structure(value: &dyn Structure, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let schema = value.schema();
    let mut out = f.debug_struct(schema.name());
    let _: Result<(), Infallible> = value.try_members(|member, &value| {
        out.field(member.name(), &Value { member, value });
        Ok(())
    });
    out.finish()
}

/// Writes a union as `Name::Member(value)`.
pub fn union(value: &dyn Union, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let schema = value.schema();
    match value.variant() {
        Variant::Known(index, value) => match schema.members().get(index) {
            Some(member) => {
                f.debug_tuple(&format!("{}::{}", schema.name(), member.name())).field(&Value { member, value }).finish()
            }
            None => f.write_str(schema.name()),
        },
        Variant::Unknown(name, _) => {
            // What the model does not know may well be sensitive.
            f.debug_tuple(&format!("{}::Unknown", schema.name())).field(&name).finish()
        }
    }
}

/// What is printed of an error's message.
pub(crate) fn message<'a>(error: &Schema, message: &'a str) -> &'a str {
    let is_message = |member: &&Member| member.name().eq_ignore_ascii_case("message");
    let sensitive = error.is_sensitive() || error.members().iter().filter(is_message).any(Member::is_sensitive);
    if sensitive { REDACTED } else { message }
}

/// A value as one member of something describes it.
struct Value<'a> {
    member: &'static Member,
    value: Ref<'a>,
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.member.is_sensitive() {
            return f.write_str(REDACTED);
        }
        let schema = self.member.target();
        match self.value {
            Ref::Absent => f.write_str("None"),
            Ref::Boolean(value) => fmt::Debug::fmt(&value, f),
            Ref::Byte(value) => fmt::Debug::fmt(&value, f),
            Ref::Short(value) => fmt::Debug::fmt(&value, f),
            Ref::Integer(value) => fmt::Debug::fmt(&value, f),
            Ref::Long(value) => fmt::Debug::fmt(&value, f),
            Ref::Float(value) => fmt::Debug::fmt(&value, f),
            Ref::Double(value) => fmt::Debug::fmt(&value, f),
            Ref::BigInteger(value) => fmt::Debug::fmt(value, f),
            Ref::BigDecimal(value) => fmt::Debug::fmt(value, f),
            Ref::String(value) => fmt::Debug::fmt(value, f),
            Ref::Blob(value) => fmt::Debug::fmt(value, f),
            Ref::Timestamp(value) => fmt::Debug::fmt(&value, f),
            Ref::Document(value) => fmt::Debug::fmt(value, f),
            Ref::Stream(value) => fmt::Debug::fmt(value, f),
            Ref::EventStream(_) => f.write_str("EventStream(..)"),
            Ref::Structure(value) => structure(value, f),
            Ref::Union(value) => union(value, f),
            Ref::List(value) => list(schema, value, f),
            Ref::Map(value) => map(schema, value, f),
        }
    }
}

fn list(schema: &'static Schema, list: &dyn List, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut out = f.debug_list();
    if let Some(member) = schema.element() {
        out.entries((0..list.len()).filter_map(|index| list.get(index)).map(|value| Value { member, value }));
    }
    out.finish()
}

fn map(schema: &'static Schema, map: &dyn Map, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut out = f.debug_map();
    if let (Some(key), Some(value)) = (schema.key(), schema.value()) {
        // A map that is shown whole always continues.
        let _: ControlFlow<()> = map.entries(&mut |text, shown| {
            let text = if key.is_sensitive() { REDACTED } else { text };
            out.entry(&text, &Value { member: value, value: shown });
            ControlFlow::Continue(())
        });
    }
    out.finish()
}
