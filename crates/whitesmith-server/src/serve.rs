//! Serving over sockets with hyper: HTTP/1.1, and HTTP/2 by prior knowledge or ALPN.
//!
//! [`serve`] serves any tower service over [`http`] types: a [`Server`], one with layers around it, or several on
//! one port. Each connection is a task; in it are these parts, from the socket up:
//!
//! - `listener`, `tls`: where it comes from
//! - `guard`: the socket, closed when nothing happens on it for too long
//! - `connection`: hyper, and the service called for each request
//! - `body`: what is read and written

mod activity;
mod body;
mod connection;
mod connections;
mod guard;
mod host;
mod listener;
#[cfg(feature = "tls")]
mod tls;

use std::convert::Infallible;
use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http::{Request, Response};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tower_service::Service;
use whitesmith::Peer;
use whitesmith::error::BoxError;

use crate::dispatch::Dispatch;
use crate::server::Server;

pub use body::RequestBody;
pub use connections::Connections;
pub use listener::Listener;
#[cfg(feature = "tls")]
pub use tls::{Handshake, PeerCertificates, Tls};

use connection::Protocols;

/// How long to wait after a connection could not be accepted: that happens when there are too many of them.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// How long no connection may come out of the system's queue for it to count as empty.
const QUEUE_IS_EMPTY: Duration = Duration::from_millis(10);

/// How long connections are taken out of the system's queue at the end, if more and more come.
const LAST_ACCEPTS: Duration = Duration::from_secs(1);

/// Serves every connection of `listener` with `service`, until `signal` completes.
///
/// Then the server is no longer [ready](crate::Health), and, after the delay that is set, accepts no more. What the
/// system had accepted for it is served; every request that has begun, or comes within the time that is set, is
/// answered; connections are closed as soon as they have no request left. What is not done within the grace period
/// is cut off, and this future completes.
///
/// A service that is not ready is waited for, and one that fails closes the connection. Dropping the future cuts off
/// everything at once.
pub async fn serve<S, B, L>(service: S, mut listener: L, signal: impl Future<Output = ()>, connections: Connections)
where
    S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: http_body::Body<Data: Send, Error: Into<BoxError>> + Unpin + Send + 'static,
    L: Listener,
{
    let protocols = Arc::new(Protocols::new(&connections));
    let places = Arc::new(Semaphore::new(connections.limit.min(Semaphore::MAX_PERMITS)));
    let (closing, watched) = watch::channel(false);
    // Dropped with this future, it cuts off what is still connected.
    let mut open = JoinSet::new();
    let of_connections = Arc::clone(&protocols);
    let spawn = move |open: &mut JoinSet<()>, accepted: (L::Handshake, Peer), place| {
        let protocols = Arc::clone(&of_connections);
        open.spawn(connection::run::<_, _, L>(service.clone(), accepted, protocols, watched.clone(), place));
    };
    let mut stop = std::pin::pin!(async {
        signal.await;
        connections.health.set_ready(false);
        // Clients whose connections stay open are told to come back on another one.
        protocols.leave();
        tokio::time::sleep(connections.shutdown_delay).await;
    });
    let accept = async |listener: &mut L| {
        let place = Arc::clone(&places).acquire_owned().await.ok();
        (listener.accept().await, place)
    };
    loop {
        tokio::select! {
            biased;
            () = &mut stop => break,
            (accepted, place) = accept(&mut listener) => match accepted {
                Ok(accepted) => spawn(&mut open, accepted, place),
                Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
            },
            _ = open.join_next(), if !open.is_empty() => {}
        }
    }
    // A client whose connection the system has accepted may have sent its request already. Nobody says when the last
    // of them was taken out of the queue, so it counts as empty when none comes for a moment.
    let last = Instant::now() + LAST_ACCEPTS;
    while Instant::now() < last
        && let Ok(Ok(accepted)) = tokio::time::timeout(QUEUE_IS_EMPTY, listener.accept()).await
    {
        spawn(&mut open, accepted, None);
    }
    drop(listener);
    closing.send_replace(true);
    let all = async { while open.join_next().await.is_some() {} };
    let _ = tokio::time::timeout(connections.shutdown_grace, all).await;
}

impl<D: Dispatch> Server<D> {
    /// Serves every connection of `listener`, until the future is dropped, and its connections with it.
    pub async fn serve<L: Listener>(self, listener: L) {
        self.serve_with_shutdown(listener, std::future::pending()).await;
    }

    /// Serves every connection of `listener` until `signal` completes: see [`serve`].
    pub async fn serve_with_shutdown<L: Listener>(self, listener: L, signal: impl Future<Output = ()>) {
        let mut connections = self.settings().connections.clone();
        connections.health = self.health();
        serve(self, listener, signal, connections).await;
    }
}
