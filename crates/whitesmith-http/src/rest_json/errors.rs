//! Errors in restJson1: their names, and the responses that no model describes
//! ([Operation error serialization](https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization)).

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use serde_json::{Map, Value, json};
use whitesmith::CommonError;
use whitesmith::schema::Schema;

use super::MEDIA_TYPE;
use crate::body::Body;
use crate::protocol::ErrorDescription;
use crate::request_id;
use crate::violation::{Violation, summary};

/// The header that names the error.
const ERROR_TYPE: &str = "x-amzn-errortype";

/// What an error response says of itself. The header beats `__type` in the body, and that beats `code`.
pub(super) fn describe(headers: &HeaderMap, body: &Bytes) -> ErrorDescription {
    let named = headers.get(ERROR_TYPE).and_then(|value| value.to_str().ok());
    // A body that is no object of JSON says nothing; what it is does not matter beside the status.
    let document = serde_json::from_slice::<Map<String, Value>>(body).unwrap_or_default();
    let text = |keys: [&str; 2]| keys.iter().find_map(|key| document.get(*key)?.as_str());
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
    let body = if message.is_empty() { json!({}) } else { json!({ "message": message }) };
    document(status, code, &body)
}

/// The response for broken constraints.
pub(super) fn violations(shape: Option<&'static Schema>, violations: &[Violation]) -> Response<Body> {
    let message = summary(violations);
    let Some(shape) = shape else {
        let fields: Vec<_> = violations
            .iter()
            .map(|violation| json!({ "path": violation.path, "message": violation.message }))
            .collect();
        let error = CommonError::ValidationException;
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
        return document(status, error.code(), &json!({ "message": message, "fieldList": fields }));
    };
    let mut body = Map::new();
    if let Some(member) = shape.members().iter().find(|member| member.name().eq_ignore_ascii_case("message")) {
        body.insert(member.json_name().into(), message.into());
    }
    let status = shape.error_status().and_then(|status| StatusCode::from_u16(status).ok());
    document(status.unwrap_or(StatusCode::BAD_REQUEST), shape.name(), &body.into())
}

fn document(status: StatusCode, code: &str, body: &Value) -> Response<Body> {
    let body = Bytes::from(body.to_string());
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
