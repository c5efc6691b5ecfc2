//! The server as a tower service: from a request to its handler and back.

use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::ops::Range;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::header::{ALLOW, WWW_AUTHENTICATE};
use http::request::Parts;
use http::{HeaderValue, Method, Request, Response, StatusCode};
use tower_service::Service;
use whitesmith::error::BoxError;
use whitesmith::{CommonError, OperationSchema, ServiceSchema};
use whitesmith_http::binding::content;
use whitesmith_http::body::{CollectError, collect};
use whitesmith_http::uri::Pattern;
use whitesmith_http::{Body, Protocol, request_id};

use crate::auth::{Admission, Authenticator, BodyCheck, Denied, Policy, checked};
#[cfg(feature = "gzip")]
use crate::decompression;
use crate::dispatch::Dispatch;
use crate::exchange::{Exchange, Refusal, Reply, common, not_implemented, validation_error};
use crate::handler::Handler;
use crate::incoming::Incoming;
use crate::limits::Limits;
use crate::panic::{CatchPanic, Panicked, catch};
use crate::router::{Found, Router};

/// A server: a tower service over [`http`] types. A clone is cheap, and is the same server.
pub struct Server<D: Dispatch> {
    service: Arc<D::Service>,
    table: Arc<Table<D::Service>>,
    pub(crate) settings: Arc<Settings>,
}

/// What can be set on a server.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    pub(crate) limits: Limits,
    pub(crate) policy: Policy,
}

/// What does not change after the server was made.
struct Table<S> {
    schema: &'static ServiceSchema,
    protocol: &'static dyn Protocol,
    router: Router,
    routes: Vec<Route<S>>,
    validation_error: Option<&'static whitesmith::schema::Schema>,
}

/// One operation.
struct Route<S> {
    operation: &'static OperationSchema,
    handler: Option<Handler<S>>,
    /// The index of the input's member for each label of the pattern, in its order.
    labels: Vec<usize>,
    /// Whether the body of a request is not held in memory.
    streaming: bool,
}

/// A route, and where in the path its labels are.
type Routed<'a, S> = (&'a Route<S>, Vec<Range<usize>>);

impl<D: Dispatch> Server<D> {
    /// A server of this implementation.
    ///
    /// # Panics
    /// If no protocol that the model names is implemented, or if a URI pattern is not one: generated code does
    /// not come so far with such a model.
    pub fn new(service: D::Service) -> Self {
        let schema = D::SCHEMA;
        let protocol = whitesmith_http::protocol::find(schema)
            .unwrap_or_else(|| panic!("{} names no protocol that is implemented: {:?}", schema.id, schema.protocols));
        let mut handlers = D::handlers();
        let mut router = Router::new();
        let mut table = Vec::new();
        for operation in schema.operations {
            let Some(binding) = operation.http_binding() else { continue };
            let added = Method::from_bytes(binding.method.as_bytes())
                .map_err(|error| error.to_string())
                .and_then(|method| router.add(method, binding.uri, table.len()).map_err(|error| error.to_string()));
            if let Err(error) = added {
                panic!("{}: {error}", operation.id());
            }
            let handler = handlers.iter().position(|handler| handler.operation().id() == operation.id());
            table.push(Route {
                operation,
                handler: handler.map(|at| handlers.swap_remove(at)),
                labels: label_members(operation, binding.uri),
                streaming: content::is_streaming(operation.input()),
            });
        }
        let table = Table { schema, protocol, router, routes: table, validation_error: validation_error(schema) };
        Self { service: Arc::new(service), table: Arc::new(table), settings: Arc::default() }
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

    /// The longest time until the headers of a request are there; 30 s unless set.
    #[must_use]
    pub fn header_read_timeout(mut self, time: Duration) -> Self {
        self.set().limits.header_read = time;
        self
    }

    /// How long accepted requests may go on after the signal to shut down; 30 s unless set.
    #[must_use]
    pub fn shutdown_grace(mut self, time: Duration) -> Self {
        self.set().limits.shutdown_grace = time;
        self
    }

    fn set(&mut self) -> &mut Settings {
        Arc::make_mut(&mut self.settings)
    }

    /// What the operations are called on.
    pub fn service(&self) -> &Arc<D::Service> {
        &self.service
    }
}

/// The index of the member for each label of a pattern.
fn label_members(operation: &OperationSchema, uri: &'static str) -> Vec<usize> {
    let members = operation.input().members();
    let index = |label| members.iter().position(|member| member.name() == label);
    // A label without a member, which no valid model has, is kept in its place and filled into nothing.
    Pattern::parse(uri).iter().flat_map(Pattern::labels).map(|label| index(label).unwrap_or(usize::MAX)).collect()
}

impl<S: Send + Sync + 'static> Table<S> {
    /// Answers a request, whatever happens.
    async fn respond<B>(&self, service: Arc<S>, settings: &Settings, request: Request<B>) -> Response<Body>
    where
        B: http_body::Body + Send + 'static,
        B::Data: Send,
        B::Error: Into<BoxError>,
    {
        let mut response = self.answer(service, settings, request).await.unwrap_or_else(|refusal| *refusal);
        if let Ok(id) = HeaderValue::try_from(request_id::uuid()) {
            response.headers_mut().entry(request_id::HEADER).or_insert(id);
        }
        response
    }

    /// Answers a request; the error is the response that refuses it.
    async fn answer<B>(
        &self,
        service: Arc<S>,
        settings: &Settings,
        request: Request<B>,
    ) -> Result<Response<Body>, Refusal>
    where
        B: http_body::Body + Send + 'static,
        B::Data: Send,
        B::Error: Into<BoxError>,
    {
        let (mut head, body) = request.into_parts();
        let (route, labels) = self.route(&head)?;
        let refuse = |error| Refusal::new(common(self.protocol, error, ""));
        let Some(handler) = &route.handler else {
            return Err(not_implemented(self.protocol, route.operation).into());
        };

        let mut body = Incoming::Arriving(body);
        let check = self.admit(route, settings, &mut head, &mut body).await?;
        let body = self.body(route, settings.limits, &mut head, body, check).await?;
        let labels = route.labels.iter().copied().zip(labels).collect();
        let exchange = Exchange { reply: self.reply(route), head, labels, body };
        let answered = match catch(|| handler.answer(service, exchange)) {
            Ok(answer) => CatchPanic(answer).await,
            Err(panicked) => Err(panicked),
        };
        answered.map_err(|Panicked| refuse(CommonError::InternalFailure))
    }

    /// The body for an operation: all of it in memory, unless the operation streams it.
    async fn body<B>(
        &self,
        route: &Route<S>,
        limits: Limits,
        head: &mut Parts,
        mut body: Incoming<B>,
        check: Option<Box<dyn BodyCheck>>,
    ) -> Result<Body, Refusal>
    where
        B: http_body::Body + Send + 'static,
        B::Data: Send,
        B::Error: Into<BoxError>,
    {
        let negotiate = |head: &Parts, has_body| {
            let refuse = |error| Refusal::new(common(self.protocol, error, ""));
            self.protocol.negotiate(route.operation, &head.headers, has_body).map_err(refuse)
        };
        let unread = |error: CollectError| Refusal::new(self.unread(&error));
        let known = body.is_present();
        negotiate(head, known)?;
        let check = match check {
            Some(mut check) if !route.streaming => {
                let bytes = body.read(limits.body).await.map_err(unread)?;
                check.update(&bytes);
                check.finish().map_err(|error| self.deny(route, Denied::from(error)))?;
                body = Incoming::Read(bytes);
                None
            }
            check => check,
        };
        // What was signed is what came over the wire, so it is checked before anything is done to it.
        let into_body = |body: Incoming<B>| match check {
            Some(check) => Body::from(checked(body.into_body().into_stream(), check)),
            None => body.into_body(),
        };
        #[cfg(feature = "gzip")]
        if decompression::take_encoding(route.operation, &mut head.headers) {
            let inflated = Body::from(decompression::inflate(into_body(body).into_stream()));
            return if route.streaming {
                Ok(inflated)
            } else {
                Ok(collect(inflated, limits.body).await.map_err(unread)?.into())
            };
        }
        if route.streaming {
            return Ok(into_body(body));
        }
        let bytes = body.read(limits.body).await.map_err(unread)?;
        if known.is_none() {
            negotiate(head, Some(!bytes.is_empty()))?;
        }
        Ok(bytes.into())
    }

    /// Finds out who calls, and puts that into the extensions. What is returned is to be asked about the body.
    async fn admit<B>(
        &self,
        route: &Route<S>,
        settings: &Settings,
        head: &mut Parts,
        body: &mut Incoming<B>,
    ) -> Result<Option<Box<dyn BodyCheck>>, Refusal>
    where
        B: http_body::Body + Send + 'static,
        B::Data: Send,
        B::Error: Into<BoxError>,
    {
        let deny = |denied| self.deny(route, denied);
        let ask = |head, bytes| settings.policy.admit(self.schema, route.operation, head, bytes);
        let mut admission = ask(head, None).await.map_err(deny)?;
        if matches!(admission, Admission::NeedsBody) {
            let unread = std::mem::replace(body, Incoming::Read(Bytes::new()));
            let bytes = unread.read(settings.limits.body).await.map_err(|error| Refusal::new(self.unread(&error)))?;
            admission = ask(head, Some(&bytes)).await.map_err(deny)?;
            *body = Incoming::Read(bytes);
        }
        match admission {
            Admission::Admitted(identity, check) => {
                identity.map(|identity| head.extensions.insert(identity));
                Ok(check)
            }
            Admission::NeedsBody => Err(Refusal::new(common(self.protocol, CommonError::InternalFailure, ""))),
        }
    }

    /// The response for a caller who may not come in.
    fn deny(&self, route: &Route<S>, denied: Denied) -> Refusal {
        let mut response = self.reply(route).other(&denied.error);
        for challenge in denied.challenges {
            if let Ok(challenge) = HeaderValue::try_from(challenge) {
                *response.status_mut() = StatusCode::UNAUTHORIZED;
                response.headers_mut().append(WWW_AUTHENTICATE, challenge);
            }
        }
        response.into()
    }

    fn reply(&self, route: &Route<S>) -> Reply {
        Reply { protocol: self.protocol, operation: route.operation, validation_error: self.validation_error }
    }

    fn route(&self, head: &Parts) -> Result<Routed<'_, S>, Refusal> {
        let refuse = |message: &str| common(self.protocol, CommonError::UnknownOperationException, message);
        match self.router.find(&head.method, head.uri.path(), head.uri.query()) {
            Found::Operation { operation, labels } => match self.routes.get(operation) {
                Some(route) => Ok((route, labels)),
                None => Err(refuse("").into()),
            },
            Found::NotFound => Err(refuse("There is no operation at this path.").into()),
            Found::MethodNotAllowed(methods) => {
                let mut response = refuse("The operations at this path have other methods.");
                *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
                let names: Vec<_> = methods.iter().map(Method::as_str).collect();
                if let Ok(names) = HeaderValue::try_from(names.join(", ")) {
                    response.headers_mut().insert(ALLOW, names);
                }
                Err(response.into())
            }
        }
    }

    /// The response for a body that did not arrive whole.
    fn unread(&self, error: &CollectError) -> Response<Body> {
        let common_error = match error {
            CollectError::TooLarge { .. } => CommonError::RequestEntityTooLargeException,
            CollectError::Broken(_) => CommonError::RequestAbortedException,
        };
        common(self.protocol, common_error, &error.to_string())
    }
}

/// The response of a [`Server`], to come.
pub type ResponseFuture = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

impl<D, B> Service<Request<B>> for Server<D>
where
    D: Dispatch,
    B: http_body::Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<BoxError>,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = ResponseFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> ResponseFuture {
        let Self { service, table, settings } = self.clone();
        Box::pin(async move { Ok(table.respond(service, &settings, request).await) })
    }
}

impl<D: Dispatch> Clone for Server<D> {
    fn clone(&self) -> Self {
        Self {
            service: Arc::clone(&self.service),
            table: Arc::clone(&self.table),
            settings: Arc::clone(&self.settings),
        }
    }
}

impl<D: Dispatch> fmt::Debug for Server<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("service", &D::SCHEMA.id)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
