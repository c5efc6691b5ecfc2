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
use hyper_util::client::legacy::connect::{self, Connected, HttpConnector};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower_service::Service;
use whitesmith::error::BoxError;

use super::proxy::Proxies;

/// Makes the connections of a client.
#[derive(Clone)]
pub(super) struct Connector {
    tcp: HttpConnector,
    proxies: Option<Arc<Proxies>>,
    limit: Duration,
    open: Arc<AtomicUsize>,
    #[cfg(feature = "tls")]
    tls: Arc<rustls::ClientConfig>,
}

impl Connector {
    pub(super) fn new(
        limit: Duration,
        proxies: Option<Arc<Proxies>>,
        open: Arc<AtomicUsize>,
        #[cfg(feature = "tls")] tls: Arc<rustls::ClientConfig>,
    ) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.set_nodelay(true);
        tcp.set_keepalive(Some(Duration::from_secs(60)));
        // Other schemes are refused where endpoints are read.
        tcp.enforce_http(false);
        Self {
            tcp,
            proxies,
            limit,
            open,
            #[cfg(feature = "tls")]
            tls,
        }
    }

    async fn connect(mut self, uri: Uri) -> Result<Connection, BoxError> {
        let proxy = self.proxies.as_ref().and_then(|proxies| proxies.of(&uri));
        let is_https = uri.scheme_str() == Some("https");
        let (stream, proxied) = match proxy {
            None => (self.tcp.call(uri.clone()).await?, false),
            Some(proxy) if !matches!(proxy.uri().scheme_str(), Some("http") | None) => {
                return Err(format!("the proxy {} is not one of HTTP", scheme_and_host(proxy.uri())).into());
            }
            Some(proxy) if is_https => {
                let mut tunnel = Tunnel::new(proxy.uri().clone(), self.tcp);
                if let Some(authorization) = proxy.basic_auth() {
                    tunnel = tunnel.with_auth(authorization.clone());
                }
                let stream = tunnel.call(uri.clone()).await;
                (stream.map_err(|error| through(proxy.uri(), &error))?, false)
            }
            Some(proxy) => {
                let stream = self.tcp.call(proxy.uri().clone()).await;
                (stream.map_err(|error| through(proxy.uri(), &error))?, true)
            }
        };
        #[cfg(feature = "tls")]
        let stream = if is_https {
            let stream = super::tls::handshake(self.tls, &uri, stream.into_inner()).await?;
            Stream::Tls(Box::new(TokioIo::new(stream)))
        } else {
            Stream::Plain(stream)
        };
        #[cfg(not(feature = "tls"))]
        let stream = Stream::Plain(stream);
        self.open.fetch_add(1, Ordering::Relaxed);
        Ok(Connection { stream, proxied, open: self.open })
    }
}

impl Service<Uri> for Connector {
    type Response = Connection;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Connection, BoxError>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.tcp.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let (limit, connecting) = (self.limit, self.clone().connect(uri));
        Box::pin(async move {
            if let Ok(connection) = tokio::time::timeout(limit, connecting).await {
                return connection;
            }
            let message = format!("no connection within {limit:?}");
            Err(io::Error::new(io::ErrorKind::TimedOut, message).into())
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

/// A connection, counted for as long as it lives.
pub(super) struct Connection {
    stream: Stream,
    /// Whether its requests are handed to a proxy, which needs their whole URI.
    proxied: bool,
    open: Arc<AtomicUsize>,
}

enum Stream {
    Plain(TokioIo<TcpStream>),
    #[cfg(feature = "tls")]
    Tls(Box<TokioIo<tokio_rustls::client::TlsStream<TcpStream>>>),
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.open.fetch_sub(1, Ordering::Relaxed);
    }
}

impl connect::Connection for Connection {
    fn connected(&self) -> Connected {
        match &self.stream {
            Stream::Plain(stream) => stream.connected().proxy(self.proxied),
            #[cfg(feature = "tls")]
            Stream::Tls(stream) => {
                let (tcp, session) = stream.inner().get_ref();
                let connected = tcp.connected();
                if session.alpn_protocol() == Some(b"h2") { connected.negotiated_h2() } else { connected }
            }
        }
    }
}

/// Does the same with whatever a connection is.
macro_rules! either {
    ($connection:expr, $stream:ident => $do:expr) => {
        match &mut $connection.stream {
            Stream::Plain($stream) => $do,
            #[cfg(feature = "tls")]
            Stream::Tls($stream) => $do,
        }
    };
}

impl Read for Connection {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: ReadBufCursor<'_>) -> Poll<io::Result<()>> {
        either!(self, stream => Pin::new(stream).poll_read(cx, buffer))
    }
}

impl Write for Connection {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        either!(self, stream => Pin::new(stream).poll_write(cx, bytes))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        either!(self, stream => Pin::new(stream).poll_flush(cx))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        either!(self, stream => Pin::new(stream).poll_shutdown(cx))
    }

    fn is_write_vectored(&self) -> bool {
        match &self.stream {
            Stream::Plain(stream) => stream.is_write_vectored(),
            #[cfg(feature = "tls")]
            Stream::Tls(stream) => stream.is_write_vectored(),
        }
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        either!(self, stream => Pin::new(stream).poll_write_vectored(cx, slices))
    }
}
