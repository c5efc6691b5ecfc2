//! The standard library
//! ([functions](https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html)).

use std::fmt::Write as _;
use std::net::Ipv4Addr;

use super::super::rule_set::Version;
use super::super::types::Type;
use super::super::value::Value;
use super::{Facts, Function, Signature, boolean, exactly, integer, string};

pub(super) static FUNCTIONS: &[Function] = &[
    Function {
        name: "booleanEquals",
        title: "BooleanEquals",
        since: Version::V1_0,
        signature: Signature::Fixed { arguments: || vec![Type::Boolean, Type::Boolean], returns: || Type::Boolean },
        run: |_, arguments| {
            let [left, right] = exactly(arguments)?;
            Ok(Value::Boolean(boolean(&left)? == boolean(&right)?))
        },
    },
    Function {
        name: "coalesce",
        title: "Coalesce",
        since: Version::V1_1,
        signature: Signature::Coalesce,
        run: |_, arguments| {
            Ok(arguments.into_iter().find(|value| !matches!(value, Value::Empty)).unwrap_or(Value::Empty))
        },
    },
    Function {
        name: "isSet",
        title: "IsSet",
        since: Version::V1_0,
        signature: Signature::Fixed { arguments: || vec![Type::Any.optional()], returns: || Type::Boolean },
        run: |_, arguments| {
            let [value] = exactly(arguments)?;
            Ok(Value::Boolean(!matches!(value, Value::Empty)))
        },
    },
    Function {
        name: "isValidHostLabel",
        title: "IsValidHostLabel",
        since: Version::V1_0,
        signature: Signature::Fixed { arguments: || vec![Type::String, Type::Boolean], returns: || Type::Boolean },
        run: |_, arguments| {
            let [label, dots] = exactly(arguments)?;
            let (label, dots) = (string(&label)?, boolean(&dots)?);
            Ok(Value::Boolean(if dots { label.split('.').all(is_host_label) } else { is_host_label(label) }))
        },
    },
    Function {
        name: "ite",
        title: "Ite",
        since: Version::V1_1,
        signature: Signature::IfThenElse,
        run: |_, arguments| {
            let [condition, then, otherwise] = exactly(arguments)?;
            Ok(if boolean(&condition)? { then } else { otherwise })
        },
    },
    Function {
        name: "not",
        title: "Not",
        since: Version::V1_0,
        signature: Signature::Fixed { arguments: || vec![Type::Boolean], returns: || Type::Boolean },
        run: |_, arguments| {
            let [value] = exactly(arguments)?;
            Ok(Value::Boolean(!boolean(&value)?))
        },
    },
    Function {
        name: "parseURL",
        title: "ParseUrl",
        since: Version::V1_0,
        signature: Signature::Fixed { arguments: || vec![Type::String], returns: url_type },
        run: |_, arguments| {
            let [url] = exactly(arguments)?;
            Ok(parse_url(string(&url)?))
        },
    },
    Function {
        name: "split",
        title: "Split",
        since: Version::V1_1,
        signature: Signature::Fixed {
            arguments: || vec![Type::String, Type::String, Type::Integer],
            returns: || Type::Array(Type::String.into()),
        },
        run: split,
    },
    Function {
        name: "stringEquals",
        title: "StringEquals",
        since: Version::V1_0,
        signature: Signature::Fixed { arguments: || vec![Type::String, Type::String], returns: || Type::Boolean },
        run: |_, arguments| {
            let [left, right] = exactly(arguments)?;
            Ok(Value::Boolean(string(&left)? == string(&right)?))
        },
    },
    Function {
        name: "substring",
        title: "Substring",
        since: Version::V1_0,
        signature: Signature::Fixed {
            arguments: || vec![Type::String, Type::Integer, Type::Integer, Type::Boolean],
            returns: || Type::String.optional(),
        },
        run: |_, arguments| {
            let [text, start, end, reverse] = exactly(arguments)?;
            let part = substring(string(&text)?, integer(&start)?, integer(&end)?, boolean(&reverse)?);
            Ok(part.map_or(Value::Empty, |part| Value::text(part.to_owned())))
        },
    },
    Function {
        name: "uriEncode",
        title: "UriEncode",
        since: Version::V1_0,
        signature: Signature::Fixed { arguments: || vec![Type::String], returns: || Type::String },
        run: |_, arguments| {
            let [text] = exactly(arguments)?;
            Ok(Value::text(uri_encode(string(&text)?)))
        },
    },
];

/// Letters, digits and hyphens, up to 63, not beginning with a hyphen.
pub(super) fn is_host_label(label: &str) -> bool {
    label.len() <= 63
        && label.starts_with(|c: char| c.is_ascii_alphanumeric())
        && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

fn url_type() -> Type {
    Type::record(&[
        ("scheme", Type::String),
        ("authority", Type::String),
        ("path", Type::String),
        ("normalizedPath", Type::String),
        ("isIp", Type::Boolean),
    ])
    .optional()
}

/// The parts of a URL; empty when it is none, or has a query.
fn parse_url<'n>(url: &str) -> Value<'n> {
    let Some((scheme, rest)) = url.split_once("://") else { return Value::Empty };
    if !matches!(scheme, "http" | "https") || rest.contains(['?', ' ']) {
        return Value::Empty;
    }
    let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let Some(is_ip) = host_is_ip(authority) else { return Value::Empty };
    let slash = if path.ends_with('/') { "" } else { "/" };
    Value::Record(vec![
        ("scheme".into(), Value::text(scheme.to_owned())),
        ("authority".into(), Value::text(authority.to_owned())),
        // As it stands: empty when there is none. Real rules rely on it, whatever the specification's table shows.
        ("path".into(), Value::text(path.to_owned())),
        ("normalizedPath".into(), Value::text(format!("{path}{slash}"))),
        ("isIp".into(), Value::Boolean(is_ip)),
    ])
}

/// Whether the host of an authority is an IP address; `None` when the authority is no authority.
fn host_is_ip(authority: &str) -> Option<bool> {
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = match host.rfind(']') {
        Some(at) => host.split_at(at + 1),
        None => host.split_at(host.rfind(':').unwrap_or(host.len())),
    };
    let valid_port = port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    if host.is_empty() || !valid_port {
        return None;
    }
    Some(host.starts_with('[') && host.ends_with(']') || host.parse::<Ipv4Addr>().is_ok())
}

fn substring(text: &str, start: i64, end: i64, reverse: bool) -> Option<&str> {
    if !text.is_ascii() {
        return None;
    }
    let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
    if start >= end || end > text.len() {
        return None;
    }
    if reverse { text.get(text.len() - end..text.len() - start) } else { text.get(start..end) }
}

fn split(_: Facts, arguments: Vec<Value<'_>>) -> Result<Value<'_>, String> {
    let [text, delimiter, limit] = exactly(arguments)?;
    let (text, delimiter, limit) = (string(&text)?, string(&delimiter)?, integer(&limit)?);
    if delimiter.is_empty() {
        return Err("Split delimiter cannot be empty".into());
    }
    let Ok(limit) = usize::try_from(limit) else { return Err("Split limit cannot be negative".into()) };
    let part = |part: &str| Value::text(part.to_owned());
    Ok(Value::Array(if limit == 0 {
        text.split(delimiter).map(part).collect()
    } else {
        text.splitn(limit, delimiter).map(part).collect()
    }))
}

/// Percent-encodes everything but the unreserved characters of RFC 3986.
fn uri_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
