//! Typed values as JSON values, to be compared and shown.
//!
//! Two typed values are compared through what they show, by the names of the model. So a difference comes with its
//! path and both values, and the comparison is as wide as the wire: `NaN` equals `NaN`, and a document's `1`
//! equals its `1.0`.

use std::convert::Infallible;
use std::ops::ControlFlow;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use whitesmith::Document;
use whitesmith::shape::{List, Map, Ref, Structure, Union, Variant};

use crate::value::{Difference, Value};

/// Where two structures differ. A member that is absent equals none.
pub fn difference(expected: &dyn Structure, found: &dyn Structure) -> Option<Difference> {
    structure(expected).difference(&structure(found))
}

/// A structure: its members that are there, by name.
pub fn structure(value: &dyn Structure) -> Value {
    let mut members = Vec::new();
    let _: Result<(), Infallible> = value.try_members(|member, &value| {
        members.push((member.name().to_owned(), shape(value)));
        Ok(())
    });
    Value::Object(members)
}

/// A union: an object of one member. One that the model does not have is told apart by its name alone.
pub fn union(value: &dyn Union) -> Value {
    match value.variant() {
        Variant::Known(index, shown) => {
            let name = value.schema().members().get(index).map_or("", |member| member.name());
            Value::Object(vec![(name.to_owned(), shape(shown))])
        }
        Variant::Unknown(name, _) => Value::Object(vec![("(unknown)".to_owned(), Value::String(name.to_owned()))]),
    }
}

fn number(value: &impl ToString) -> Value {
    Value::Number(value.to_string().into())
}

fn float(value: f64, text: String) -> Value {
    if value.is_finite() {
        Value::Number(text.into())
    } else {
        Value::String(if value.is_nan() { "NaN".to_owned() } else { text })
    }
}

fn bytes(value: &[u8]) -> Value {
    match std::str::from_utf8(value) {
        Ok(text) => Value::String(text.to_owned()),
        Err(_) => Value::Object(vec![("(base64)".to_owned(), Value::String(BASE64_STANDARD.encode(value)))]),
    }
}

fn shape(value: Ref<'_>) -> Value {
    match value {
        Ref::Absent => Value::Null,
        Ref::Boolean(value) => Value::Boolean(value),
        Ref::Byte(value) => number(&value),
        Ref::Short(value) => number(&value),
        Ref::Integer(value) => number(&value),
        Ref::Long(value) => number(&value),
        Ref::Float(value) => float(value.into(), value.to_string()),
        Ref::Double(value) => float(value, value.to_string()),
        Ref::BigInteger(value) => number(&value),
        Ref::BigDecimal(value) => number(&value),
        Ref::String(value) => Value::String(value.to_owned()),
        Ref::Blob(value) => bytes(value),
        Ref::Timestamp(value) => number(&format_args!("{}.{:09}", value.seconds(), value.nanoseconds())),
        Ref::Document(value) => document(value),
        Ref::Structure(value) => structure(value),
        Ref::Union(value) => union(value),
        Ref::List(value) => list(value),
        Ref::Map(value) => map(value),
        Ref::Stream(value) => match value.as_bytes() {
            Some(content) => bytes(content),
            None => Value::String("(a stream)".to_owned()),
        },
        // Events are compared one by one, as they come.
        Ref::EventStream(_) => Value::Object(Vec::new()),
    }
}

fn list(value: &dyn List) -> Value {
    Value::Array((0..value.len()).filter_map(|index| value.get(index)).map(shape).collect())
}

fn map(value: &dyn Map) -> Value {
    let mut members = Vec::new();
    let _: ControlFlow<()> = value.entries(&mut |key, value| {
        members.push((key.to_owned(), shape(value)));
        ControlFlow::Continue(())
    });
    Value::Object(members)
}

fn document(value: &Document) -> Value {
    match value {
        Document::Null => Value::Null,
        Document::Boolean(value) => Value::Boolean(*value),
        Document::Integer(value) => number(&value),
        Document::Double(value) => float(*value, value.to_string()),
        Document::Number(value) => number(&value),
        Document::String(value) => Value::String(value.clone()),
        Document::List(values) => Value::Array(values.iter().map(document).collect()),
        Document::Map(values) => {
            Value::Object(values.iter().map(|(key, value)| (key.clone(), document(value))).collect())
        }
    }
}
