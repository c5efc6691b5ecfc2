//! What happens to requests, told to whoever counts or logs it.
//!
//! An [`Observer`] hears of every request when it arrives and when it is over. With the feature `tracing` each
//! request is a span as well, of target `whitesmith_server`, with the fields `service`, `operation`, `request_id`,
//! `peer`, `caller`, `status`, `error` and `latency_us`; its end is an event.
//!
//! Neither has a path, a query, a header or a body in it, because these may hold members that the model calls
//! `@sensitive`. An operation's route is known by its pattern.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http::request::Parts;
use http::{Method, Response, StatusCode};
use whitesmith::{Identity, OperationSchema, Peer, RequestId, ServiceSchema};
use whitesmith_http::Body;

/// Counts or logs requests. Its methods are called on the request's path: they should be done in a microsecond.
pub trait Observer: Send + Sync + 'static {
    /// A request has arrived; which operation it is for is not known yet. What is in flight grows by one.
    fn started(&self) {}

    /// A request is over: its response is about to be sent, or nobody waits for it any more. What is in flight
    /// shrinks by one.
    fn finished(&self, request: &Finished<'_>) {
        let _ = request;
    }
}

/// A request that is over.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finished<'a> {
    /// The service.
    pub service: &'static ServiceSchema,
    /// The operation, if there was one.
    pub operation: Option<&'static OperationSchema>,
    /// The method.
    pub method: &'a Method,
    /// The status of the response; `None` if the client was gone before there was one.
    pub status: Option<StatusCode>,
    /// The error's code as it is on the wire: `ValidationException`.
    pub error: Option<&'a str>,
    /// Why it failed, where the client is not told: a panic's words, or an error that is no error of the service.
    pub cause: Option<&'a str>,
    /// The time from its headers to the response; the bytes of a body that streams come later.
    pub latency: Duration,
    /// Its id.
    pub request_id: &'a str,
    /// The other end of the connection.
    pub peer: Option<Peer>,
    /// Who called.
    pub caller: Option<&'a Identity>,
    /// How many bytes the response's body has, if that is known.
    pub response_bytes: Option<u64>,
}

impl Finished<'_> {
    /// The pattern of the operation's path: `/invitations/delete`.
    pub fn route(&self) -> Option<&'static str> {
        self.operation.and_then(OperationSchema::http_binding).map(|http| http.uri)
    }
}

/// What an error response says of itself inside of the process, among its extensions: for layers around the server.
#[derive(Clone, Debug)]
pub struct ResponseError {
    /// The error's code as it is on the wire.
    pub code: Box<str>,
    /// Why, where the client is not told.
    pub cause: Option<Box<str>>,
}

/// Those who hear of requests.
#[derive(Clone, Default)]
pub(crate) struct Observers(Arc<Vec<Arc<dyn Observer>>>);

impl Observers {
    pub(crate) fn add(&mut self, observer: Arc<dyn Observer>) {
        Arc::make_mut(&mut self.0).push(observer);
    }
}

impl fmt::Debug for Observers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} observers", self.0.len())
    }
}

/// One request as it is observed. Dropped unfinished, it tells that the client is gone.
pub(crate) struct Watch {
    observers: Observers,
    service: &'static ServiceSchema,
    operation: Option<&'static OperationSchema>,
    pub(crate) caller: Option<Identity>,
    method: Method,
    request_id: RequestId,
    peer: Option<Peer>,
    started: Instant,
    #[cfg(feature = "tracing")]
    pub(crate) span: tracing::Span,
    finished: bool,
}

impl Watch {
    /// Begins to watch, if anybody wants to hear of it.
    pub(crate) fn begin(
        observers: &Observers,
        service: &'static ServiceSchema,
        operation: Option<&'static OperationSchema>,
        head: &Parts,
        request_id: &RequestId,
    ) -> Option<Box<Self>> {
        #[cfg(feature = "tracing")]
        let span = span(service, operation, head, request_id);
        #[cfg(feature = "tracing")]
        let wanted = !span.is_disabled();
        #[cfg(not(feature = "tracing"))]
        let wanted = false;
        if observers.0.is_empty() && !wanted {
            return None;
        }
        observers.0.iter().for_each(|observer| observer.started());
        Some(Box::new(Self {
            observers: observers.clone(),
            service,
            operation,
            caller: None,
            method: head.method.clone(),
            request_id: request_id.clone(),
            peer: head.extensions.get().copied(),
            started: Instant::now(),
            #[cfg(feature = "tracing")]
            span,
            finished: false,
        }))
    }

    /// Tells how it ended.
    pub(crate) fn finish(mut self, response: &Response<Body>) {
        self.tell(Some(response));
    }

    fn tell(&mut self, response: Option<&Response<Body>>) {
        self.finished = true;
        let error = response.and_then(|response| response.extensions().get::<ResponseError>());
        let finished = Finished {
            service: self.service,
            operation: self.operation,
            method: &self.method,
            status: response.map(Response::status),
            error: error.map(|error| &*error.code),
            cause: error.and_then(|error| error.cause.as_deref()),
            latency: self.started.elapsed(),
            request_id: self.request_id.as_str(),
            peer: self.peer,
            caller: self.caller.as_ref(),
            response_bytes: response.and_then(|response| response.body().remaining()),
        };
        self.observers.0.iter().for_each(|observer| observer.finished(&finished));
        #[cfg(feature = "tracing")]
        record(&self.span, &finished);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if !self.finished {
            self.tell(None);
        }
    }
}

#[cfg(feature = "tracing")]
fn span(
    service: &ServiceSchema,
    operation: Option<&OperationSchema>,
    head: &Parts,
    request_id: &RequestId,
) -> tracing::Span {
    use tracing::field::{Empty, display};
    let peer = head.extensions.get::<Peer>().map(display);
    tracing::info_span!(
        target: "whitesmith_server",
        "request",
        service = service.name(),
        operation = operation.map(OperationSchema::name),
        request_id = request_id.as_str(),
        peer,
        caller = Empty,
        status = Empty,
        error = Empty,
        latency_us = Empty,
    )
}

#[cfg(feature = "tracing")]
fn record(span: &tracing::Span, finished: &Finished<'_>) {
    let latency = u64::try_from(finished.latency.as_micros()).unwrap_or(u64::MAX);
    span.record("latency_us", latency);
    if let Some(caller) = finished.caller {
        span.record("caller", caller.name());
    }
    if let Some(error) = finished.error {
        span.record("error", error);
    }
    let _entered = span.enter();
    let Some(status) = finished.status else {
        tracing::info!(target: "whitesmith_server", "the client is gone");
        return;
    };
    span.record("status", status.as_u16());
    match finished.cause {
        Some(cause) => tracing::error!(target: "whitesmith_server", cause, "failed"),
        None if status.is_server_error() => tracing::error!(target: "whitesmith_server", "failed"),
        None => tracing::info!(target: "whitesmith_server", "answered"),
    }
}
