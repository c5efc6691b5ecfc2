//! What a protocol is: how operations become messages, and messages become operations.
//!
//! Everything here works on schemas and on values looked at by reference, so that a protocol is compiled once and
//! not once an operation. Its two sides are two traits, so that a client links nothing of servers, and a server nothing of
//! clients. To add one: implement both in a folder of its own, and add it to the two tables.

use bytes::Bytes;
use http::{HeaderMap, StatusCode, request, response};
use whitesmith::schema::Schema;
use whitesmith::shape::Structure;
use whitesmith::{CommonError, OperationSchema, ServiceSchema};

use crate::binding::read::RawLabel;
use crate::body::Body;
use crate::error::{Missing, ReadError, WriteError};
use crate::rest_json::RestJson1;
use crate::violation::Violation;

/// What a client asks of a protocol.
pub trait ClientProtocol: Send + Sync + 'static {
    /// The absolute id of its trait.
    fn id(&self) -> &'static str;

    /// The request of an operation to `endpoint` (scheme, authority, and maybe a path). A streaming member is
    /// taken out of the input.
    fn write_request(
        &self,
        operation: &'static OperationSchema,
        endpoint: String,
        input: &mut dyn Structure,
    ) -> Result<http::Request<Body>, WriteError>;

    /// Whether the response is a success.
    fn is_success(&self, operation: &'static OperationSchema, status: StatusCode) -> bool;

    /// Fills the output of an operation. The body is in memory, unless the output streams it.
    fn read_response(
        &self,
        operation: &'static OperationSchema,
        head: &response::Parts,
        body: Body,
        output: &mut dyn Structure,
    ) -> Result<(), ReadError>;

    /// What a response that is no success says of itself.
    fn describe_error(&self, head: &response::Parts, body: &Bytes) -> ErrorDescription;

    /// Fills a modelled error.
    fn read_error(&self, head: &response::Parts, body: Body, error: &mut dyn Structure) -> Result<(), ReadError>;
}

/// What a server asks of a protocol.
pub trait ServerProtocol: Send + Sync + 'static {
    /// The absolute id of its trait.
    fn id(&self) -> &'static str;

    /// Whether the operation takes the body that these headers announce, and has what they accept. `has_body` is
    /// `None` as long as that is not known; nothing is refused then that depends on it.
    fn negotiate(
        &self,
        operation: &'static OperationSchema,
        headers: &HeaderMap,
        has_body: Option<bool>,
    ) -> Result<(), CommonError>;

    /// Fills the input of an operation. The body is in memory, unless the input streams it. Required members that
    /// are not there are added to `missing`.
    fn read_request(
        &self,
        operation: &'static OperationSchema,
        head: &request::Parts,
        labels: &[RawLabel<'_>],
        body: Body,
        input: &mut dyn Structure,
        missing: &mut Missing,
    ) -> Result<(), ReadError>;

    /// The response of an operation. A streaming member is taken out of the output.
    fn write_response(
        &self,
        operation: &'static OperationSchema,
        output: &mut dyn Structure,
    ) -> Result<http::Response<Body>, WriteError>;

    /// The response for a modelled error.
    fn write_error(&self, error: &dyn Structure) -> Result<http::Response<Body>, WriteError>;

    /// The response for an error that the model does not have.
    fn write_failure(&self, status: StatusCode, code: &str, message: &str) -> http::Response<Body>;

    /// The response for an input that breaks constraints of the model, sent as the error `shape` of the model, or
    /// as `smithy.framework#ValidationException`.
    fn write_violations(&self, shape: Option<&'static Schema>, violations: &[Violation]) -> http::Response<Body>;
}

/// What an error response says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorDescription {
    /// The name of the error's shape, without anything around it.
    pub code: Option<String>,
    /// A message for people.
    pub message: Option<String>,
    /// The id that the service gave the request.
    pub request_id: Option<String>,
}

/// Every protocol there is, as clients and as servers speak it.
const CLIENTS: &[&dyn ClientProtocol] = &[&RestJson1];
const SERVERS: &[&dyn ServerProtocol] = &[&RestJson1];

/// The absolute ids of the protocols that are implemented here.
pub fn implemented() -> impl Iterator<Item = &'static str> {
    SERVERS.iter().map(|protocol| protocol.id())
}

/// The first protocol of a service that is implemented here, for its clients.
pub fn of_client(service: &ServiceSchema) -> Option<&'static dyn ClientProtocol> {
    service.protocols.iter().find_map(|id| CLIENTS.iter().copied().find(|protocol| protocol.id() == *id))
}

/// The first protocol of a service that is implemented here, for its servers.
pub fn of_server(service: &ServiceSchema) -> Option<&'static dyn ServerProtocol> {
    service.protocols.iter().find_map(|id| SERVERS.iter().copied().find(|protocol| protocol.id() == *id))
}
