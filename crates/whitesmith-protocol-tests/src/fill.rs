//! From a case's `params` to typed values.
//!
//! Params are node values, with two exceptions: blobs are plain text, and timestamps are seconds since the epoch.

use whitesmith::big_number::InvalidNumber;
use whitesmith::schema::{Kind, Schema, TimestampFormat};
use whitesmith::shape::{Mut, Structure, Union};
use whitesmith::{Document, Timestamp};
use whitesmith_http::Strictness;

use crate::value::{Value, within};

/// Fills the members that `params` has, by their names in the model.
pub fn structure(params: &Value, into: &mut dyn Structure) -> Result<(), String> {
    members(params, into, &mut String::new())
}

/// Makes a union hold the one member that `params` has.
pub fn union(params: &Value, into: &mut dyn Union) -> Result<(), String> {
    variant(params, into, &mut String::new())
}

fn wrong(path: &str, expected: &str, found: &Value) -> String {
    format!("the params at `{path}` should be {expected}, and are {found}")
}

fn object<'a>(value: &'a Value, path: &str) -> Result<&'a [(String, Value)], String> {
    if let Value::Object(members) = value { Ok(members) } else { Err(wrong(path, "an object", value)) }
}

fn index_of(schema: &'static Schema, name: &str, path: &str) -> Result<usize, String> {
    schema
        .members()
        .iter()
        .position(|member| member.name() == name)
        .ok_or_else(|| format!("the params at `{path}` have `{name}`, which {} has not", schema.id()))
}

fn members(params: &Value, into: &mut dyn Structure, path: &mut String) -> Result<(), String> {
    for (name, value) in object(params, path)? {
        let index = index_of(into.schema(), name, path)?;
        let document =
            into.schema().members().get(index).is_some_and(|member| member.target().kind() == Kind::Document);
        if *value == Value::Null && !document {
            continue;
        }
        if let Some(slot) = into.member_mut(index) {
            within(path, name, |path| shape(value, slot, path))?;
        }
    }
    Ok(())
}

fn variant(params: &Value, into: &mut dyn Union, path: &mut String) -> Result<(), String> {
    let [(name, value)] = object(params, path)? else { return Err(wrong(path, "an object of one member", params)) };
    let index = index_of(into.schema(), name, path)?;
    match into.select(index) {
        Some(slot) => within(path, name, |path| shape(value, slot, path)),
        None => Ok(()),
    }
}

fn shape(value: &Value, slot: Mut<'_>, path: &mut String) -> Result<(), String> {
    match slot {
        Mut::Structure(slot) => return members(value, slot, path),
        Mut::Union(slot) => return variant(value, slot, path),
        Mut::List(slot) => {
            let Value::Array(elements) = value else { return Err(wrong(path, "an array", value)) };
            for (index, element) in elements.iter().enumerate() {
                if let Some(slot) = slot.push(*element == Value::Null) {
                    within(path, &index, |path| shape(element, slot, path))?;
                }
            }
        }
        Mut::Map(slot) => {
            for (key, value) in object(value, path)? {
                if let Some(slot) = slot.insert(key, *value == Value::Null) {
                    within(path, key, |path| shape(value, slot, path))?;
                }
            }
        }
        Mut::EventStream(_) => return Err(wrong(path, "absent: events stand beside the params", value)),
        simple => return set(value, simple).ok_or_else(|| wrong(path, "of the type of the shape", value)),
    }
    Ok(())
}

/// Sets a value without members; `None` if the param is of another type.
fn set(value: &Value, slot: Mut<'_>) -> Option<()> {
    match (slot, value) {
        (Mut::Boolean(slot), Value::Boolean(value)) => *slot = *value,
        (Mut::Byte(slot), Value::Number(text)) => *slot = text.parse().ok()?,
        (Mut::Short(slot), Value::Number(text)) => *slot = text.parse().ok()?,
        (Mut::Integer(slot), Value::Number(text)) => *slot = text.parse().ok()?,
        (Mut::IntEnum(slot), Value::Number(text)) => slot.set(text.parse().ok()?),
        (Mut::Long(slot), Value::Number(text)) => *slot = text.parse().ok()?,
        (Mut::Float(slot), Value::Number(text)) => *slot = text.parse().ok()?,
        (Mut::Float(slot), Value::String(text)) => *slot = special(text)?,
        (Mut::Double(slot), Value::Number(text)) => *slot = text.parse().ok()?,
        (Mut::Double(slot), Value::String(text)) => *slot = special(text)?.into(),
        (Mut::BigInteger(slot), Value::Number(text)) => *slot = big(text.parse())?,
        (Mut::BigInteger(slot), Value::String(text)) => *slot = big(text.parse())?,
        (Mut::BigDecimal(slot), Value::Number(text)) => *slot = big(text.parse())?,
        (Mut::BigDecimal(slot), Value::String(text)) => *slot = big(text.parse())?,
        (Mut::String(slot), Value::String(text)) => slot.clone_from(text),
        (Mut::Enum(slot), Value::String(text)) => slot.set(text),
        (Mut::Blob(slot), Value::String(text)) => *slot = text.clone().into(),
        (Mut::Stream(slot), Value::String(text)) => *slot = text.clone().into(),
        (Mut::Timestamp(slot), value) => *slot = timestamp(value)?,
        (Mut::Document(slot), value) => *slot = document(value)?,
        _ => return None,
    }
    Some(())
}

fn big<T>(parsed: Result<T, InvalidNumber>) -> Option<T> {
    parsed.ok()
}

/// The numbers that JSON has no form for.
fn special(text: &str) -> Option<f32> {
    match text {
        "NaN" => Some(f32::NAN),
        "Infinity" => Some(f32::INFINITY),
        "-Infinity" => Some(f32::NEG_INFINITY),
        _ => None,
    }
}

/// Seconds since the epoch with an optional fraction, or the text of a date and a time.
pub(crate) fn timestamp(value: &Value) -> Option<Timestamp> {
    let parse = |text, format| Timestamp::parse(text, format, Strictness::Lenient);
    match value {
        Value::Number(text) => parse(text, TimestampFormat::EpochSeconds),
        Value::String(text) => {
            parse(text, TimestampFormat::DateTime).or_else(|| parse(text, TimestampFormat::HttpDate))
        }
        _ => None,
    }
}

fn document(value: &Value) -> Option<Document> {
    Some(match value {
        Value::Null => Document::Null,
        Value::Boolean(value) => (*value).into(),
        Value::Number(text) => match (text.parse::<i64>(), text.parse::<f64>()) {
            (Ok(integer), _) => integer.into(),
            // The text is the number's only if no digit is lost on the way back.
            (_, Ok(double)) if crate::value::same_number(text, &double.to_string()) => double.into(),
            _ => Document::Number(text.parse().ok()?),
        },
        Value::String(text) => text.clone().into(),
        Value::Array(elements) => elements.iter().map(document).collect::<Option<Vec<_>>>()?.into(),
        Value::Object(members) => Document::Map(
            members.iter().map(|(key, value)| Some((key.clone(), document(value)?))).collect::<Option<_>>()?,
        ),
    })
}
