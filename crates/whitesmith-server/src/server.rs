//! The server as a tower service.

use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::request::Parts;
use http::{HeaderName, Request, Response};
use tower_service::Service;
use whitesmith::Operation;
use whitesmith::error::BoxError;
use whitesmith_http::{Body, ServerProtocol, request_id};

use crate::auth::Authenticator;
use crate::dispatch::Dispatch;
use crate::health::{Health, HealthPaths};
use crate::incoming::Incoming;
use crate::limits::OperationLimits;
use crate::observe::Observer;
use crate::router::Found;
use crate::settings::Settings;
use crate::table::Table;

/// A server: a tower service over [`http`] types. A clone is cheap, and is the same server.
pub struct Server<D: Dispatch> {
    shared: Arc<Shared<D::Service>>,
}

/// What the clones of a server share.
struct Shared<S> {
    service: Arc<S>,
    table: Arc<Table<S>>,
    settings: Settings,
}

/// A copy that can be set otherwise.
impl<S> Clone for Shared<S> {
    fn clone(&self) -> Self {
        let (service, table) = (Arc::clone(&self.service), Arc::clone(&self.table));
        Self { service, table, settings: self.settings.clone() }
    }
}

impl<D: Dispatch> Server<D> {
    /// A server of this implementation.
    ///
    /// # Panics
    /// If no protocol that the model names is implemented, or if a URI pattern is not one: generated code does
    /// not come so far with such a model.
    pub fn new(service: D::Service) -> Self {
        let schema = D::SCHEMA;
        let protocol = whitesmith_http::protocol::of_server(schema)
            .unwrap_or_else(|| panic!("{} names no protocol that is implemented: {:?}", schema.id, schema.protocols));
        Self::speaking(service.into(), protocol)
    }

    /// A server of this implementation in one of the protocols of the model. Several of them share a port in
    /// [`Services`](crate::Services).
    ///
    /// # Panics
    /// If a URI pattern of the model is not one.
    pub fn speaking(service: Arc<D::Service>, protocol: &'static dyn ServerProtocol) -> Self {
        let table = Arc::new(Table::new(D::SCHEMA, protocol, D::handlers()));
        Self { shared: Arc::new(Shared { service, table, settings: Settings::default() }) }
    }

    /// Holds the callers of every operation with this scheme to it: see [`auth`](crate::auth). What is added for a
    /// scheme first, counts.
    #[must_use]
    pub fn authenticate(mut self, authenticator: impl Authenticator) -> Self {
        self.set().policy.authenticators.push(Arc::new(authenticator));
        self
    }

    /// Asks no caller who they are, whatever the model says.
    ///
    /// Without this, an operation of which the model names an authentication scheme is carried out for
    /// authenticated callers only, and so for nobody, until there is an [`authenticate`](Self::authenticate).
    #[must_use]
    pub fn without_authentication(mut self) -> Self {
        self.set().policy.open = true;
        self
    }

    /// The longest body held in memory, in bytes; 16 MiB unless set. A longer one is answered with status 413.
    /// Streaming bodies are not held in memory, and not limited.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.set().limits.body = bytes;
        self
    }

    /// The longest time until such a body is there; 60 s unless set. One that takes longer is answered with status
    /// 408.
    #[must_use]
    pub fn body_timeout(mut self, time: Duration) -> Self {
        self.set().limits.body_time = time;
        self
    }

    /// The longest time that a handler may take; not limited unless set. One that takes longer is dropped at its
    /// next await, and answered as `ServiceUnavailable`, status 503.
    #[must_use]
    pub fn timeout(mut self, time: Duration) -> Self {
        self.set().limits.handler_time = Some(time);
        self
    }

    /// Limits of a single operation, where they are not those of all.
    ///
    /// # Panics
    /// If it is not an operation of this service with a path.
    #[must_use]
    pub fn operation_limits<O: Operation>(mut self, limits: OperationLimits) -> Self {
        let id = O::SCHEMA.id();
        let index = self.shared.table.index_of(id).unwrap_or_else(|| panic!("{} has no operation {id}", D::SCHEMA.id));
        let operations = &mut self.set().limits.operations;
        operations.retain(|(operation, _)| *operation != index);
        operations.push((index, limits));
        self
    }

    /// Tells an observer of every request; of several, each.
    #[must_use]
    pub fn observe(mut self, observer: impl Observer) -> Self {
        self.set().observers.add(Arc::new(observer));
        self
    }

    /// Takes the ids of requests from this header, where a client sends one: up to 128 letters, digits and `-_.:/+=`.
    /// Without it every request gets an id of ours. On responses the id is in `x-amzn-requestid`.
    #[must_use]
    pub fn accept_request_ids(mut self, header: HeaderName) -> Self {
        self.set().request_id_header = Some(header);
        self
    }

    /// Answers `GET` at these two paths, before any operation: the first with 200 as long as the server runs, the
    /// second with 200 as long as it is [ready](Health), and else with 503.
    #[must_use]
    pub fn health_paths(mut self, live: impl Into<String>, ready: impl Into<String>) -> Self {
        self.set().health_paths = Some(HealthPaths { live: live.into(), ready: ready.into() });
        self
    }

    /// Whether the server is ready, to ask and to say.
    pub fn health(&self) -> Health {
        self.shared.settings.health.clone()
    }

    /// Sets what connections may use, and how serving ends:
    /// `server.connections(|connections| connections.limit = 1_000)`.
    #[cfg(feature = "serve")]
    #[must_use]
    pub fn connections(mut self, set: impl FnOnce(&mut crate::serve::Connections)) -> Self {
        set(&mut self.set().connections);
        self
    }

    #[cfg(feature = "serve")]
    pub(crate) fn settings(&self) -> &Settings {
        &self.shared.settings
    }

    fn set(&mut self) -> &mut Settings {
        &mut Arc::make_mut(&mut self.shared).settings
    }

    /// What the operations are called on.
    pub fn service(&self) -> &Arc<D::Service> {
        &self.shared.service
    }

    /// What the server has for a request.
    pub(crate) fn find(&self, head: &Parts) -> Found {
        self.shared.table.find(head)
    }
}

/// The header that a response has the id of its request in.
const ID_HEADER: HeaderName = HeaderName::from_static(request_id::HEADER);

/// The response of a [`Server`], to come.
pub type ResponseFuture = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

impl<D, B> Service<Request<B>> for Server<D>
where
    D: Dispatch,
    B: http_body::Body<Data: Send, Error: Into<BoxError>> + Send + 'static,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = ResponseFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> ResponseFuture {
        let Shared { table, settings, .. } = &*self.shared;
        let (mut head, body) = request.into_parts();
        if let Some(response) = settings.health_paths.as_ref().and_then(|it| it.answer(&head, &settings.health)) {
            return Box::pin(std::future::ready(Ok(response)));
        }
        let id = settings.request_id(&head);
        let id_header = id.to_header();
        let routed = table.route(&head);
        let mut watch = table.watch(settings, &head, &id, routed.as_ref().ok());
        head.extensions.insert(id);
        let shared = Arc::clone(&self.shared);
        #[cfg(feature = "tracing")]
        let span = watch.as_ref().map_or_else(tracing::Span::none, |watch| watch.span.clone());
        // All that needs no waiting is done by now: the future holds what is left, and nothing twice.
        let answer = async move {
            let Shared { service, table, settings } = &*shared;
            let mut body = Incoming::Arriving(body);
            let answered = match routed {
                Ok(routed) => table.answer(service, settings, routed, &mut head, &mut body, &mut watch).await,
                Err(refusal) => Err(refusal),
            };
            let mut response = answered.unwrap_or_else(|refusal| *refusal);
            if let Some(id) = id_header {
                response.headers_mut().entry(ID_HEADER).or_insert(id);
            }
            if let Some(watch) = watch {
                watch.finish(&response);
            }
            Ok(response)
        };
        #[cfg(feature = "tracing")]
        let answer = tracing::Instrument::instrument(answer, span);
        Box::pin(answer)
    }
}

impl<D: Dispatch> Clone for Server<D> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared) }
    }
}

impl<D: Dispatch> fmt::Debug for Server<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("service", &D::SCHEMA.id)
            .field("settings", &self.shared.settings)
            .finish_non_exhaustive()
    }
}
