//! Whole messages, as every REST protocol has them: the parts of [`mod@write`] and [`read`] in their order.

use http::header::ACCEPT;
use http::{HeaderValue, Method, Request, Response, StatusCode, request, response};
use whitesmith::operation::OperationTrait;
use whitesmith::shape::Structure;
use whitesmith::{ByteStream, OperationSchema};

use super::read::RawLabel;
use super::{Codec, Content, Direction, negotiate, read, write};
use crate::Strictness;
use crate::body::Body;
use crate::error::{Missing, ReadError, WriteError};

/// The request of an operation to `endpoint`.
pub fn write_request(
    operation: &'static OperationSchema,
    endpoint: String,
    input: &mut dyn Structure,
    codec: &'static dyn Codec,
) -> Result<Request<Body>, WriteError> {
    let binding = operation
        .http_binding()
        .ok_or_else(|| WriteError { message: format!("{} has no HTTP binding", operation.id()) })?;
    let stream = write::take_stream(input, codec);
    let input = &*input;
    let mut uri = endpoint;
    write::target(&binding, input, &mut uri)?;
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = uri.try_into().map_err(|_| WriteError { message: "the URI is not valid".into() })?;
    *request.method_mut() = Method::from_bytes(binding.method.as_bytes())
        .map_err(|_| WriteError { message: format!("`{}` is no HTTP method", binding.method) })?;
    write::headers(input, request.headers_mut())?;
    if let Some(media_type) = negotiate::offered(operation, codec.media_type()) {
        request.headers_mut().entry(ACCEPT).or_insert(HeaderValue::from_static(media_type));
    }
    *request.body_mut() = write::body(input, stream, Direction::Request, false, codec, request.headers_mut())?;
    Ok(request)
}

/// Fills the output of an operation, or an error.
pub fn read_response(
    head: &response::Parts,
    body: Body,
    output: &mut dyn Structure,
    codec: &'static dyn Codec,
) -> Result<(), ReadError> {
    // What a service leaves out keeps the blank value that the output began with.
    let mut missing = Missing::new();
    read::status(head.status, output);
    read::headers(&head.headers, output, Strictness::Lenient, &mut missing)?;
    read::body(body, Direction::Response, output, codec, Strictness::Lenient, &mut missing)?;
    // Not so before a stream of events, which is not to begin on a guess.
    match missing.first() {
        Some(path) if Content::of(output.schema(), Direction::Response) == Content::Events => {
            Err(ReadError::new(format!("the initial response lacks `{}`", path.trim_start_matches('/'))))
        }
        _ => Ok(()),
    }
}

/// Fills the input of an operation.
pub fn read_request(
    operation: &'static OperationSchema,
    head: &request::Parts,
    labels: &[RawLabel<'_>],
    body: Body,
    input: &mut dyn Structure,
    codec: &'static dyn Codec,
    missing: &mut Missing,
) -> Result<(), ReadError> {
    if operation.has(OperationTrait::UnitInput) {
        return Ok(());
    }
    input.set_defaults();
    read::labels(labels.iter().copied(), input, Strictness::Strict)?;
    read::query(head.uri.query().unwrap_or_default(), input, Strictness::Strict, missing)?;
    read::headers(&head.headers, input, Strictness::Strict, missing)?;
    read::body(body, Direction::Request, input, codec, Strictness::Strict, missing)
}

/// The response of an operation.
pub fn write_response(
    operation: &'static OperationSchema,
    output: &mut dyn Structure,
    codec: &'static dyn Codec,
) -> Result<Response<Body>, WriteError> {
    let stream = write::take_stream(output, codec);
    let output = &*output;
    let modelled = operation.http_binding().map_or(200, |binding| binding.status);
    let status = match write::status(output) {
        Some(status) => u16::try_from(status).map_err(|_| invalid_status(status))?,
        None => modelled,
    };
    let always = !operation.has(OperationTrait::UnitOutput);
    response(status, output, stream, always, codec)
}

/// The response for an error of the model.
pub fn write_error(error: &dyn Structure, codec: &'static dyn Codec) -> Result<Response<Body>, WriteError> {
    response(error.schema().error_status().unwrap_or(500), error, None, true, codec)
}

fn invalid_status(status: impl std::fmt::Display) -> WriteError {
    WriteError { message: format!("{status} is no HTTP status") }
}

fn response(
    status: u16,
    value: &dyn Structure,
    stream: Option<ByteStream>,
    always: bool,
    codec: &'static dyn Codec,
) -> Result<Response<Body>, WriteError> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::from_u16(status).map_err(|_| invalid_status(status))?;
    write::headers(value, response.headers_mut())?;
    if has_no_body(response.status()) {
        return Ok(response);
    }
    *response.body_mut() = write::body(value, stream, Direction::Response, always, codec, response.headers_mut())?;
    Ok(response)
}

/// Whether a response of this status never has a body
/// ([RFC 9110, 6.4.1](https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1)).
fn has_no_body(status: StatusCode) -> bool {
    status.is_informational()
        || matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED)
}
