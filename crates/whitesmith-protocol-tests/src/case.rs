//! Test cases, as the traits of `smithy.test` hold them.
//!
//! ([HTTP protocol compliance tests](https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html),
//! [event stream protocol compliance tests](https://smithy.io/2.0/additional-specs/event-stream-protocol-compliance-tests.html))

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::value::Value;

/// The cases of one service.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ServiceCases {
    /// The absolute id of the service.
    pub service: String,
    /// Its operations with cases.
    pub operations: Vec<OperationCases>,
}

/// The cases of one operation.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OperationCases {
    /// The absolute id of the operation.
    pub operation: String,
    /// `@httpRequestTests`
    #[serde(default)]
    pub requests: Vec<RequestCase>,
    /// `@httpResponseTests`
    #[serde(default)]
    pub responses: Vec<ResponseCase>,
    /// `@httpResponseTests` of the errors that the operation may return, by absolute id.
    #[serde(default)]
    pub errors: BTreeMap<String, Vec<ResponseCase>>,
    /// `@httpMalformedRequestTests`
    #[serde(default)]
    pub malformed_requests: Vec<MalformedRequestCase>,
    /// `@eventStreamTests`
    #[serde(default)]
    pub event_streams: Vec<EventStreamCase>,
}

/// The sides that a case may be restricted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Clients only.
    Client,
    /// Servers only.
    Server,
}

impl Side {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Client, Self::Server];

    /// Its name: `client` or `server`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Server => "server",
        }
    }
}

/// What requests and responses have in common: assertions on headers and body.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Message {
    /// Headers it has.
    pub headers: BTreeMap<String, String>,
    /// Headers it must not have.
    pub forbid_headers: Vec<String>,
    /// Headers it must have, whatever their values.
    pub require_headers: Vec<String>,
    /// The body; `None` asserts nothing.
    pub body: Option<String>,
    /// How to read and compare the body.
    pub body_media_type: Option<String>,
}

/// An HTTP request, as it is to be sent or as it is received.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HttpRequest {
    /// The method.
    pub method: String,
    /// The path.
    pub uri: String,
    /// The host that the client is given; it may have a path.
    pub host: Option<String>,
    /// The host that the request goes to.
    pub resolved_host: Option<String>,
    /// Query parameters it has, as they are on the wire: `name=value`.
    #[serde(default)]
    pub query_params: Vec<String>,
    /// Names of query parameters it must not have.
    #[serde(default)]
    pub forbid_query_params: Vec<String>,
    /// Names of query parameters it must have, whatever their values.
    #[serde(default)]
    pub require_query_params: Vec<String>,
    /// Headers and body.
    #[serde(skip)]
    pub message: Message,
}

/// What every case has.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Head {
    /// The name of the case.
    pub id: String,
    /// The absolute id of the protocol it is about.
    pub protocol: String,
    /// The only side that it is for.
    pub applies_to: Option<Side>,
}

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }

        // Not `serde(flatten)`: that would buffer the values, and lose the text of their numbers.
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let raw = Box::<serde_json::value::RawValue>::deserialize(deserializer)?;
                Ok(Self { $($field: Part::part(raw.get()).map_err(serde::de::Error::custom)?,)* })
            }
        }
    )*};
}

/// A part of a case: read from the whole object, of which it ignores what it does not know.
trait Part: Sized {
    fn part(whole: &str) -> Result<Self, serde_json::Error>;
}

macro_rules! part {
    ($($type:ty)*) => {$(
        impl Part for $type {
            fn part(whole: &str) -> Result<Self, serde_json::Error> {
                serde_json::from_str(whole)
            }
        }
    )*};
}
part! { Head Message Params Status }

impl Part for HttpRequest {
    fn part(whole: &str) -> Result<Self, serde_json::Error> {
        let mut request: Self = serde_json::from_str(whole)?;
        request.message = serde_json::from_str(whole)?;
        Ok(request)
    }
}

/// The typed values of a case.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Params {
    /// The members by their names in the model.
    #[serde(default = "Params::none")]
    pub params: Value,
}

impl Params {
    fn none() -> Value {
        Value::Object(Vec::new())
    }
}

/// The status of a response.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Status {
    /// The number.
    pub code: u16,
}

parts! {
    /// `HttpRequestTestCase`: an input, and the request it becomes.
    RequestCase {
        /// What all cases have.
        head: Head,
        /// The request.
        request: HttpRequest,
        /// The input.
        params: Params,
    }
    /// `HttpResponseTestCase`: an output or error, and the response it becomes.
    ResponseCase {
        /// What all cases have.
        head: Head,
        /// The status.
        status: Status,
        /// Headers and body.
        message: Message,
        /// The output or error.
        params: Params,
    }
    /// `InitialHttpRequest`: the request that an event stream begins with.
    InitialRequest {
        /// The request.
        request: HttpRequest,
    }
    /// `InitialHttpResponse`: the response that an event stream begins with.
    InitialResponse {
        /// The status.
        status: Status,
        /// Headers and body.
        message: Message,
    }
}

/// `HttpMalformedRequestTestCase`: a request that a server must refuse, and how.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MalformedRequestCase {
    /// The name of the case.
    pub id: String,
    /// The absolute id of the protocol it is about.
    pub protocol: String,
    /// The request.
    pub request: MalformedRequest,
    /// The answer.
    pub response: MalformedResponse,
    /// Values to put in, by name; one case a position.
    #[serde(default)]
    pub test_parameters: BTreeMap<String, Vec<String>>,
}

/// `HttpMalformedRequestDefinition`
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MalformedRequest {
    /// The method.
    pub method: String,
    /// The path.
    pub uri: String,
    /// The host.
    pub host: Option<String>,
    /// Query parameters, as they are on the wire.
    #[serde(default)]
    pub query_params: Vec<String>,
    /// Headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The body; `None` for none.
    pub body: Option<String>,
}

/// `HttpMalformedResponseDefinition`
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MalformedResponse {
    /// Headers it has.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Its status.
    pub code: u16,
    /// What its body says; `None` asserts nothing.
    pub body: Option<MalformedResponseBody>,
}

/// `HttpMalformedResponseBodyDefinition`
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MalformedResponseBody {
    /// How to read and compare the body.
    pub media_type: String,
    /// What is asserted.
    pub assertion: BodyAssertion,
}

/// `HttpMalformedResponseBodyAssertion`
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BodyAssertion {
    /// The whole body.
    Contents(String),
    /// A regular expression that its `message` matches.
    MessageRegex(String),
}

/// `EventStreamTestCase`
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EventStreamCase {
    /// The name of the case.
    pub id: String,
    /// The absolute id of the protocol it is about.
    pub protocol: String,
    /// The only side that it is for.
    pub applies_to: Option<Side>,
    /// The input besides the stream.
    pub initial_request_params: Option<Value>,
    /// The request that the stream begins with.
    pub initial_request: Option<InitialRequest>,
    /// The output besides the stream.
    pub initial_response_params: Option<Value>,
    /// The response that the stream begins with.
    pub initial_response: Option<InitialResponse>,
    /// The events of both directions, in order.
    #[serde(default)]
    pub events: Vec<EventCase>,
    /// How it ends; well unless this says otherwise.
    pub expectation: Option<Expectation>,
}

/// `Event`
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EventCase {
    /// Its direction.
    #[serde(rename = "type")]
    pub direction: EventDirection,
    /// The event, as a union's value; `None` for one that the model does not have.
    pub params: Option<Value>,
    /// Headers it has.
    #[serde(default)]
    pub headers: BTreeMap<String, EventHeader>,
    /// Headers it must not have.
    #[serde(default)]
    pub forbid_headers: Vec<String>,
    /// Headers it must have, whatever their values.
    #[serde(default)]
    pub require_headers: Vec<String>,
    /// The payload; `None` asserts nothing.
    pub body: Option<String>,
    /// How to read and compare the payload.
    pub body_media_type: Option<String>,
    /// The whole frame in base64, to be received.
    pub bytes: Option<String>,
}

/// Where an event goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EventDirection {
    /// To the server.
    Request,
    /// To the client.
    Response,
}

/// `EventHeaderValue`
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EventHeader {
    /// A boolean.
    Boolean(bool),
    /// A byte.
    Byte(i8),
    /// A short.
    Short(i16),
    /// An integer.
    Integer(i32),
    /// A long.
    Long(i64),
    /// Bytes, in base64.
    Blob(String),
    /// A string.
    String(String),
    /// A point in time.
    Timestamp(Value),
}

/// `TestExpectation`
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Expectation {
    /// Well.
    Success(Value),
    /// With an error.
    Failure(FailureExpectation),
}

/// `TestFailureExpectation`
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FailureExpectation {
    /// The absolute id of the error; any error if absent.
    pub error_id: Option<String>,
}
