//! Inputs and outputs as the values that expressions run on
//! ([data model](https://smithy.io/2.0/additional-specs/waiters.html#jmespath-data-model)).
//!
//! Members have their names in the model. Blobs are strings in base64, timestamps are seconds, and what is absent,
//! streams, or is a number that JSON cannot say is `null`.

use std::convert::Infallible;
use std::ops::ControlFlow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use whitesmith::debug::REDACTED;
use whitesmith::schema::{Member, TimestampFormat};
use whitesmith::shape::{List, Map, Ref, Structure, Union, Variant};
use whitesmith::timestamp::TimestampBuffer;
use whitesmith::{Document, Timestamp};
use whitesmith_jmespath::{Number, Object, Value};

/// What becomes of `@sensitive` values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sensitive {
    Shown,
    Redacted,
}

/// A structure, as an object of the members that are there.
pub(super) fn structure(structure: &dyn Structure, sensitive: Sensitive) -> Value {
    let mut object = Object::default();
    let _: Result<(), Infallible> = structure.try_members(|member, value| {
        object.insert(member.name(), of(member, value, sensitive));
        Ok(())
    });
    object.into()
}

/// A value as one member of something describes it.
fn of(member: &'static Member, value: &Ref<'_>, sensitive: Sensitive) -> Value {
    if sensitive == Sensitive::Redacted && member.is_sensitive() {
        return REDACTED.into();
    }
    match *value {
        Ref::Absent | Ref::Stream(_) | Ref::EventStream(_) => Value::Null,
        Ref::Boolean(value) => value.into(),
        Ref::Byte(value) => i64::from(value).into(),
        Ref::Short(value) => i64::from(value).into(),
        Ref::Integer(value) => i64::from(value).into(),
        Ref::Long(value) => value.into(),
        // By its shortest text: as a double it would have digits that nobody wrote.
        Ref::Float(value) => number(&value.to_string()),
        Ref::Double(value) => value.into(),
        Ref::BigInteger(value) => number(value.as_str()),
        Ref::BigDecimal(value) => number(value.as_str()),
        Ref::String(value) => value.into(),
        Ref::Blob(value) => STANDARD.encode(value).into(),
        Ref::Timestamp(value) => timestamp(value),
        Ref::Document(value) => document(value),
        Ref::Structure(value) => structure(value, sensitive),
        Ref::Union(value) => union(value, sensitive),
        Ref::List(value) => list(member, value, sensitive),
        Ref::Map(value) => map(member, value, sensitive),
    }
}

fn number(text: &str) -> Value {
    Number::parse(text).map_or(Value::Null, Value::Number)
}

fn timestamp(timestamp: Timestamp) -> Value {
    TimestampBuffer::new().format(timestamp, TimestampFormat::EpochSeconds).map_or(Value::Null, number)
}

fn union(union: &dyn Union, sensitive: Sensitive) -> Value {
    let mut object = Object::with_capacity(1);
    match union.variant() {
        Variant::Known(index, value) => {
            if let Some(member) = union.schema().members().get(index) {
                object.insert(member.name(), of(member, &value, sensitive));
            }
        }
        // What the model does not know may well be sensitive.
        Variant::Unknown(name, _) if sensitive == Sensitive::Redacted => object.insert(name, REDACTED.into()),
        Variant::Unknown(name, value) => object.insert(name, document(value)),
    }
    object.into()
}

fn list(member: &'static Member, list: &dyn List, sensitive: Sensitive) -> Value {
    let Some(member) = member.target().element() else { return Value::Null };
    let elements = (0..list.len()).filter_map(|index| list.get(index));
    elements.map(|element| of(member, &element, sensitive)).collect::<Vec<_>>().into()
}

fn map(member: &'static Member, map: &dyn Map, sensitive: Sensitive) -> Value {
    let (Some(key), Some(value)) = (member.target().key(), member.target().value()) else { return Value::Null };
    let mut object = Object::with_capacity(map.len());
    // A map that is shown whole always continues.
    let _: ControlFlow<()> = map.entries(&mut |text, entry| {
        let text = if sensitive == Sensitive::Redacted && key.is_sensitive() { REDACTED } else { text };
        object.insert(text, of(value, &entry, sensitive));
        ControlFlow::Continue(())
    });
    object.into()
}

fn document(value: &Document) -> Value {
    match value {
        Document::Null => Value::Null,
        Document::Boolean(value) => (*value).into(),
        Document::Integer(value) => (*value).into(),
        Document::Double(value) => (*value).into(),
        Document::Number(value) => number(value.as_str()),
        Document::String(value) => value.as_str().into(),
        Document::List(elements) => elements.iter().map(document).collect::<Vec<_>>().into(),
        Document::Map(entries) => {
            let mut object = Object::with_capacity(entries.len());
            for (key, value) in entries {
                object.insert(key.as_str(), document(value));
            }
            object.into()
        }
    }
}
