//! One request and its response, behind the generic shell of a handler: nothing here knows a type of the model.

use std::ops::Range;

use http::request::Parts;
use http::{Extensions, HeaderMap, Response, StatusCode};
use whitesmith::error::ErrorShape;
use whitesmith::operation::ServiceTrait;
use whitesmith::schema::Schema;
use whitesmith::shape::Structure;
use whitesmith::{CommonError, Error, ErrorKind, OperationSchema, ServiceSchema};
use whitesmith_http::{Body, Missing, ServerProtocol, Violation};

use crate::constraints;
use crate::observe::ResponseError;

/// The response for a request that is not carried out.
pub(crate) type Refusal = Box<Response<Body>>;

/// A request that has found its operation.
pub(crate) struct Exchange {
    pub(crate) reply: Reply,
    pub(crate) head: Parts,
    /// The index of the member of each label, and where in the path its text is.
    pub(crate) labels: Vec<(usize, Range<usize>)>,
    pub(crate) body: Body,
}

/// What it takes to answer.
#[derive(Clone, Copy)]
pub(crate) struct Reply {
    pub(crate) protocol: &'static dyn ServerProtocol,
    pub(crate) operation: &'static OperationSchema,
    /// The error that broken constraints are sent as, where the model chooses one.
    pub(crate) validation_error: Option<&'static Schema>,
}

impl Exchange {
    /// Fills the input and checks it. What surrounded it is returned, or the response that refuses it.
    pub(crate) fn read(self, input: &mut dyn Structure) -> Result<(HeaderMap, Extensions), Refusal> {
        let Self { reply, head, labels, body } = self;
        let mut missing = Missing::new();
        let path = head.uri.path();
        let labels: Vec<_> =
            labels.into_iter().filter_map(|(member, range)| Some((member, path.get(range)?))).collect();
        reply
            .protocol
            .read_request(reply.operation, &head, &labels, body, input, &mut missing)
            .map_err(|error| Refusal::new(reply.common(CommonError::SerializationException, &causes(&error))))?;
        let mut violations = Vec::new();
        constraints::check(input, &mut violations);
        // A member that is not there holds a blank value, of which nothing is to be said.
        let below = |path: &str, missing: &str| {
            path.strip_prefix(missing).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let is_missing = |path: &str| missing.iter().any(|missing| below(path, missing));
        violations.retain(|violation| !is_missing(&violation.path));
        violations.splice(0..0, missing.into_iter().map(Violation::missing));
        if !violations.is_empty() {
            let response = reply.protocol.write_violations(reply.validation_error, &violations);
            let code = reply.validation_error.map_or(CommonError::ValidationException.code(), Schema::name);
            return Err(marked(response, code, None).into());
        }
        Ok((head.headers, head.extensions))
    }
}

/// An error and what caused it, on one line.
fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

impl Reply {
    /// The response with an output.
    pub(crate) fn output(&self, output: &mut dyn Structure) -> Response<Body> {
        self.protocol
            .write_response(self.operation, output)
            .unwrap_or_else(|error| self.internal_failure(format!("the output cannot be written: {}", causes(&error))))
    }

    /// The response with an error: of the model, or any other.
    pub(crate) fn error(&self, modeled: Option<&dyn ErrorShape>, other: Option<&Error>) -> Response<Body> {
        match (modeled, other) {
            (Some(error), _) => match self.protocol.write_error(error) {
                Ok(response) => marked(response, error.schema().name(), None),
                Err(failure) => self.internal_failure(format!("the error cannot be written: {}", causes(&failure))),
            },
            (None, Some(error)) => self.other(error),
            (None, None) => self.internal_failure("an error of nothing".into()),
        }
    }

    /// An error that is meant for the client is sent. All others are ours, and say nothing of the server's inside.
    pub(crate) fn other(&self, error: &Error) -> Response<Body> {
        let status = error.status().and_then(|status| StatusCode::from_u16(status).ok());
        match (error.kind(), status, error.code()) {
            (ErrorKind::Service, Some(status), Some(code)) => {
                marked(self.protocol.write_failure(status, code, error.message().unwrap_or_default()), code, None)
            }
            (ErrorKind::NotImplemented, ..) => not_implemented(self.protocol, self.operation),
            _ => self.internal_failure(error.to_string()),
        }
    }

    fn common(&self, error: CommonError, message: &str) -> Response<Body> {
        common(self.protocol, error, message)
    }

    /// The client is not told the cause; observers are.
    pub(crate) fn internal_failure(&self, cause: String) -> Response<Body> {
        let error = CommonError::InternalFailure;
        marked(self.common(error, ""), error.code(), Some(cause))
    }
}

/// The response, with what observers are told of its error.
fn marked(mut response: Response<Body>, code: &str, cause: Option<String>) -> Response<Body> {
    response.extensions_mut().insert(ResponseError { code: code.into(), cause: cause.map(Into::into) });
    response
}

/// The response for an error that any operation may have.
pub(crate) fn common(protocol: &dyn ServerProtocol, error: CommonError, message: &str) -> Response<Body> {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    marked(protocol.write_failure(status, error.code(), message), error.code(), None)
}

/// The response for an operation that the server leaves out.
fn not_implemented(protocol: &dyn ServerProtocol, operation: &OperationSchema) -> Response<Body> {
    let message = format!("{} is not implemented", operation.name());
    let code = "NotImplemented";
    marked(protocol.write_failure(StatusCode::NOT_IMPLEMENTED, code, &message), code, None)
}

/// The error of the model that broken constraints are sent as.
pub(crate) fn validation_error(service: &ServiceSchema) -> Option<&'static Schema> {
    service.traits.iter().find_map(|t| if let ServiceTrait::ValidationError(schema) = t { Some(*schema) } else { None })
}
