//! What carries requests to a server.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use http::{Request, Response};
use tower_service::Service;
use whitesmith::error::BoxError;
use whitesmith_http::Body;

/// A response to come.
pub type ResponseFuture = Pin<Box<dyn Future<Output = Result<Response<Body>, BoxError>> + Send>>;

/// Carries one request, and brings its response back.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request. The error says why no response came.
    fn send(&self, request: Request<Body>) -> ResponseFuture;
}

/// A tower service as a transport: a generated server in the same process, or a stack of tower layers.
#[derive(Clone)]
pub struct TowerTransport<S>(S);

impl<S> TowerTransport<S> {
    /// A transport that calls a clone of `service` for each request.
    pub fn new(service: S) -> Self {
        Self(service)
    }
}

impl<S, B> Transport for TowerTransport<S>
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + Sync + 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
    B: http_body::Body<Data: Send, Error: Into<BoxError>> + Send + 'static,
{
    fn send(&self, request: Request<Body>) -> ResponseFuture {
        let mut service = self.0.clone();
        Box::pin(async move {
            std::future::poll_fn(|cx| service.poll_ready(cx)).await.map_err(Into::into)?;
            Ok(service.call(request).await.map_err(Into::into)?.map(Body::from_http))
        })
    }
}

impl<S> fmt::Debug for TowerTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TowerTransport").finish_non_exhaustive()
    }
}
