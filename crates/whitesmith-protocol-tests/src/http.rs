//! Requests and responses in memory, and what a case asserts of them.

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap};
use http::{HeaderName, HeaderValue, Method, Uri};

use crate::body;
use crate::case::{HttpRequest, MalformedRequest, Message};

/// A message that was sent, with its whole body.
#[derive(Debug)]
pub struct Sent<Head> {
    /// Everything before the body.
    pub head: Head,
    /// The body.
    pub body: Bytes,
}

/// Checks a request that a client sent.
pub fn check_request(expected: &HttpRequest, sent: &Sent<http::request::Parts>) -> Result<(), String> {
    let head = &sent.head;
    equal("the method", expected.method.as_str(), head.method.as_str())?;
    equal("the path", expected.uri.as_str(), head.uri.path())?;
    if let Some(host) = &expected.resolved_host {
        let found = head.headers.get(http::header::HOST).and_then(|host| host.to_str().ok()).or(head.uri.host());
        equal("the host", host.as_str(), found.unwrap_or_default())?;
    }
    check_query(expected, head.uri.query().unwrap_or_default())?;
    check_message(&expected.message, &head.headers, &sent.body)
}

/// Checks headers and body.
pub fn check_message(expected: &Message, headers: &HeaderMap, body: &[u8]) -> Result<(), String> {
    for (name, value) in &expected.headers {
        let found =
            joined(headers, name)?.ok_or_else(|| format!("the header `{name}` is not there; expected `{value}`"))?;
        equal(&format!("the header `{name}`"), value.as_str(), &found)?;
    }
    if let Some(name) = expected.forbid_headers.iter().find(|name| headers.contains_key(name.as_str())) {
        return Err(format!("the header `{name}` is there, and must not be"));
    }
    if let Some(name) = expected.require_headers.iter().find(|name| !headers.contains_key(name.as_str())) {
        return Err(format!("the header `{name}` is not there"));
    }
    match &expected.body {
        Some(text) => body::check(text, expected.body_media_type.as_deref().unwrap_or_default(), body),
        None => Ok(()),
    }
}

/// The value of a header, of all its lines.
fn joined(headers: &HeaderMap, name: &str) -> Result<Option<String>, String> {
    let lines: Vec<_> = headers.get_all(name).iter().map(|line| std::str::from_utf8(line.as_bytes())).collect();
    if lines.is_empty() {
        return Ok(None);
    }
    let lines = lines.into_iter().collect::<Result<Vec<_>, _>>();
    Ok(Some(lines.map_err(|_| format!("the header `{name}` is not UTF-8"))?.join(", ")))
}

pub(crate) fn equal(what: &str, expected: &str, found: &str) -> Result<(), String> {
    if expected == found { Ok(()) } else { Err(format!("{what} should be `{expected}`, and is `{found}`")) }
}

/// The name and the value of a query parameter; none and empty are not the same on the wire.
fn parameter(text: &str) -> (&str, Option<&str>) {
    text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)))
}

fn check_query(expected: &HttpRequest, query: &str) -> Result<(), String> {
    let found: Vec<_> = query.split('&').filter(|pair| !pair.is_empty()).map(parameter).collect();
    let has = |name: &str| found.iter().any(|(found, _)| *found == name);
    // All values of a name are compared, in their order: a list that grew or turned round is not the same.
    let values = |name: &str, of: &[(&str, Option<&str>)]| -> Vec<String> {
        of.iter().filter(|(found, _)| *found == name).map(|(_, value)| value.unwrap_or_default().to_owned()).collect()
    };
    let wanted: Vec<_> = expected.query_params.iter().map(|text| parameter(text)).collect();
    for (name, _) in &wanted {
        let (expected, found) = (values(name, &wanted), values(name, &found));
        if expected != found {
            return Err(format!("the query parameter `{name}` should be {expected:?}, and is {found:?}"));
        }
    }
    if let Some(name) = expected.forbid_query_params.iter().find(|name| has(name)) {
        return Err(format!("the query parameter `{name}` is there, and must not be"));
    }
    if let Some(name) = expected.require_query_params.iter().find(|name| !has(name)) {
        return Err(format!("the query parameter `{name}` is not there"));
    }
    Ok(())
}

/// The request of a case, as a server receives it.
pub fn request(case: &HttpRequest) -> Result<http::Request<Bytes>, String> {
    let body = case.message.body.as_deref().unwrap_or_default();
    let body = body::bytes(body, case.message.body_media_type.as_deref().unwrap_or_default())?;
    let host = case.resolved_host.as_deref().or(case.host.as_deref());
    let mut request = build(&case.method, &case.uri, &case.query_params, case.message.headers.iter(), host)?;
    // What HTTP itself would say of the body, and what the case says of it beside its headers.
    if !body.is_empty() {
        request.headers_mut().entry(CONTENT_LENGTH).or_insert(body.len().into());
        if let Some(media_type) = &case.message.body_media_type {
            let value = HeaderValue::from_str(media_type).map_err(|_| format!("`{media_type}` is no media type"))?;
            request.headers_mut().entry(CONTENT_TYPE).or_insert(value);
        }
    }
    *request.body_mut() = body;
    Ok(request)
}

/// The request of a malformed-request case.
pub fn malformed_request(case: &MalformedRequest) -> Result<http::Request<Bytes>, String> {
    let content_type = case.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    let media_type = content_type.map_or("", |(_, value)| value.as_str());
    let body = body::bytes(case.body.as_deref().unwrap_or_default(), media_type)?;
    let mut request = build(&case.method, &case.uri, &case.query_params, case.headers.iter(), case.host.as_deref())?;
    *request.body_mut() = body;
    Ok(request)
}

fn build<'a>(
    method: &str,
    path: &str,
    query: &[String],
    headers: impl Iterator<Item = (&'a String, &'a String)>,
    host: Option<&str>,
) -> Result<http::Request<Bytes>, String> {
    let mut request = http::Request::new(Bytes::new());
    *request.method_mut() =
        Method::from_bytes(method.as_bytes()).map_err(|_| format!("`{method}` is no HTTP method"))?;
    let target = if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) };
    *request.uri_mut() = target.parse::<Uri>().map_err(|error| format!("`{target}` is no request target: {error}"))?;
    for (name, value) in headers {
        let name_parsed =
            HeaderName::from_bytes(name.as_bytes()).map_err(|_| format!("`{name}` is no name of a header"))?;
        let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| format!("`{name}` cannot be `{value}`"))?;
        request.headers_mut().append(name_parsed, value);
    }
    // A case that names no host has none: it may list every header there is.
    if let Some(host) = host.and_then(|host| host.split('/').next()) {
        let value = HeaderValue::from_str(host).map_err(|_| format!("`{host}` is no host"))?;
        request.headers_mut().entry(HOST).or_insert(value);
    }
    Ok(request)
}
