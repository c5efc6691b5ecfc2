//! From a structure to a message
//! ([Serializing HTTP messages](https://smithy.io/2.0/spec/http-bindings.html#serializing-http-messages)).

use std::ops::ControlFlow;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue};
use whitesmith::ByteStream;
use whitesmith::operation::HttpBinding;
use whitesmith::schema::{Binding, Kind, Member, Trait};
use whitesmith::shape::{List, Map, Mut, Ref, Structure};

use super::{Codec, Content, Direction, has_body_members, payload, place};
use crate::body::Body;
use crate::error::WriteError;
use crate::event_stream;
use crate::text::{Location, list, scalar};
use crate::uri::{encode, expand, query};

/// Appends the path and the query of a request to `out`, behind the path of the endpoint.
pub fn target(binding: &HttpBinding, input: &dyn Structure, out: &mut String) -> Result<(), WriteError> {
    if out.ends_with('/') {
        out.pop();
    }
    let literal = expand::path(binding.uri, out, |out, name, greedy| label(input, name, greedy, out))?;
    let mut query = query::Writer::new(out);
    query.literal(literal);
    input.try_members(|member, &value| match member.binding() {
        Binding::Query(key) => query_values(&mut query, key, member, value),
        Binding::QueryParams => query_params(&mut query, member, input, value),
        _ => Ok(()),
    })
}

fn label(input: &dyn Structure, name: &'static str, greedy: bool, out: &mut String) -> Result<(), WriteError> {
    let members = input.schema().members();
    let (member, value) = members
        .iter()
        .position(|member| member.name() == name)
        .and_then(|index| Some((members.get(index)?, input.member(index)?)))
        .ok_or_else(|| WriteError::member(name, "has no value, but is part of the path"))?;
    let text = text_of(member, value, Location::Uri)?;
    if text.is_empty() {
        return Err(WriteError::member(name, "is empty, but is part of the path"));
    }
    if greedy {
        encode::push_greedy(out, &text);
    } else {
        encode::push(out, &text);
    }
    Ok(())
}

fn text_of<'a>(member: &Member, value: Ref<'a>, location: Location) -> Result<std::borrow::Cow<'a, str>, WriteError> {
    scalar::text(member, value, location)
        .ok_or_else(|| WriteError::member(member.name(), "is of a type that cannot be written as text"))
}

/// The elements of a list that are there.
fn elements(list: &dyn List) -> impl Iterator<Item = Ref<'_>> {
    (0..list.len()).filter_map(move |index| list.get(index)).filter(|element| !matches!(element, Ref::Absent))
}

fn query_values(
    query: &mut query::Writer<'_>,
    key: &str,
    member: &'static Member,
    value: Ref<'_>,
) -> Result<(), WriteError> {
    match value {
        Ref::Absent => {}
        Ref::List(values) => {
            let element = member.target().element().unwrap_or(member);
            for value in elements(values) {
                query.pair(key, &text_of(element, value, Location::Uri)?);
            }
        }
        value => query.pair(key, &text_of(member, value, Location::Uri)?),
    }
    Ok(())
}

/// A map of parameters. A member with a parameter of its own beats the entry of the same name.
fn query_params(
    query: &mut query::Writer<'_>,
    member: &'static Member,
    input: &dyn Structure,
    value: Ref<'_>,
) -> Result<(), WriteError> {
    let Ref::Map(map) = value else { return Ok(()) };
    let mut names = Vec::new();
    input.try_members(|member, _| {
        if let Binding::Query(name) = member.binding() {
            names.push(name);
        }
        Ok(())
    })?;
    each(map, |key, value| match member.target().value() {
        Some(values) if !names.contains(&key) => query_values(query, key, values, value),
        _ => Ok(()),
    })
}

/// Shows every entry of a map, until one fails.
fn each(map: &dyn Map, mut visit: impl FnMut(&str, Ref<'_>) -> Result<(), WriteError>) -> Result<(), WriteError> {
    let mut result = Ok(());
    let _: ControlFlow<()> = map.entries(&mut |key, value| {
        result = visit(key, value);
        if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    result
}

/// Adds the headers of a structure.
pub fn headers(value: &dyn Structure, out: &mut HeaderMap) -> Result<(), WriteError> {
    let bound = |member: &Member| matches!(member.binding(), Binding::PrefixHeaders(_) | Binding::Header(_));
    if !value.schema().members().iter().any(bound) {
        return Ok(());
    }
    // Prefixes first: a member with a header of its own beats the entry of the same name.
    value.try_members(|member, &value| match (member.binding(), value) {
        (Binding::PrefixHeaders(prefix), Ref::Map(map)) => each(map, |key, value| match value {
            Ref::String(text) => insert(out, member, &format!("{prefix}{key}"), text),
            _ => Ok(()),
        }),
        _ => Ok(()),
    })?;
    value.try_members(|member, &value| match (member.binding(), value) {
        (Binding::Header(name), Ref::List(values)) => insert(out, member, name, &list_text(member, values)?),
        (Binding::Header(name), value) => insert(out, member, name, &text_of(member, value, Location::Header)?),
        _ => Ok(()),
    })
}

fn list_text(member: &'static Member, values: &dyn List) -> Result<String, WriteError> {
    let element = member.target().element().unwrap_or(member);
    let quotes = matches!(element.target().kind(), Kind::String | Kind::Enum);
    let mut out = String::new();
    for (index, value) in elements(values).enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        let text = text_of(element, value, Location::Header)?;
        if quotes {
            list::push_string(&mut out, &text);
        } else {
            out.push_str(&text);
        }
    }
    Ok(out)
}

fn insert(out: &mut HeaderMap, member: &Member, name: &str, text: &str) -> Result<(), WriteError> {
    let header = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| WriteError::member(member.name(), format_args!("makes `{name}`, which is no name of a header")))?;
    let value = HeaderValue::from_bytes(text.as_bytes())
        .map_err(|_| WriteError::member(member.name(), "holds a character that no header can hold"))?;
    out.insert(header, value);
    Ok(())
}

/// Makes the body of a structure, and adds the headers that describe it. A streaming payload is in `stream`,
/// where [`take_stream`] put it.
///
/// `always` asks for a document even where no member is modelled in the body.
pub fn body(
    value: &dyn Structure,
    stream: Option<ByteStream>,
    direction: Direction,
    always: bool,
    codec: &'static dyn Codec,
    headers: &mut HeaderMap,
) -> Result<Body, WriteError> {
    let schema = value.schema();
    let (content, body) = match payload(schema) {
        Some((index, member)) => {
            (Content::of_payload(member), payload_body(value.member(index), stream, member, direction, codec)?)
        }
        None if always || has_body_members(schema, direction) => {
            let included = |member: &Member| place(member, direction) == Binding::Body;
            (Content::Document, Some(codec.write_members(value, &included)?.into()))
        }
        None => (Content::None, None),
    };
    let Some(body) = body else { return Ok(Body::empty()) };
    if let (false, Some(media_type)) = (headers.contains_key(CONTENT_TYPE), content.media_type(codec.media_type())) {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    }
    if let Some(length) = body.remaining()
        && let Ok(length) = HeaderValue::from_str(itoa::Buffer::new().format(length))
    {
        headers.insert(CONTENT_LENGTH, length);
    }
    Ok(body)
}

/// The body that one member is; `None` if there is nothing to describe.
fn payload_body(
    value: Option<Ref<'_>>,
    stream: Option<ByteStream>,
    member: &'static Member,
    direction: Direction,
    codec: &'static dyn Codec,
) -> Result<Option<Body>, WriteError> {
    if let Some(stream) = stream {
        if stream.remaining().is_none() && member.has(Trait::RequiresLength) {
            return Err(WriteError::member(member.name(), "must be a stream of known length"));
        }
        return Ok(Some(stream.into()));
    }
    let Some(value) = value else {
        // A request whose structure is not there says so with an empty document.
        let empty = direction == Direction::Request && member.target().kind() == Kind::Structure;
        return Ok(empty.then(|| Bytes::from_static(codec.empty_document()).into()));
    };
    Ok(Some(match value {
        Ref::String(text) => text.as_bytes().to_vec().into(),
        Ref::Blob(blob) => blob.clone().into_bytes().into(),
        _ => codec.write_value(member, value)?.into(),
    }))
}

/// Takes the streaming payload out of a structure, which is left with an empty one.
pub fn take_stream(value: &mut dyn Structure, codec: &'static dyn Codec) -> Option<ByteStream> {
    let (index, member) = payload(value.schema())?;
    if !member.has(Trait::Streaming) {
        return None;
    }
    // Looked at first: to ask for an absent member's place would put a blank one there.
    value.member(index)?;
    match value.member_mut(index)? {
        Mut::Stream(stream) => Some(std::mem::take(stream)),
        Mut::EventStream(events) => Some(event_stream::stream::send(events.take(), codec)),
        _ => None,
    }
}

/// The status that a member chooses.
pub fn status(value: &dyn Structure) -> Option<i32> {
    let index = value.schema().members().iter().position(|member| member.binding() == Binding::ResponseCode)?;
    match value.member(index)? {
        Ref::Integer(status) => Some(status),
        _ => None,
    }
}
