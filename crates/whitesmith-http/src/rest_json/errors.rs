//! Errors in restJson1: their names, and the responses that no model describes
//! ([Operation error serialization](https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization)).

use std::collections::BTreeMap;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use whitesmith::schema::Schema;
use whitesmith::{CommonError, Document};

use super::MEDIA_TYPE;
use crate::body::Body;
use crate::json;
use crate::protocol::ErrorDescription;
use crate::request_id;
use crate::violation::{Violation, summary};

/// The header that names the error.
const ERROR_TYPE: &str = "x-amzn-errortype";

/// What an error response says of itself. The header beats `__type` in the body, and that beats `code`.
pub(super) fn describe(headers: &HeaderMap, body: &Bytes) -> ErrorDescription {
    let named = headers.get(ERROR_TYPE).and_then(|value| value.to_str().ok());
    // A body that is no object of JSON says nothing; what it is does not matter beside the status.
    let members = match json::read_document(body) {
        Some(Document::Map(members)) => members,
        _ => BTreeMap::new(),
    };
    let text = |keys: [&str; 2]| {
        keys.iter().find_map(|key| match members.get(*key)? {
            Document::String(text) => Some(text.as_str()),
            _ => None,
        })
    };
    ErrorDescription {
        code: named.or_else(|| text(["__type", "code"])).map(bare_name).map(Into::into),
        message: text(["message", "Message"]).map(Into::into),
        request_id: request_id::of(headers).map(Into::into),
    }
}

/// The shape's name alone: neither the URI that some services put behind it, nor the namespace before it.
fn bare_name(text: &str) -> &str {
    let text = text.split(':').next().unwrap_or_default();
    text.split_once('#').map_or(text, |(_, name)| name).trim()
}

/// Names the error of a response.
pub(super) fn name(response: &mut Response<Body>, code: &str) {
    if let Ok(code) = HeaderValue::from_str(code) {
        response.headers_mut().insert(ERROR_TYPE, code);
    }
}

/// The response for an error that the model does not have.
pub(super) fn failure(status: StatusCode, code: &str, message: &str) -> Response<Body> {
    let message = if message.is_empty() { None } else { Some(("message", message.into())) };
    document(status, code, &object(message))
}

/// The response for broken constraints.
pub(super) fn violations(shape: Option<&'static Schema>, violations: &[Violation]) -> Response<Body> {
    let message = summary(violations);
    let Some(shape) = shape else {
        let field = |violation: &Violation| {
            object([("path", violation.path.as_str().into()), ("message", violation.message.as_str().into())])
        };
        let fields = Document::List(violations.iter().map(field).collect());
        let error = CommonError::ValidationException;
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
        return document(status, error.code(), &object([("message", message.into()), ("fieldList", fields)]));
    };
    let member = shape.members().iter().find(|member| member.name().eq_ignore_ascii_case("message"));
    let body = object(member.map(|member| (member.json_name(), message.into())));
    let status = shape.error_status().and_then(|status| StatusCode::from_u16(status).ok());
    document(status.unwrap_or(StatusCode::BAD_REQUEST), shape.name(), &body)
}

fn object<'a>(members: impl IntoIterator<Item = (&'a str, Document)>) -> Document {
    Document::Map(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
}

fn document(status: StatusCode, code: &str, body: &Document) -> Response<Body> {
    let body = Bytes::from(json::write_document(body));
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    response.headers_mut().insert(CONTENT_LENGTH, body.len().into());
    *response.body_mut() = body.into();
    name(&mut response, code);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn described() {
        for (header, body, code, message) in [
            (Some("FooError"), "", Some("FooError"), None),
            (Some("FooError:http://internal.amazon.com/"), r#"{"code":"Bar"}"#, Some("FooError"), None),
            (Some("a.b#FooError:http://x/#y"), "", Some("FooError"), None),
            (None, r#"{"__type":"a.b#FooError","code":"Bar","message":"no"}"#, Some("FooError"), Some("no")),
            (None, r#"{"code":"Bar","Message":"no"}"#, Some("Bar"), Some("no")),
            (None, r#"{"code":404,"nested":{"__type":"Bar"}}"#, None, None),
            (None, "<html>", None, None),
            (None, "[1]", None, None),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(header) = header {
                headers.insert(ERROR_TYPE, HeaderValue::from_static(header));
            }
            let found = describe(&headers, &Bytes::from_static(body.as_bytes()));
            assert_eq!((found.code.as_deref(), found.message.as_deref()), (code, message), "{header:?} {body}");
        }
    }
}
