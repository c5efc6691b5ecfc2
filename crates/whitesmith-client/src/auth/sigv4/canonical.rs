//! What is signed: the request in its canonical form.

use http::header::{HOST, HeaderMap};
use http::request::Parts;
use whitesmith::error::BoxError;
use whitesmith_http::uri::path::normalized;
use whitesmith_http::uri::{encode, query};

use super::Style;

/// Headers that proxies add or change on the way.
const UNSIGNED: [&str; 5] = ["authorization", "expect", "transfer-encoding", "user-agent", "x-amzn-trace-id"];

/// The canonical request.
pub(super) struct Canonical {
    pub(super) text: String,
    /// Where in the text the names of the signed headers are.
    names: std::ops::Range<usize>,
}

impl Canonical {
    /// The canonical form of a request with a payload of this hash, and with more parameters than it has yet.
    pub(super) fn new(
        head: &Parts,
        style: Style,
        payload: &str,
        more: Option<&[(&str, String)]>,
    ) -> Result<Self, BoxError> {
        let mut text = String::with_capacity(512);
        text.push_str(head.method.as_str());
        text.push('\n');
        path(&mut text, head.uri.path(), style);
        text.push('\n');
        parameters(&mut text, head.uri.query().unwrap_or_default(), more.unwrap_or_default());
        text.push('\n');
        let names = signed_headers(head);
        for name in &names {
            text.push_str(name);
            text.push(':');
            if *name == HOST.as_str() {
                host(&mut text, head)?;
            } else {
                header(&mut text, &head.headers, name)?;
            }
            text.push('\n');
        }
        text.push('\n');
        let start = text.len();
        for (index, name) in names.iter().enumerate() {
            if index > 0 {
                text.push(';');
            }
            text.push_str(name);
        }
        let names = start..text.len();
        text.push('\n');
        text.push_str(payload);
        Ok(Self { text, names })
    }

    /// The names of the signed headers.
    pub(super) fn signed_headers(&self) -> &str {
        self.text.get(self.names.clone()).unwrap_or_default()
    }
}

/// The names of the headers that are signed, in order: all but those that change on the way.
pub(super) fn signed_headers(head: &Parts) -> Vec<&str> {
    let mut names: Vec<&str> = head.headers.keys().map(http::HeaderName::as_str).collect();
    names.retain(|name| !UNSIGNED.contains(name) && *name != HOST.as_str());
    names.push(HOST.as_str());
    names.sort_unstable();
    names
}

/// The host as the transport will send it: without the scheme's own port.
fn host(text: &mut String, head: &Parts) -> Result<(), BoxError> {
    if let Some(host) = head.headers.get(HOST) {
        text.push_str(host.to_str()?.trim());
        return Ok(());
    }
    let authority = head.uri.authority().ok_or("the request has no host")?;
    text.push_str(authority.host());
    match (head.uri.scheme_str(), authority.port_u16()) {
        (Some("http"), Some(80)) | (Some("https"), Some(443)) | (_, None) => {}
        (_, Some(port)) => text.push_str(&format!(":{port}")),
    }
    Ok(())
}

/// The lines of a header as one: trimmed, with single spaces, and commas between lines.
fn header(text: &mut String, headers: &HeaderMap, name: &str) -> Result<(), BoxError> {
    for (index, line) in headers.get_all(name).iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        let line = line.to_str().map_err(|_| format!("the header `{name}` is not text"))?;
        for (index, word) in line.split(' ').filter(|word| !word.is_empty()).enumerate() {
            if index > 0 {
                text.push(' ');
            }
            text.push_str(word);
        }
    }
    Ok(())
}

fn path(text: &mut String, path: &str, style: Style) {
    let path = if path.is_empty() { "/" } else { path };
    match style {
        Style::S3 => text.push_str(path),
        Style::Standard => encode::push_greedy(text, &normalized(path)),
    }
}

/// The parameters, encoded alike whatever they were like before, in order.
fn parameters(text: &mut String, given: &str, more: &[(&str, String)]) {
    let encoded = |push: fn(&mut String, &str), text: &str| {
        let mut out = String::new();
        push(&mut out, text);
        out
    };
    let again = |text: &str| encoded(encode::push_again, text);
    let first = |text: &str| encoded(encode::push, text);
    let mut pairs: Vec<(String, String)> = query::pairs(given).map(|(key, value)| (again(key), again(value))).collect();
    pairs.extend(more.iter().map(|(key, value)| (first(key), first(value))));
    pairs.sort_unstable();
    for (index, (key, value)) in pairs.iter().enumerate() {
        if index > 0 {
            text.push('&');
        }
        text.push_str(key);
        text.push('=');
        text.push_str(value);
    }
}
