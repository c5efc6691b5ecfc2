//! The default transport: hyper over TCP, with a pool of connections.

use std::fmt;
use std::time::Duration;

use http::Request;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use whitesmith_http::Body;

use crate::transport::{ResponseFuture, Transport};

#[cfg(not(feature = "tls"))]
type Connector = HttpConnector;
#[cfg(feature = "tls")]
type Connector = hyper_rustls::HttpsConnector<HttpConnector>;

/// HTTP/1.1 and HTTP/2 over TCP. A clone shares the connections.
///
/// HTTP/2 is used where TLS negotiates it, or always with [`http2_only`](Self::http2_only). `https://` needs the
/// feature `tls`, and trusts Mozilla's roots.
#[derive(Clone)]
pub struct HyperTransport(Client<Connector, Body>);

impl HyperTransport {
    /// A transport that gives up a connection not made within `connect_timeout`.
    pub fn new(connect_timeout: Duration) -> Self {
        Self::make(connect_timeout, false)
    }

    /// The same, speaking HTTP/2 to every server, without asking first.
    pub fn http2_only(connect_timeout: Duration) -> Self {
        Self::make(connect_timeout, true)
    }

    fn make(connect_timeout: Duration, http2_only: bool) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.set_connect_timeout(Some(connect_timeout));
        tcp.set_nodelay(true);
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(Duration::from_secs(60))
            .http2_only(http2_only)
            .build(connector(tcp));
        Self(client)
    }
}

#[cfg(not(feature = "tls"))]
fn connector(tcp: HttpConnector) -> Connector {
    tcp
}

#[cfg(feature = "tls")]
fn connector(mut tcp: HttpConnector) -> Connector {
    tcp.enforce_http(false);
    hyper_rustls::HttpsConnectorBuilder::new()
        .with_webpki_roots()
        .https_or_http()
        .enable_http1()
        .enable_http2()
        .wrap_connector(tcp)
}

impl Transport for HyperTransport {
    fn send(&self, request: Request<Body>) -> ResponseFuture {
        let response = self.0.request(request);
        Box::pin(async move { Ok(response.await?.map(Body::from_http)) })
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport").finish_non_exhaustive()
    }
}
