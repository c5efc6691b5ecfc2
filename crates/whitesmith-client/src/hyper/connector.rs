//! Connections: made directly or through a proxy, within a limit of time, and counted.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower_service::Service;
use whitesmith::error::BoxError;

use super::proxy::Proxies;

/// Makes the connections of a client.
#[cfg(not(feature = "tls"))]
pub(super) type Connector = Limited<Tcp>;
/// Makes the connections of a client.
#[cfg(feature = "tls")]
pub(super) type Connector = Limited<hyper_rustls::HttpsConnector<Tcp>>;

type Connecting<T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send>>;

/// Makes connections, and gives up those that take too long.
#[derive(Clone)]
pub(super) struct Limited<C> {
    inner: C,
    limit: Duration,
}

impl<C> Limited<C> {
    pub(super) fn new(inner: C, limit: Duration) -> Self {
        Self { inner, limit }
    }
}

impl<C> Service<Uri> for Limited<C>
where
    C: Service<Uri>,
    C::Future: Send + 'static,
    C::Response: Send,
    C::Error: Into<BoxError>,
{
    type Response = C::Response;
    type Error = BoxError;
    type Future = Connecting<C::Response>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let (limit, connecting) = (self.limit, self.inner.call(uri));
        Box::pin(async move {
            if let Ok(connection) = tokio::time::timeout(limit, connecting).await {
                return connection.map_err(Into::into);
            }
            let message = format!("no connection within {limit:?}");
            Err(io::Error::new(io::ErrorKind::TimedOut, message).into())
        })
    }
}

/// Makes connections over TCP.
#[derive(Clone)]
pub(super) struct Tcp {
    direct: HttpConnector,
    proxies: Option<Arc<Proxies>>,
    open: Arc<AtomicUsize>,
}

impl Tcp {
    pub(super) fn new(proxies: Option<Arc<Proxies>>, open: Arc<AtomicUsize>) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.set_nodelay(true);
        tcp.set_keepalive(Some(Duration::from_secs(60)));
        // Other schemes are refused where endpoints are read.
        tcp.enforce_http(false);
        Self { direct: tcp, proxies, open }
    }
}

impl Service<Uri> for Tcp {
    type Response = Counted;
    type Error = BoxError;
    type Future = Connecting<Counted>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.direct.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let mut tcp = self.direct.clone();
        let proxy = self.proxies.as_ref().and_then(|proxies| proxies.of(&uri));
        let open = Arc::clone(&self.open);
        Box::pin(async move {
            let (stream, proxied) = match proxy {
                None => (tcp.call(uri).await?, false),
                Some(proxy) if !matches!(proxy.uri().scheme_str(), Some("http") | None) => {
                    return Err(format!("the proxy {} is not one of HTTP", scheme_and_host(proxy.uri())).into());
                }
                Some(proxy) if uri.scheme_str() == Some("https") => {
                    let mut tunnel = Tunnel::new(proxy.uri().clone(), tcp);
                    if let Some(authorization) = proxy.basic_auth() {
                        tunnel = tunnel.with_auth(authorization.clone());
                    }
                    let stream = tunnel.call(uri).await;
                    (stream.map_err(|error| through(proxy.uri(), &error))?, false)
                }
                Some(proxy) => {
                    let stream = tcp.call(proxy.uri().clone()).await;
                    (stream.map_err(|error| through(proxy.uri(), &error))?, true)
                }
            };
            open.fetch_add(1, Ordering::Relaxed);
            Ok(Counted { stream, proxied, open })
        })
    }
}

/// Without the name and the password.
fn scheme_and_host(uri: &Uri) -> String {
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    format!("{}://{host}", uri.scheme_str().unwrap_or("http"))
}

fn through(proxy: &Uri, error: &dyn std::error::Error) -> BoxError {
    let message = format!("through the proxy {}: {error}", scheme_and_host(proxy));
    io::Error::other(message).into()
}

/// A connection that is counted for as long as it lives.
pub(super) struct Counted {
    stream: TokioIo<TcpStream>,
    /// Whether its requests are handed to a proxy, which needs their whole URI.
    proxied: bool,
    open: Arc<AtomicUsize>,
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.open.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Connection for Counted {
    fn connected(&self) -> Connected {
        self.stream.connected().proxy(self.proxied)
    }
}

impl Read for Counted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<Result<(), io::Error>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl Write for Counted {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize, io::Error>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), io::Error>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), io::Error>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<Result<usize, io::Error>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, slices)
    }
}
