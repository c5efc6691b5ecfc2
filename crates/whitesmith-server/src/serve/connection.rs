//! One connection.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use http::header::CONNECTION;
use http::{HeaderValue, Request, Response, Version};
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tower_service::Service;
use whitesmith::Peer;
use whitesmith::error::BoxError;

use super::activity::{Activity, InFlight};
use super::body::{RequestBody, ResponseBody};
use super::connections::Connections;
use super::guard::{Guarded, Patience};

/// What a server is about to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Serve.
    Open,
    /// Shut down soon: responses tell clients to close the connection.
    Leaving,
    /// Shut down: connections without a request are closed.
    Closing,
}

/// How connections are spoken on.
pub(super) struct Protocols {
    builder: Builder<TokioExecutor>,
    patience: Patience,
    body_idle: Duration,
    linger: Duration,
}

impl Protocols {
    pub(super) fn new(connections: &Connections) -> Self {
        let mut builder = Builder::new(TokioExecutor::new());
        // Timeouts of headers are the guard's, which knows a slow client from an idle one.
        builder
            .http1()
            .timer(TokioTimer::new())
            .header_read_timeout(None)
            .max_buf_size(connections.header_bytes.max(8 * 1024));
        builder
            .http2()
            .timer(TokioTimer::new())
            .max_header_list_size(u32::try_from(connections.header_bytes).unwrap_or(u32::MAX))
            .max_concurrent_streams(connections.http2_streams)
            .keep_alive_interval(Duration::from_secs(20))
            .keep_alive_timeout(Duration::from_secs(20));
        let patience = Patience {
            header: connections.header_timeout,
            idle: connections.idle_timeout,
            write: connections.write_timeout,
        };
        let (body_idle, linger) = (connections.body_idle_timeout, connections.shutdown_linger);
        Self { builder, patience, body_idle, linger }
    }
}

/// Serves a connection to its end. One that fails has a client that is gone, is too slow, or does not speak HTTP.
pub(super) async fn run<S, B, T>(
    service: S,
    handshake: impl Future<Output = io::Result<T>> + Send,
    peer: Peer,
    protocols: Arc<Protocols>,
    mut phase: watch::Receiver<Phase>,
) where
    S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: http_body::Body + Unpin + Send + 'static,
    B::Data: Send,
    B::Error: Into<BoxError>,
    T: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let cut = phase.clone();
    let serve = async {
        let Ok(Ok(io)) = tokio::time::timeout(protocols.patience.header, handshake).await else { return };
        let activity = Arc::new(Activity::new());
        let io = TokioIo::new(Guarded::new(io, Arc::clone(&activity), protocols.patience));
        let caller = Caller {
            service,
            peer,
            activity: Arc::clone(&activity),
            body_idle: protocols.body_idle,
            phase: phase.clone(),
        };
        let mut connection = std::pin::pin!(protocols.builder.serve_connection(io, caller));
        let ended = tokio::select! {
            biased;
            _ = connection.as_mut() => true,
            () = may_close(&mut phase, &activity, protocols.linger) => false,
        };
        if !ended {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    };
    tokio::select! {
        biased;
        () = serve => {}
        () = cut_off(cut) => {}
    }
}

/// Completes when the connection is to be closed as soon as it has no request.
async fn may_close(phase: &mut watch::Receiver<Phase>, activity: &Activity, linger: Duration) {
    // Where the sender is gone, the connection is cut off in any case.
    let _ = phase.wait_for(|phase| *phase == Phase::Closing).await;
    // HTTP/2 has a message for it that loses nothing; HTTP/1.1 would lose a request that is on its way.
    if !activity.is_http2() {
        tokio::time::sleep(linger).await;
    }
}

/// Completes when whoever serves is gone.
async fn cut_off(mut phase: watch::Receiver<Phase>) {
    while phase.changed().await.is_ok() {}
}

/// Calls the service for each request of a connection.
struct Caller<S> {
    service: S,
    peer: Peer,
    activity: Arc<Activity>,
    body_idle: Duration,
    phase: watch::Receiver<Phase>,
}

impl<S, B> hyper::service::Service<Request<Incoming>> for Caller<S>
where
    S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: http_body::Body + Unpin + Send + 'static,
{
    type Response = Response<ResponseBody<B>>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let in_flight = InFlight::new(Arc::clone(&self.activity));
        let closes_by_header = request.version() < Version::HTTP_2;
        let mut request = request.map(|body| RequestBody::new(body, self.body_idle));
        request.extensions_mut().insert(self.peer);
        let (mut service, phase) = (self.service.clone(), self.phase.clone());
        Box::pin(async move {
            std::future::poll_fn(|cx| service.poll_ready(cx)).await?;
            let mut response = service.call(request).await?;
            if closes_by_header && *phase.borrow() != Phase::Open {
                response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
            }
            Ok(response.map(|body| ResponseBody::new(body, in_flight)))
        })
    }
}
