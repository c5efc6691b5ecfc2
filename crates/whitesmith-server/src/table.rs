//! The operations of a server, and the way of a request through it.

use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{ALLOW, WWW_AUTHENTICATE};
use http::request::Parts;
use http::{HeaderValue, Method, Request, Response, StatusCode};
use whitesmith::error::BoxError;
use whitesmith::operation::OperationTrait;
use whitesmith::{CommonError, Identity, OperationSchema, RequestId, ServiceSchema};
use whitesmith_http::binding::content;
use whitesmith_http::body::CollectError;
use whitesmith_http::uri::Pattern;
use whitesmith_http::{Body, ServerProtocol};

use crate::auth::{Admission, BodyCheck, Denied, checked};
use crate::deadline::{Elapsed, within};
#[cfg(feature = "gzip")]
use crate::decompression;
use crate::exchange::{Exchange, Refusal, Reply, common, validation_error};
use crate::handler::Handler;
use crate::incoming::{BodyTooSlow, Incoming};
use crate::observe::Watch;
use crate::panic::{CatchPanic, Panicked, catch};
use crate::router::{Found, Router};
use crate::settings::Settings;

/// What does not change after the server was made.
pub(crate) struct Table<S> {
    schema: &'static ServiceSchema,
    protocol: &'static dyn ServerProtocol,
    router: Router,
    routes: Vec<Route<S>>,
    validation_error: Option<&'static whitesmith::schema::Schema>,
}

/// One operation.
struct Route<S> {
    /// Its place in the table.
    index: usize,
    operation: &'static OperationSchema,
    handler: Handler<S>,
    /// The index of the input's member for each label of the pattern, in its order.
    labels: Vec<usize>,
    /// Whether the body of a request is not held in memory.
    streaming: bool,
    /// Whether it is in memory, and never compressed.
    is_plain: bool,
}

/// What a request is for: a place in the table, and where in the path its labels are.
pub(crate) struct Routed {
    index: usize,
    labels: Vec<Range<usize>>,
}

/// The index of the member for each label of a pattern.
fn label_members(operation: &OperationSchema, uri: &'static str) -> Vec<usize> {
    let members = operation.input().members();
    let index = |label| members.iter().position(|member| member.name() == label);
    // A label without a member, which no valid model has, is kept in its place and filled into nothing.
    Pattern::parse(uri).iter().flat_map(Pattern::labels).map(|label| index(label).unwrap_or(usize::MAX)).collect()
}

/// Whether bodies of the operation may be compressed.
fn is_compressed(operation: &OperationSchema) -> bool {
    operation.traits().iter().any(|t| matches!(t, OperationTrait::RequestCompression(_)))
}

impl<S: Send + Sync + 'static> Table<S> {
    /// The operations of a service, with their handlers.
    ///
    /// # Panics
    /// If a URI pattern is not one.
    pub(crate) fn new(
        schema: &'static ServiceSchema,
        protocol: &'static dyn ServerProtocol,
        handlers: Vec<Handler<S>>,
    ) -> Self {
        let mut router = Router::new();
        let mut table = Vec::new();
        for handler in handlers {
            let operation = handler.operation();
            let Some(binding) = operation.http_binding() else { continue };
            let index = table.len();
            let added = Method::from_bytes(binding.method.as_bytes())
                .map_err(|error| error.to_string())
                .and_then(|method| router.add(method, binding.uri, index).map_err(|error| error.to_string()));
            if let Err(error) = added {
                panic!("{}: {error}", operation.id());
            }
            let streaming = content::is_streaming(operation.input());
            table.push(Route {
                index,
                operation,
                handler,
                labels: label_members(operation, binding.uri),
                streaming,
                is_plain: !streaming && !is_compressed(operation),
            });
        }
        Self { schema, protocol, router, routes: table, validation_error: validation_error(schema) }
    }

    /// The place of an operation in the table.
    pub(crate) fn index_of(&self, id: &str) -> Option<usize> {
        self.routes.iter().position(|route| route.operation.id() == id)
    }

    /// What the router says of a request.
    pub(crate) fn find(&self, head: &Parts) -> Found {
        self.router.find(&head.method, head.uri.path(), head.uri.query())
    }

    /// The route of a request, and where in its path the labels are; or the response that says that there is none.
    pub(crate) fn route(&self, head: &Parts) -> Result<Routed, Refusal> {
        let unknown = |message| self.refuse(CommonError::UnknownOperationException, message);
        match self.find(head) {
            Found::Operation { operation, labels } => Ok(Routed { index: operation, labels }),
            Found::NotFound => Err(unknown("There is no operation at this path.")),
            Found::MethodNotAllowed(methods) => {
                let mut response = unknown("The operations at this path have other methods.");
                *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
                let names: Vec<_> = methods.iter().map(Method::as_str).collect();
                if let Ok(names) = HeaderValue::try_from(names.join(", ")) {
                    response.headers_mut().insert(ALLOW, names);
                }
                Err(response)
            }
        }
    }

    /// Begins to watch a request, if anybody wants to hear of it.
    pub(crate) fn watch(
        &self,
        settings: &Settings,
        head: &Parts,
        id: &RequestId,
        routed: Option<&Routed>,
    ) -> Option<Box<Watch>> {
        let route = routed.and_then(|routed| self.routes.get(routed.index));
        Watch::begin(&settings.observers, self.schema, route.map(|route| route.operation), head, id)
    }

    /// Answers a request that has a route; the error is the response that refuses it. `head` and `body` are taken out of
    /// their places: passed by value they would be in the future more than once.
    pub(crate) async fn answer<B>(
        &self,
        service: &Arc<S>,
        settings: &Settings,
        routed: Routed,
        head: &mut Parts,
        body: &mut Incoming<B>,
        watch: &mut Option<Box<Watch>>,
    ) -> Result<Response<Body>, Refusal>
    where
        B: http_body::Body<Data: Send, Error: Into<BoxError>> + Send + 'static,
    {
        let Routed { index, labels } = routed;
        let Some(route) = self.routes.get(index) else {
            return Err(self.refuse(CommonError::UnknownOperationException, ""));
        };
        let (body_limit, handler_time) = settings.limits.of(route.index);
        let reading = Reading { body_limit, settings };

        let mut check = None;
        if settings.policy.asks(head) {
            check = Box::pin(self.admit(route, reading, head, body)).await?;
        }
        if let Some(watch) = watch {
            watch.caller = head.extensions.get::<Identity>().cloned();
        }
        let body = if route.is_plain && check.is_none() {
            self.plain_body(route, reading, head, body).await?
        } else {
            Box::pin(self.body(route, reading, head, body, check)).await?
        };
        let labels = route.labels.iter().copied().zip(labels).collect();
        let reply = self.reply(route);
        let head = std::mem::replace(head, Request::new(()).into_parts().0);
        let exchange = Exchange { reply, head, labels, body };
        let panicked = |Panicked(words)| Refusal::new(reply.internal_failure(words));
        let answer = catch(|| route.handler.answer(Arc::clone(service), exchange)).map_err(panicked)?;
        match within(handler_time, CatchPanic(answer)).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(words)) => Err(panicked(words)),
            Err(Elapsed) => Err(self.refuse(CommonError::ServiceUnavailable, "The operation took too long.")),
        }
    }

    /// The body of most operations: all of it in memory, as it came.
    async fn plain_body<B>(
        &self,
        route: &Route<S>,
        reading: Reading<'_>,
        head: &Parts,
        body: &mut Incoming<B>,
    ) -> Result<Body, Refusal>
    where
        B: http_body::Body<Data: Send, Error: Into<BoxError>> + Send + 'static,
    {
        let known = body.is_present();
        self.negotiate(route, head, known)?;
        let bytes = self.read(body, reading).await?;
        if known.is_none() {
            self.negotiate(route, head, Some(!bytes.is_empty()))?;
        }
        Ok(bytes.into())
    }

    fn negotiate(&self, route: &Route<S>, head: &Parts, has_body: Option<bool>) -> Result<(), Refusal> {
        let negotiated = self.protocol.negotiate(route.operation, &head.headers, has_body);
        negotiated.map_err(|error| self.refuse(error, ""))
    }

    /// The body of any operation: checked, inflated, and in memory, unless the operation streams it.
    async fn body<B>(
        &self,
        route: &Route<S>,
        reading: Reading<'_>,
        head: &mut Parts,
        body: &mut Incoming<B>,
        check: Option<Box<dyn BodyCheck>>,
    ) -> Result<Body, Refusal>
    where
        B: http_body::Body<Data: Send, Error: Into<BoxError>> + Send + 'static,
    {
        let known = body.is_present();
        self.negotiate(route, head, known)?;
        let check = match check {
            Some(mut check) if !route.streaming => {
                let bytes = self.read(body, reading).await?;
                check.update(&bytes);
                check.finish().map_err(|error| self.deny(route, Denied::from(error)))?;
                *body = Incoming::Read(bytes);
                None
            }
            check => check,
        };
        // What was signed is what came over the wire, so it is checked before anything is done to it.
        let into_body = |body: &mut Incoming<B>| match check {
            Some(check) => Body::from(checked(body.take().into_body().into_stream(), check)),
            None => body.take().into_body(),
        };
        #[cfg(feature = "gzip")]
        if decompression::take_encoding(route.operation, &mut head.headers) {
            let inflated = Body::from(decompression::inflate(into_body(body).into_stream()));
            return if route.streaming {
                Ok(inflated)
            } else {
                Ok(self.read(&mut Incoming::Arriving(inflated), reading).await?.into())
            };
        }
        if route.streaming {
            return Ok(into_body(body));
        }
        let bytes = self.read(body, reading).await?;
        if known.is_none() {
            self.negotiate(route, head, Some(!bytes.is_empty()))?;
        }
        Ok(bytes.into())
    }

    /// All of a body, within its limits.
    async fn read<B>(&self, body: &mut Incoming<B>, reading: Reading<'_>) -> Result<Bytes, Refusal>
    where
        B: http_body::Body<Data: Send, Error: Into<BoxError>> + Send + 'static,
    {
        let read = body.read(reading.body_limit, reading.settings.limits.body_time).await;
        read.map_err(|error| match &error {
            CollectError::TooLarge { .. } => {
                self.refuse(CommonError::RequestEntityTooLargeException, &error.to_string())
            }
            CollectError::Broken(cause) if cause.is::<BodyTooSlow>() => {
                self.refuse(CommonError::RequestTimeoutException, &cause.to_string())
            }
            CollectError::Broken(_) => self.refuse(CommonError::RequestAbortedException, &error.to_string()),
        })
    }

    /// Finds out who calls, and puts that into the extensions. What is returned is to be asked about the body.
    async fn admit<B>(
        &self,
        route: &Route<S>,
        reading: Reading<'_>,
        head: &mut Parts,
        body: &mut Incoming<B>,
    ) -> Result<Option<Box<dyn BodyCheck>>, Refusal>
    where
        B: http_body::Body<Data: Send, Error: Into<BoxError>> + Send + 'static,
    {
        let deny = |denied| self.deny(route, denied);
        let ask = |head, bytes| reading.settings.policy.admit(self.schema, route.operation, head, bytes);
        let mut admission = ask(head, None).await.map_err(deny)?;
        if matches!(admission, Admission::NeedsBody) {
            let bytes = self.read(body, reading).await?;
            admission = ask(head, Some(&bytes)).await.map_err(deny)?;
            *body = Incoming::Read(bytes);
        }
        match admission {
            Admission::Admitted(identity, check) => {
                identity.map(|identity| head.extensions.insert(identity));
                Ok(check)
            }
            Admission::NeedsBody => Err(self.refuse(CommonError::InternalFailure, "")),
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

    fn refuse(&self, error: CommonError, message: &str) -> Refusal {
        common(self.protocol, error, message).into()
    }
}

/// How a request is read.
#[derive(Clone, Copy)]
struct Reading<'a> {
    body_limit: usize,
    settings: &'a Settings,
}
