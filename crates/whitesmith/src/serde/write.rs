//! Gives values to a [`Serializer`].

use std::ops::ControlFlow;

use ::serde::Serialize;
use ::serde::ser::{Error, SerializeMap, SerializeSeq, Serializer};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::document::Document;
use crate::schema::TimestampFormat;
use crate::shape::{Map, Ref, Structure, Union, Variant};

/// Serializes a value.
pub(super) fn value<S: Serializer>(value: Ref<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Ref::Absent => serializer.serialize_none(),
        Ref::Boolean(value) => serializer.serialize_bool(value),
        Ref::Byte(value) => serializer.serialize_i8(value),
        Ref::Short(value) => serializer.serialize_i16(value),
        Ref::Integer(value) => serializer.serialize_i32(value),
        Ref::Long(value) => serializer.serialize_i64(value),
        Ref::Float(value) => float(value.into(), serializer, |serializer| serializer.serialize_f32(value)),
        Ref::Double(value) => float(value, serializer, |serializer| serializer.serialize_f64(value)),
        Ref::BigInteger(value) => serializer.serialize_str(value.as_str()),
        Ref::BigDecimal(value) => serializer.serialize_str(value.as_str()),
        Ref::String(value) => serializer.serialize_str(value),
        Ref::Blob(value) if serializer.is_human_readable() => serializer.serialize_str(&BASE64.encode(value)),
        Ref::Blob(value) => serializer.serialize_bytes(value),
        Ref::Timestamp(value) => match value.format(TimestampFormat::DateTime) {
            Some(text) => serializer.serialize_str(&text),
            None => Err(S::Error::custom("the timestamp is not in one of the years 1 to 9999")),
        },
        Ref::Document(value) => document(value, serializer),
        Ref::Structure(value) => structure(value, serializer),
        Ref::Union(value) => union(value, serializer),
        Ref::List(list) => {
            let mut out = serializer.serialize_seq(Some(list.len()))?;
            for element in (0..list.len()).filter_map(|index| list.get(index)) {
                out.serialize_element(&Serializable(element))?;
            }
            out.end()
        }
        Ref::Map(value) => map(value, serializer),
        Ref::Stream(_) | Ref::EventStream(_) => Err(S::Error::custom("a stream is no part of a document")),
    }
}

/// A value that serializes itself.
struct Serializable<'a>(Ref<'a>);

impl Serialize for Serializable<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        value(self.0, serializer)
    }
}

/// Formats for humans have no number for what is not a number.
fn float<S: Serializer>(
    value: f64,
    serializer: S,
    number: impl FnOnce(S) -> Result<S::Ok, S::Error>,
) -> Result<S::Ok, S::Error> {
    if value.is_finite() || !serializer.is_human_readable() {
        return number(serializer);
    }
    serializer.serialize_str(if value.is_nan() {
        "NaN"
    } else if value > 0.0 {
        "Infinity"
    } else {
        "-Infinity"
    })
}

fn structure<S: Serializer>(value: &dyn Structure, serializer: S) -> Result<S::Ok, S::Error> {
    let mut count = 0;
    value.visit(&mut |_, _| {
        count += 1;
        ControlFlow::Continue(())
    });
    let mut out = serializer.serialize_map(Some(count))?;
    value.try_members(|member, &value| out.serialize_entry(member.json_name(), &Serializable(value)))?;
    out.end()
}

fn union<S: Serializer>(value: &dyn Union, serializer: S) -> Result<S::Ok, S::Error> {
    let mut out = serializer.serialize_map(Some(1))?;
    match value.variant() {
        Variant::Known(index, shape) => {
            let name = value.schema().members().get(index).map_or("", |member| member.json_name());
            out.serialize_entry(name, &Serializable(shape))?;
        }
        Variant::Unknown("", _) => return Err(S::Error::custom("the union has no member")),
        Variant::Unknown(name, value) => out.serialize_entry(name, &Serializable(Ref::Document(value)))?,
    }
    out.end()
}

fn map<S: Serializer>(value: &dyn Map, serializer: S) -> Result<S::Ok, S::Error> {
    let mut out = serializer.serialize_map(Some(value.len()))?;
    let mut result = Ok(());
    let _: ControlFlow<()> = value.entries(&mut |key, shape| {
        result = out.serialize_entry(key, &Serializable(shape));
        if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    result?;
    out.end()
}

/// A document that serializes itself.
struct Data<'a>(&'a Document);

impl Serialize for Data<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        document(self.0, serializer)
    }
}

fn document<S: Serializer>(value: &Document, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Document::Null => serializer.serialize_unit(),
        Document::Boolean(value) => serializer.serialize_bool(*value),
        Document::Integer(value) => serializer.serialize_i64(*value),
        Document::Double(value) => float(*value, serializer, |serializer| serializer.serialize_f64(*value)),
        Document::Number(value) => serializer.serialize_str(value.as_str()),
        Document::String(value) => serializer.serialize_str(value),
        Document::List(list) => serializer.collect_seq(list.iter().map(Data)),
        Document::Map(map) => serializer.collect_map(map.iter().map(|(key, value)| (key, Data(value)))),
    }
}
