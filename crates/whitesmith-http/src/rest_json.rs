//! `aws.protocols#restJson1`
//! ([specification](https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html)).

mod errors;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, request, response};
use whitesmith::schema::Schema;
use whitesmith::shape::Structure;
use whitesmith::{CommonError, OperationSchema};

use crate::binding::read::RawLabel;
use crate::binding::{message, negotiate};
use crate::body::Body;
use crate::error::{Missing, ReadError, WriteError};
use crate::json::JsonCodec;
use crate::protocol::{ClientProtocol, ErrorDescription, ServerProtocol};
use crate::violation::Violation;

/// The protocol: HTTP bindings, with JSON in the bodies.
#[derive(Clone, Copy, Debug)]
pub struct RestJson1;

/// What it puts into bodies.
static CODEC: JsonCodec = JsonCodec::REST_JSON;

/// The media type of its documents.
const MEDIA_TYPE: &str = JsonCodec::REST_JSON.media_type;

/// The absolute id of its trait.
const ID: &str = "aws.protocols#restJson1";

impl ClientProtocol for RestJson1 {
    fn id(&self) -> &'static str {
        ID
    }

    fn write_request(
        &self,
        operation: &'static OperationSchema,
        endpoint: String,
        input: &mut dyn Structure,
    ) -> Result<http::Request<Body>, WriteError> {
        message::write_request(operation, endpoint, input, &CODEC)
    }

    fn is_success(&self, operation: &'static OperationSchema, status: StatusCode) -> bool {
        status.is_success() || operation.http_binding().is_some_and(|binding| binding.status == status.as_u16())
    }

    fn read_response(
        &self,
        _: &'static OperationSchema,
        head: &response::Parts,
        body: Body,
        output: &mut dyn Structure,
    ) -> Result<(), ReadError> {
        message::read_response(head, body, output, &CODEC)
    }

    fn describe_error(&self, head: &response::Parts, body: &Bytes) -> ErrorDescription {
        errors::describe(&head.headers, body)
    }

    fn read_error(&self, head: &response::Parts, body: Body, error: &mut dyn Structure) -> Result<(), ReadError> {
        message::read_response(head, body, error, &CODEC)
    }
}

impl ServerProtocol for RestJson1 {
    fn id(&self) -> &'static str {
        ID
    }

    fn negotiate(
        &self,
        operation: &'static OperationSchema,
        headers: &HeaderMap,
        has_body: Option<bool>,
    ) -> Result<(), CommonError> {
        negotiate::content_type(operation, MEDIA_TYPE, headers, has_body)?;
        negotiate::accept(operation, MEDIA_TYPE, headers)
    }

    fn read_request(
        &self,
        operation: &'static OperationSchema,
        head: &request::Parts,
        labels: &[RawLabel<'_>],
        body: Body,
        input: &mut dyn Structure,
        missing: &mut Missing,
    ) -> Result<(), ReadError> {
        message::read_request(operation, head, labels, body, input, &CODEC, missing)
    }

    fn write_response(
        &self,
        operation: &'static OperationSchema,
        output: &mut dyn Structure,
    ) -> Result<http::Response<Body>, WriteError> {
        message::write_response(operation, output, &CODEC)
    }

    fn write_error(&self, error: &dyn Structure) -> Result<http::Response<Body>, WriteError> {
        let mut response = message::write_error(error, &CODEC)?;
        errors::name(&mut response, error.schema().name());
        Ok(response)
    }

    fn write_failure(&self, status: StatusCode, code: &str, message: &str) -> http::Response<Body> {
        errors::failure(status, code, message)
    }

    fn write_violations(&self, shape: Option<&'static Schema>, violations: &[Violation]) -> http::Response<Body> {
        errors::violations(shape, violations)
    }
}
