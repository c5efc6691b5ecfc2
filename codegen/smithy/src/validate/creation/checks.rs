//! What texts and objects must be like, where their type alone does not say so.

use crate::node::Object;
use crate::select::Selector;
use crate::shape::Shape;
use crate::shape_id::ShapeId;

use super::reader::Reader;

/// The id of a shape.
pub(super) const SHAPE_ID: Reader = Reader::Text(|text| match ShapeId::parse(text) {
    Ok(_) => Ok(()),
    Err(_) => Err(format!("Invalid shape ID: {text}")),
});

/// A selector.
pub(super) const SELECTOR: Reader = Reader::Text(|text| match Selector::parse(text) {
    Ok(_) => Ok(()),
    Err(error) => Err(error.to_string()),
});

/// The severity of an event.
pub(super) const SEVERITY: Reader =
    Reader::Text(|text| one_of(text, &["DANGER", "ERROR", "NOTE", "SUPPRESSED", "WARNING"]));

/// The side of a protocol test.
pub(super) const APPLIES_TO: Reader = Reader::Text(|text| one_of(text, &["client", "server"]));

/// Fails unless `text` is one of some words.
pub(super) fn one_of(text: &str, words: &[&str]) -> Result<(), String> {
    if words.contains(&text) {
        return Ok(());
    }
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    Err(format!("Expected one of {}; got `{text}`.", words.join(", ")))
}

/// Fails unless there is a lower or an upper bound.
pub(super) fn bounds(object: &Object, _: &Shape) -> Result<(), String> {
    if object.contains_key("min") || object.contains_key("max") {
        return Ok(());
    }
    Err("One of 'min' or 'max' must be provided.".into())
}

/// Fails unless exactly one member of a union is there.
pub(super) fn union(object: &Object, _: &Shape) -> Result<(), String> {
    if object.len() == 1 { Ok(()) } else { Err("Union value must have exactly one value set".into()) }
}

/// Fails when a URI pattern of `@http` cannot be read.
pub(super) fn uri_pattern(text: &str) -> Result<(), String> {
    if text.starts_with('/') { Ok(()) } else { Err(format!("URI pattern must start with '/'. Found {text}")) }
}
