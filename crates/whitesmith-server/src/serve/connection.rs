//! One connection.

use std::convert::Infallible;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use http::header::CONNECTION;
use http::{Extensions, HeaderValue, Request, Response, StatusCode, Version};
use hyper::body::Incoming;
use hyper::rt::{Read, Write};
use hyper::server::conn::{http1, http2};
use hyper::service::HttpService;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::sync::{OwnedSemaphorePermit, watch};
use tower_service::Service;
use whitesmith::Peer;
use whitesmith::error::BoxError;

use super::activity::{Activity, InFlight};
use super::body::{RequestBody, ResponseBody};
use super::connections::Connections;
use super::guard::{Guarded, Patience};
use super::host;
use super::listener::Listener;

/// How connections are spoken on.
pub(super) struct Protocols {
    http1: http1::Builder,
    http2: http2::Builder<TokioExecutor>,
    patience: Patience,
    body_idle: Duration,
    linger: Duration,
    /// Whether responses tell clients to close the connection, because the server will shut down soon.
    leaving: Arc<AtomicBool>,
}

impl Protocols {
    pub(super) fn new(connections: &Connections) -> Self {
        let (mut http1, mut http2) = (http1::Builder::new(), http2::Builder::new(TokioExecutor::new()));
        // Timeouts of headers are the guard's, which knows a slow client from an idle one.
        http1.timer(TokioTimer::new()).header_read_timeout(None).max_buf_size(connections.header_bytes.max(8 * 1024));
        http2
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
        Self { http1, http2, patience, body_idle, linger, leaving: Arc::default() }
    }

    /// From now on clients are told to close their connections.
    pub(super) fn leave(&self) {
        self.leaving.store(true, Ordering::Release);
    }
}

/// Serves a connection to its end, and keeps its place among the connections so long. One that fails has a client that
/// is gone, is too slow, or does not speak HTTP.
pub(super) async fn run<S, B, L>(
    service: S,
    (handshake, peer): (L::Handshake, Peer),
    protocols: Arc<Protocols>,
    mut closing: watch::Receiver<bool>,
    _place: Option<OwnedSemaphorePermit>,
) where
    S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: http_body::Body<Data: Send, Error: Into<BoxError>> + Unpin + Send + 'static,
    L: Listener,
{
    let Ok(Ok(io)) = tokio::time::timeout(protocols.patience.header, handshake).await else { return };
    let activity = Arc::new(Activity::new(Arc::clone(&protocols.leaving)));
    let extensions = L::extensions(&io);
    let mut io = Guarded::new(io, Arc::clone(&activity), protocols.patience);
    let mut may_close = pin!(may_close(&mut closing, &activity, protocols.linger));
    let opened = tokio::select! {
        biased;
        opened = io.opened() => opened.is_ok(),
        () = &mut may_close => false,
    };
    if !opened {
        return;
    }
    let io = TokioIo::new(io);
    let caller = Caller { service, peer, extensions, activity: Arc::clone(&activity), body_idle: protocols.body_idle };
    let mut connection = pin!(if activity.is_http2() {
        Connection::Http2 { connection: protocols.http2.serve_connection(io, caller) }
    } else {
        Connection::Http1 { connection: protocols.http1.serve_connection(io, caller) }
    });
    let mut is_waiting = false;
    let ended = std::future::poll_fn(|cx| {
        if connection.as_mut().poll(cx).is_ready() {
            return Poll::Ready(true);
        }
        // Once it waits it wakes this task by itself; until the server leaves it has nothing to say.
        if is_waiting && !activity.is_leaving() {
            return Poll::Pending;
        }
        is_waiting = true;
        may_close.as_mut().poll(cx).map(|()| false)
    });
    if !ended.await {
        connection.as_mut().graceful_shutdown();
        std::future::poll_fn(|cx| connection.as_mut().poll(cx)).await;
    }
}

pin_project_lite::pin_project! {
    /// hyper's part of a connection.
    #[project = ConnectionProjected]
    enum Connection<T, S>
    where
        S: HttpService<Incoming>,
    {
        Http1 { #[pin] connection: http1::Connection<T, S> },
        Http2 { #[pin] connection: http2::Connection<T, S, TokioExecutor> },
    }
}

impl<T, S, B> Connection<T, S>
where
    T: Read + Write + Unpin + Send + 'static,
    S: HttpService<Incoming, ResBody = B, Error = Infallible>,
    S::Future: Send + 'static,
    B: http_body::Body<Data: Send, Error: Into<BoxError>> + Send + 'static,
{
    /// Completes when the connection is closed.
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        match self.project() {
            ConnectionProjected::Http1 { connection } => connection.poll(cx).map(drop),
            ConnectionProjected::Http2 { connection } => connection.poll(cx).map(drop),
        }
    }

    /// No requests but those that have begun.
    fn graceful_shutdown(self: Pin<&mut Self>) {
        match self.project() {
            ConnectionProjected::Http1 { connection } => connection.graceful_shutdown(),
            ConnectionProjected::Http2 { connection } => connection.graceful_shutdown(),
        }
    }
}

/// Completes when the connection is to be closed as soon as it has no request.
async fn may_close(closing: &mut watch::Receiver<bool>, activity: &Activity, linger: Duration) {
    // Where the sender is gone, the connection is cut off in any case.
    let _ = closing.wait_for(|closing| *closing).await;
    // HTTP/2 has a message for it that loses nothing; HTTP/1.1 would lose a request that is on its way.
    if !activity.is_http2() {
        tokio::time::sleep(linger).await;
    }
}

/// Calls the service for each request of a connection.
struct Caller<S> {
    service: S,
    peer: Peer,
    /// What the listener knows beside that.
    extensions: Extensions,
    activity: Arc<Activity>,
    body_idle: Duration,
}

impl<S, B> hyper::service::Service<Request<Incoming>> for Caller<S>
where
    S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
{
    type Response = Response<ResponseBody<B>>;
    type Error = Infallible;
    type Future = Call<S, S::Future>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let in_flight = Some(InFlight::new(Arc::clone(&self.activity)));
        let closes_by_header = request.version() < Version::HTTP_2;
        let mut request = request.map(|body| RequestBody::new(body, self.body_idle));
        request.extensions_mut().insert(self.peer);
        if !self.extensions.is_empty() {
            request.extensions_mut().extend(self.extensions.clone());
        }
        let stage = if host::is_valid(request.version(), request.headers()) {
            Stage::Waiting { service: self.service.clone(), request: Some(request) }
        } else {
            Stage::Refused
        };
        Call { stage, in_flight, closes_by_header }
    }
}

pin_project_lite::pin_project! {
    /// A call of the service.
    struct Call<S, F> {
        #[pin]
        stage: Stage<S, F>,
        in_flight: Option<InFlight>,
        closes_by_header: bool,
    }
}

pin_project_lite::pin_project! {
    #[project = StageProjected]
    enum Stage<S, F> {
        /// For the service to be ready.
        Waiting { service: S, request: Option<Request<RequestBody>> },
        /// For nothing: its `Host` is wrong.
        Refused,
        /// For the response.
        Calling { #[pin] future: F },
    }
}

impl<S, B> Future for Call<S, S::Future>
where
    S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible>,
{
    type Output = Result<Response<ResponseBody<B>>, Infallible>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        loop {
            match this.stage.as_mut().project() {
                StageProjected::Waiting { service, request } => {
                    let Ok(()) = ready!(service.poll_ready(cx));
                    // It is taken once: the next stage never comes back here.
                    let Some(request) = request.take() else { return Poll::Pending };
                    let future = service.call(request);
                    this.stage.set(Stage::Calling { future });
                }
                StageProjected::Refused => return Poll::Ready(Ok(bad_request())),
                StageProjected::Calling { future } => {
                    let Ok(mut response) = ready!(future.poll(cx));
                    // It is taken once: a future that is done is not polled again.
                    let Some(in_flight) = this.in_flight.take() else { return Poll::Pending };
                    if *this.closes_by_header && in_flight.is_leaving() {
                        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
                    }
                    return Poll::Ready(Ok(response.map(|body| ResponseBody::new(body, in_flight))));
                }
            }
        }
    }
}

/// The response to a request that is not for us to understand, after which nothing more is read.
fn bad_request<B>() -> Response<ResponseBody<B>> {
    let mut response = Response::new(ResponseBody::empty());
    *response.status_mut() = StatusCode::BAD_REQUEST;
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}
