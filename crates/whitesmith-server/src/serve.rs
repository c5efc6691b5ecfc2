//! Serving over TCP: HTTP/1.1 and HTTP/2 (by prior knowledge), with hyper.

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::{GracefulConnection, GracefulShutdown};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower_service::Service as _;

use crate::dispatch::Dispatch;
use crate::limits::Limits;
use crate::server::Server;

/// The address at the other end of the connection, among the extensions of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PeerAddr(pub SocketAddr);

/// How long to wait after a connection could not be accepted: that happens when there are too many of them.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

impl<D: Dispatch> Server<D> {
    /// Serves every connection of `listener`, until the future is dropped, and its connections with it.
    pub async fn serve(self, listener: TcpListener) {
        self.serve_with_shutdown(listener, std::future::pending()).await;
    }

    /// Serves every connection of `listener` until `signal` completes. Then no more are accepted; requests that
    /// have begun are answered, for as long as the grace period allows.
    pub async fn serve_with_shutdown(self, listener: TcpListener, signal: impl Future<Output = ()>) {
        let builder = builder(&self.settings.limits);
        let graceful = GracefulShutdown::new();
        let mut signal = std::pin::pin!(signal);
        // When this end of the channel is dropped, whatever is still connected is cut off.
        let (_cut, connected) = watch::channel(());
        loop {
            let accepted = tokio::select! {
                biased;
                () = &mut signal => break,
                accepted = listener.accept() => accepted,
            };
            match accepted {
                Ok((stream, peer)) => {
                    let connection = graceful.watch(self.connection(&builder, stream, peer));
                    let mut cut = connected.clone();
                    tokio::spawn(async move {
                        tokio::select! {
                            // One that fails has a client that is gone, or that did not speak HTTP.
                            _ = connection => {}
                            _ = cut.changed() => {}
                        }
                    });
                }
                Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
            }
        }
        drop(listener);
        let _ = tokio::time::timeout(self.settings.limits.shutdown_grace, graceful.shutdown()).await;
    }

    /// A connection that calls this server for each request.
    fn connection(
        &self,
        builder: &auto::Builder<TokioExecutor>,
        stream: TcpStream,
        peer: SocketAddr,
    ) -> impl GracefulConnection<Error: Send> + Send + 'static + use<D> {
        // Responses are written whole; waiting for more only delays them.
        let _ = stream.set_nodelay(true);
        let server = self.clone();
        let service = hyper::service::service_fn(move |mut request: http::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(PeerAddr(peer));
            server.clone().call(request)
        });
        builder.serve_connection(TokioIo::new(stream), service).into_owned()
    }
}

fn builder(limits: &Limits) -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(limits.header_read);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(Duration::from_secs(20))
        .keep_alive_timeout(Duration::from_secs(20));
    builder
}
