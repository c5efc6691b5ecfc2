//! Several services, or several protocols of one, on one port.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::request::Parts;
use http::{Request, Response, StatusCode};
use tower_service::Service;
use whitesmith::error::BoxError;
use whitesmith_http::Body;

use crate::dispatch::Dispatch;
use crate::router::Found;
use crate::server::{ResponseFuture, Server};

/// Several servers as one tower service.
///
/// A request goes to the first server that has an operation for it, by the rules of its protocol; if none has, to the
/// first that has its path for other methods; and else to the first of all, which says that it is unknown.
#[derive(Clone, Default)]
pub struct Services {
    servers: Arc<Vec<Arc<dyn Hosted>>>,
}

/// A server, whatever its service.
trait Hosted: Send + Sync {
    fn find(&self, head: &Parts) -> Found;
    fn call(&self, request: Request<Body>) -> ResponseFuture;
    fn name(&self) -> &'static str;
}

impl<D: Dispatch> Hosted for Server<D> {
    fn find(&self, head: &Parts) -> Found {
        self.find(head)
    }
    fn call(&self, request: Request<Body>) -> ResponseFuture {
        Service::call(&mut self.clone(), request)
    }
    fn name(&self) -> &'static str {
        D::SCHEMA.id
    }
}

impl Services {
    /// No servers yet: everything is answered with 404.
    pub fn new() -> Self {
        Self::default()
    }

    /// With one more server.
    #[must_use]
    pub fn with<D: Dispatch>(mut self, server: Server<D>) -> Self {
        Arc::make_mut(&mut self.servers).push(Arc::new(server));
        self
    }

    fn choose(&self, head: &Parts) -> Option<&dyn Hosted> {
        let mut other_method = None;
        for server in self.servers.iter() {
            match server.find(head) {
                Found::Operation { .. } => return Some(&**server),
                Found::MethodNotAllowed(_) => other_method = other_method.or(Some(&**server)),
                Found::NotFound => {}
            }
        }
        other_method.or_else(|| self.servers.first().map(|server| &**server))
    }
}

impl<B> Service<Request<B>> for Services
where
    B: http_body::Body<Data: Send, Error: Into<BoxError>> + Send + 'static,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = ResponseFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> ResponseFuture {
        let (head, body) = request.into_parts();
        let Some(server) = self.choose(&head) else {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_FOUND;
            return Box::pin(std::future::ready(Ok(response)));
        };
        server.call(Request::from_parts(head, Body::from_http(body)))
    }
}

impl fmt::Debug for Services {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.servers.iter().map(|server| server.name())).finish()
    }
}
