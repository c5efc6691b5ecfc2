//! The whole program behind a port: the service under its paths, and what people and machines ask of it under
//! `/_local/`.
//!
//! | path | what |
//! |---|---|
//! | `GET /_local/` | the state, as a page |
//! | `GET /_local/metrics` | counts, for Prometheus |
//! | `GET /_local/live` | 200 as long as the process answers |
//! | `GET /_local/ready` | 200 as long as the storage answers, and the server is not told to shut down |
//! | `POST /_local/reset` | forgets everything; only if that was asked for by flag |

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use http::header::{ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION};
use http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use securityhub_server::Server;
use tower_service::Service;
use whitesmith::error::BoxError;
use whitesmith_http::Body;
use whitesmith_server::serve::Listener;
use whitesmith_server::{Connections, Finished, Health, Observer};

use crate::accounts::Accounts;
use crate::metrics::{self, Metrics};
use crate::page::{self, Overview};
use crate::service::LocalHub;
use crate::storage::StorageError;

/// How often the storage is asked whether it is still there.
const CHECK_INTERVAL: Duration = Duration::from_secs(5);

/// How many rows of each kind the page shows.
const PAGE_ROWS: usize = 1_000;

/// The service with everything around it, as a tower service. A clone is cheap, and is the same.
#[derive(Clone)]
pub struct App {
    server: Server<LocalHub>,
    local: Arc<Local>,
}

/// What answers under `/_local/`.
struct Local {
    hub: LocalHub,
    metrics: Arc<Metrics>,
    allow_reset: bool,
}

/// Tells journal and metrics of requests.
struct Watcher {
    hub: LocalHub,
    metrics: Arc<Metrics>,
}

impl Observer for Watcher {
    fn started(&self) {
        self.metrics.started();
    }

    fn finished(&self, request: &Finished<'_>) {
        self.metrics.finished(request);
        // Whether the server is well is asked every few seconds; that would be all there is to see.
        if request.operation.is_some() || request.error.is_some() {
            self.hub.journal().add(request);
        }
    }
}

impl App {
    /// The service for these callers. State may be reset over HTTP only if `allow_reset` says so.
    pub fn new(hub: LocalHub, accounts: &Accounts, allow_reset: bool) -> Self {
        let metrics = Arc::new(Metrics::default());
        let server = Server::new(hub.clone())
            .health_paths("/_local/live", "/_local/ready")
            .observe(Watcher { hub: hub.clone(), metrics: Arc::clone(&metrics) });
        let server = accounts.authenticate(server);
        Self { server, local: Arc::new(Local { hub, metrics, allow_reset }) }
    }

    /// Serves every connection of `listener` until `signal` completes, then answers what has begun.
    pub async fn serve(self, listener: impl Listener, signal: impl Future<Output = ()>) {
        let health = self.server.health();
        let connections = Connections::default().with(|connections| connections.health = health.clone());
        let watch = watch_storage(self.local.hub.clone(), health);
        let signal = async {
            tokio::select! {
                () = signal => {}
                // It has no end; and must not say that the server is ready when that is shutting down.
                () = watch => {}
            }
        };
        whitesmith_server::serve(self, listener, signal, connections).await;
    }
}

/// Says whether the storage is there, for ever.
async fn watch_storage(hub: LocalHub, health: Health) {
    loop {
        let result = hub.blocking(|hub| hub.storage().check()).await;
        if let Err(error) = &result
            && health.is_ready()
        {
            tracing::error!(%error, "the storage does not answer");
        }
        health.set_ready(result.is_ok());
        tokio::time::sleep(CHECK_INTERVAL).await;
    }
}

impl Local {
    /// Answers a request for a path below `/_local`.
    async fn answer(&self, method: Method, path: &str) -> Response<Body> {
        let is_get = method == Method::GET || method == Method::HEAD;
        let answered = match path {
            "/" if is_get => self.page().await,
            "/metrics" if is_get => self.metrics().await,
            "/reset" if method == Method::POST => self.reset().await,
            "" => return with_header(text(StatusCode::PERMANENT_REDIRECT, ""), LOCATION, "/_local/"),
            "/" | "/metrics" => {
                return with_header(text(StatusCode::METHOD_NOT_ALLOWED, "GET it.\n"), ALLOW, "GET, HEAD");
            }
            "/reset" => return with_header(text(StatusCode::METHOD_NOT_ALLOWED, "POST it.\n"), ALLOW, "POST"),
            _ => {
                let paths = "There are /_local/, /_local/metrics, /_local/live, /_local/ready and /_local/reset.\n";
                return text(StatusCode::NOT_FOUND, paths);
            }
        };
        answered.unwrap_or_else(|error| {
            tracing::error!(%error, path, "the storage failed");
            text(StatusCode::INTERNAL_SERVER_ERROR, "The storage failed; the log says more.\n")
        })
    }

    async fn page(&self) -> Result<Response<Body>, StorageError> {
        let snapshot = self.hub.blocking(|hub| hub.storage().snapshot(PAGE_ROWS)).await?;
        let requests = self.hub.journal().newest();
        let storage = self.hub.storage().describe();
        let overview = Overview { storage: &storage, snapshot: &snapshot, requests: &requests, now: SystemTime::now() };
        let response = body(StatusCode::OK, "text/html; charset=utf-8", overview.html());
        Ok(with_header(response, CONTENT_SECURITY_POLICY, page::POLICY))
    }

    async fn metrics(&self) -> Result<Response<Body>, StorageError> {
        let snapshot = self.hub.blocking(|hub| hub.storage().snapshot(0)).await?;
        Ok(body(StatusCode::OK, metrics::MEDIA_TYPE, self.metrics.text(&snapshot)?))
    }

    async fn reset(&self) -> Result<Response<Body>, StorageError> {
        if !self.allow_reset {
            return Ok(text(StatusCode::FORBIDDEN, "The server was not started with --allow-reset.\n"));
        }
        self.hub.blocking(|hub| hub.storage().reset()).await?;
        tracing::info!("the state was reset");
        Ok(text(StatusCode::OK, "reset\n"))
    }
}

fn text(status: StatusCode, words: &str) -> Response<Body> {
    body(status, "text/plain; charset=utf-8", words.to_owned())
}

fn body(status: StatusCode, media_type: &'static str, content: String) -> Response<Body> {
    let mut response = Response::new(Body::from(content.into_bytes()));
    *response.status_mut() = status;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    with_header(response, CONTENT_TYPE, media_type)
}

fn with_header(mut response: Response<Body>, name: HeaderName, value: &'static str) -> Response<Body> {
    response.headers_mut().insert(name, HeaderValue::from_static(value));
    response
}

impl<B> Service<Request<B>> for App
where
    B: http_body::Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<BoxError>,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let path = request.uri().path();
        match path.strip_prefix("/_local").filter(|rest| rest.is_empty() || rest.starts_with('/')) {
            None | Some("/live" | "/ready") => self.server.call(request),
            Some(path) => {
                let (local, method, path) = (Arc::clone(&self.local), request.method().clone(), path.to_owned());
                Box::pin(async move { Ok(local.answer(method, &path).await) })
            }
        }
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("App").field(&self.local.hub).finish()
    }
}
