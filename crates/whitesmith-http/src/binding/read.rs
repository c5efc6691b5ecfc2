//! From a message into a structure.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use http::{HeaderMap, HeaderValue};
use whitesmith::schema::{Binding, Kind, Member, TimestampFormat, Trait};
use whitesmith::shape::{Mut, Structure};

use super::{Codec, Direction, has_body_members, payload, place};
use crate::Strictness;
use crate::body::Body;
use crate::error::{Missing, ReadError};
use crate::event_stream;
use crate::text::{Location, list, scalar};
use crate::uri::{encode, query};

/// A label of a request's path: the member's index in the input, and the raw text.
pub type RawLabel<'a> = (usize, &'a str);

/// Fills the members bound to labels.
pub fn labels<'a>(
    raw: impl IntoIterator<Item = RawLabel<'a>>,
    into: &mut dyn Structure,
    strictness: Strictness,
) -> Result<(), ReadError> {
    let schema = into.schema();
    for (index, text) in raw {
        let (Some(member), Some(slot)) = (schema.members().get(index), into.member_mut(index)) else { continue };
        let text = encode::decode(text)
            .ok_or_else(|| ReadError::new(format!("the path is not UTF-8 where `{}` stands", member.name())))?;
        text_into(member, &text, slot, Location::Uri, strictness)?;
    }
    Ok(())
}

fn text_into(
    member: &Member,
    text: &str,
    slot: Mut<'_>,
    location: Location,
    strictness: Strictness,
) -> Result<(), ReadError> {
    scalar::read(member, text, slot, location, strictness)
        .map_err(|error| ReadError::new(format!("`{}`: {error}", member.name())))
}

/// Fills the members bound to the query.
pub fn query(
    query: &str,
    into: &mut dyn Structure,
    strictness: Strictness,
    missing: &mut Missing,
) -> Result<(), ReadError> {
    let schema = into.schema();
    let bound = |member: &Member| matches!(member.binding(), Binding::Query(_) | Binding::QueryParams);
    if !schema.members().iter().any(bound) {
        return Ok(());
    }
    let mut params = BTreeMap::<Cow<'_, str>, Vec<Cow<'_, str>>>::new();
    for pair in query::decoded(query) {
        let (key, value) = pair.ok_or_else(|| ReadError::new("the query is not UTF-8"))?;
        params.entry(key).or_default().push(value);
    }
    for (index, member) in schema.members().iter().enumerate() {
        match member.binding() {
            Binding::Query(key) => match params.get(key) {
                Some(values) => {
                    into.member_mut(index).map_or(Ok(()), |slot| query_values(member, values, slot, strictness))?;
                }
                None => note_missing(member, missing),
            },
            Binding::QueryParams if !params.is_empty() => {
                into.member_mut(index).map_or(Ok(()), |slot| query_params(member, &params, slot, strictness))?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn note_missing(member: &Member, missing: &mut Missing) {
    if member.is_required() {
        missing.push(format!("/{}", member.name()));
    }
}

/// All values of a parameter for a list; the first for anything else.
fn query_values(
    member: &'static Member,
    values: &[Cow<'_, str>],
    slot: Mut<'_>,
    strictness: Strictness,
) -> Result<(), ReadError> {
    match member.target().element() {
        Some(element) => {
            let Mut::List(list) = slot else { return Ok(()) };
            values.iter().try_for_each(|value| match list.push(false) {
                Some(slot) => text_into(element, value, slot, Location::Uri, strictness),
                None => Ok(()),
            })
        }
        None => values.first().map_or(Ok(()), |value| text_into(member, value, slot, Location::Uri, strictness)),
    }
}

fn query_params(
    member: &'static Member,
    params: &BTreeMap<Cow<'_, str>, Vec<Cow<'_, str>>>,
    slot: Mut<'_>,
    strictness: Strictness,
) -> Result<(), ReadError> {
    let Some(value) = member.target().value() else { return Ok(()) };
    let Mut::Map(map) = slot else { return Ok(()) };
    params.iter().try_for_each(|(key, values)| match map.insert(key, false) {
        Some(slot) => query_values(value, values, slot, strictness),
        None => Ok(()),
    })
}

/// Fills the members bound to headers.
pub fn headers(
    headers: &HeaderMap,
    into: &mut dyn Structure,
    strictness: Strictness,
    missing: &mut Missing,
) -> Result<(), ReadError> {
    let schema = into.schema();
    for (index, member) in schema.members().iter().enumerate() {
        match member.binding() {
            Binding::Header(name) if headers.contains_key(name) => {
                if let Some(slot) = into.member_mut(index) {
                    header(member, headers.get_all(name).iter(), slot, strictness)?;
                }
            }
            Binding::Header(_) => note_missing(member, missing),
            Binding::PrefixHeaders(prefix) => prefix_headers(prefix, headers, index, into)?,
            _ => {}
        }
    }
    Ok(())
}

fn header_text(value: &HeaderValue) -> Result<&str, ReadError> {
    std::str::from_utf8(value.as_bytes()).map_err(|_| ReadError::new("a header is not UTF-8"))
}

fn header<'a>(
    member: &'static Member,
    mut lines: impl Iterator<Item = &'a HeaderValue>,
    slot: Mut<'_>,
    strictness: Strictness,
) -> Result<(), ReadError> {
    let Some(element) = member.target().element() else {
        let text = lines.next().map_or(Ok(""), header_text)?;
        return text_into(member, text.trim_matches([' ', '\t']), slot, Location::Header, strictness);
    };
    let Mut::List(values) = slot else { return Ok(()) };
    let mut push = |text: &str| match values.push(false) {
        Some(slot) => text_into(element, text, slot, Location::Header, strictness),
        None => Ok(()),
    };
    for line in lines {
        let line = header_text(line)?;
        match element.target().kind() {
            Kind::String | Kind::Enum => list::strings(line)
                .map_err(|_| ReadError::new(format!("`{}`: a quote is not closed", member.name())))?
                .iter()
                .try_for_each(|text| push(text))?,
            Kind::Timestamp if Location::Header.timestamp_format(element) == TimestampFormat::HttpDate => {
                list::http_dates(line).try_for_each(&mut push)?;
            }
            _ => list::plain(line).try_for_each(&mut push)?,
        }
    }
    Ok(())
}

/// Every header whose name starts with the prefix, into the map at `index`, which stays as it is if there is none.
fn prefix_headers(prefix: &str, headers: &HeaderMap, index: usize, into: &mut dyn Structure) -> Result<(), ReadError> {
    let key = |name: &'_ str| {
        let start = name.get(..prefix.len())?;
        start.eq_ignore_ascii_case(prefix).then_some(start.len())
    };
    let mut found = BTreeSet::new();
    for name in headers.keys() {
        if let Some(start) = key(name.as_str()) {
            found.insert((name.as_str(), start));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    let Some(Mut::Map(map)) = into.member_mut(index) else { return Ok(()) };
    for (name, start) in found {
        let text = headers.get(name).map_or(Ok(""), header_text)?;
        if let Some(Mut::String(value)) = map.insert(name.get(start..).unwrap_or_default(), false) {
            text.clone_into(value);
        }
    }
    Ok(())
}

/// Fills what travels in the body: all of it in memory, unless the payload is streaming.
pub fn body(
    body: Body,
    direction: Direction,
    into: &mut dyn Structure,
    codec: &'static dyn Codec,
    strictness: Strictness,
    missing: &mut Missing,
) -> Result<(), ReadError> {
    let schema = into.schema();
    if let Some((index, member)) = payload(schema) {
        return payload_into(body, member, index, into, codec, strictness, missing);
    }
    if !has_body_members(schema, direction) {
        // What no member would take is not looked at.
        return Ok(());
    }
    let included = |member: &Member| place(member, direction) == Binding::Body;
    let bytes = in_memory(&body)?;
    if bytes.is_empty() {
        // Nothing was sent where a document could have been.
        schema.members().iter().filter(|member| included(member)).for_each(|member| note_missing(member, missing));
        return Ok(());
    }
    codec.read_members(bytes, into, &included, strictness, missing)
}

fn in_memory(body: &Body) -> Result<&bytes::Bytes, ReadError> {
    body.as_bytes().ok_or_else(|| ReadError::new("the body was not read whole"))
}

fn payload_into(
    body: Body,
    member: &'static Member,
    index: usize,
    into: &mut dyn Structure,
    codec: &'static dyn Codec,
    strictness: Strictness,
    missing: &mut Missing,
) -> Result<(), ReadError> {
    if member.has(Trait::Streaming) {
        match into.member_mut(index) {
            Some(Mut::Stream(stream)) => *stream = body.into_stream(),
            Some(Mut::EventStream(events)) => {
                event_stream::stream::receive(body.into_stream(), events, codec, strictness);
            }
            _ => {}
        }
        return Ok(());
    }
    let bytes = in_memory(&body)?;
    let raw = matches!(member.target().kind(), Kind::String | Kind::Enum | Kind::Blob);
    if bytes.is_empty() {
        if !raw {
            note_missing(member, missing);
        }
        return Ok(());
    }
    if strictness == Strictness::Strict && says_nothing(bytes, member, codec) {
        return Ok(());
    }
    if !raw {
        return codec.read_member(bytes, index, into, strictness, missing);
    }
    match into.member_mut(index) {
        Some(Mut::Blob(blob)) => {
            *blob = bytes.clone().into();
            Ok(())
        }
        Some(Mut::String(text)) => utf8(bytes).map(|found| found.clone_into(text)),
        Some(Mut::Enum(text)) => utf8(bytes).map(|found| text.set(found)),
        _ => Ok(()),
    }
}

/// Whether a payload is an optional structure of which nothing is there: clients send the empty document for one that
/// is absent, so the two are the same.
fn says_nothing(bytes: &[u8], member: &Member, codec: &dyn Codec) -> bool {
    member.target().kind() == Kind::Structure && !member.is_required() && bytes.trim_ascii() == codec.empty_document()
}

fn utf8(bytes: &[u8]) -> Result<&str, ReadError> {
    std::str::from_utf8(bytes).map_err(ReadError::body)
}

/// Fills the member that is the status.
pub fn status(status: http::StatusCode, into: &mut dyn Structure) {
    let schema = into.schema();
    for (index, member) in schema.members().iter().enumerate() {
        if member.binding() != Binding::ResponseCode {
            continue;
        }
        match into.member_mut(index) {
            Some(Mut::Integer(value)) => *value = status.as_u16().into(),
            Some(Mut::IntEnum(value)) => value.set(status.as_u16().into()),
            _ => {}
        }
    }
}
