//! A service under test.

use std::convert::Infallible;
use std::future::Future;

use bytes::Bytes;
use tower_service::Service as _;
use whitesmith::{Operation, Request, ServiceSchema};
use whitesmith_client::Client;
use whitesmith_http::Body;
use whitesmith_http::body::collect;
use whitesmith_server::{Dispatch, Server};

use crate::case::{OperationCases, ServiceCases, Side};
use crate::client::Canned;
use crate::http::Sent;
use crate::operation::{AnyOperation, LocalFuture};
use crate::probe::Probe;
use crate::report::Report;
use crate::{client, server};

/// Answers a request.
type Serve = dyn Fn(http::Request<Bytes>) -> LocalFuture<'static, Result<http::Response<Body>, Infallible>>;

/// A generated service: its server around a [`Probe`], and its client `C` with every operation to call.
pub struct Suite<C> {
    pub(crate) schema: &'static ServiceSchema,
    pub(crate) probe: Probe,
    server: Box<Serve>,
    operations: Vec<AnyOperation<C>>,
}

/// A [`Suite`], whatever its client.
pub trait AnySuite {
    /// The service.
    fn schema(&self) -> &'static ServiceSchema;
    /// Runs cases on one side.
    fn run<'a>(&'a self, cases: &'a ServiceCases, side: Side, report: &'a mut Report) -> LocalFuture<'a, ()>;
}

impl<C: From<Client> + Clone + 'static> Suite<C> {
    /// A service without operations. `server` makes the generated server around an implementation that hands every
    /// call to the probe.
    pub fn new<D: Dispatch>(server: impl Fn(Probe) -> Server<D>) -> Self {
        let probe = Probe::default();
        let server = server(probe.clone());
        let call = move |request: http::Request<Bytes>| {
            let mut server = server.clone();
            let answer: LocalFuture<'static, _> = Box::pin(async move { server.call(request.map(Body::from)).await });
            answer
        };
        Self { schema: D::SCHEMA, probe, server: Box::new(call), operations: Vec::new() }
    }

    /// With an operation, and how to call it on the generated client.
    #[must_use]
    pub fn operation<O, F, Fut>(mut self, call: F) -> Self
    where
        O: Operation,
        F: Fn(C, Request<O::Input>) -> Fut + 'static,
        Fut: Future<Output = Result<O::Output, O::Error>> + 'static,
    {
        self.operations.push(AnyOperation::new::<O, F, Fut>(call));
        self
    }

    /// A client that sends to `transport`, at `host`.
    pub(crate) fn client(&self, host: &str, transport: Canned) -> Result<C, String> {
        whitesmith_client::Builder::new(self.schema)
            .retries(whitesmith_client::Retries::off())
            .endpoint(format!("http://{host}"))
            .transport(transport)
            .idempotency_tokens(|| "00000000-0000-4000-8000-000000000000".to_owned())
            .build()
            .map_err(|error| error.to_string())
    }

    /// Sends a request to the server.
    pub(crate) async fn serve(&self, request: http::Request<Bytes>) -> Result<Sent<http::response::Parts>, String> {
        let Ok(response) = (self.server)(request).await;
        let (head, body) = response.into_parts();
        let body = collect(body, usize::MAX).await.map_err(|error| format!("the response: {error}"))?;
        Ok(Sent { head, body })
    }

    fn find(&self, cases: &OperationCases) -> Option<&AnyOperation<C>> {
        self.operations.iter().find(|operation| operation.schema.id() == cases.operation)
    }
}

impl<C: From<Client> + Clone + 'static> AnySuite for Suite<C> {
    fn schema(&self) -> &'static ServiceSchema {
        self.schema
    }

    fn run<'a>(&'a self, cases: &'a ServiceCases, side: Side, report: &'a mut Report) -> LocalFuture<'a, ()> {
        Box::pin(async move {
            for cases in &cases.operations {
                let Some(operation) = self.find(cases) else {
                    report.broken(side, &cases.operation, "the runner does not have this operation");
                    continue;
                };
                match side {
                    Side::Client => client::run(self, operation, cases, report).await,
                    Side::Server => server::run(self, operation, cases, report).await,
                }
            }
        })
    }
}
