//! The default transport: hyper over TCP, with a pool of connections.

mod connector;
mod proxy;
#[cfg(feature = "tls")]
mod tls;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use http::Request;
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use whitesmith_http::Body;

use crate::transport::{ResponseFuture, Transport};
use connector::Connector;
pub use proxy::Proxies;

/// HTTP over TCP: HTTP/1.1, and with the feature `http2` HTTP/2 where TLS negotiates it, or always. A clone shares the
/// connections.
///
/// `https://` needs the feature `tls`, and trusts Mozilla's roots, or with `tls-native-roots` those of the platform.
#[derive(Clone)]
pub struct HyperTransport {
    client: Client<Connector, Body>,
    proxies: Option<Arc<Proxies>>,
    open: Arc<AtomicUsize>,
}

impl HyperTransport {
    /// A transport with the settings that a client has by default.
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// A transport with other settings.
    pub fn builder() -> HyperTransportBuilder {
        HyperTransportBuilder::default()
    }

    /// How many connections are open, in use or waiting for use.
    pub fn open_connections(&self) -> usize {
        self.open.load(Ordering::Relaxed)
    }
}

impl Default for HyperTransport {
    fn default() -> Self {
        Self::new()
    }
}

/// Settings of a [`HyperTransport`].
#[derive(Debug)]
pub struct HyperTransportBuilder {
    connect_timeout: Duration,
    idle_timeout: Duration,
    idle_per_host: usize,
    proxies: Proxies,
    #[cfg(feature = "http2")]
    http2_only: bool,
    #[cfg(feature = "tls")]
    tls: Option<rustls::ClientConfig>,
}

impl Default for HyperTransportBuilder {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            idle_timeout: Duration::from_secs(60),
            idle_per_host: usize::MAX,
            proxies: Proxies::from_environment(),
            #[cfg(feature = "http2")]
            http2_only: false,
            #[cfg(feature = "tls")]
            tls: None,
        }
    }
}

impl HyperTransportBuilder {
    /// The longest time to make a connection: the look-up of its name, TCP, a proxy and TLS together; 5 s unless set.
    #[must_use]
    pub fn connect_timeout(mut self, time: Duration) -> Self {
        self.connect_timeout = time;
        self
    }

    /// How long a connection waits for use before it is closed; 60 s unless set.
    #[must_use]
    pub fn idle_timeout(mut self, time: Duration) -> Self {
        self.idle_timeout = time;
        self
    }

    /// How many connections to a host wait for use at most; as many as there were calls at a time unless set.
    #[must_use]
    pub fn idle_per_host(mut self, connections: usize) -> Self {
        self.idle_per_host = connections;
        self
    }

    /// The proxies to go through; those of the environment unless set.
    #[must_use]
    pub fn proxies(mut self, proxies: Proxies) -> Self {
        self.proxies = proxies;
        self
    }

    /// Whether to speak HTTP/2 to every server, without asking first; it is only spoken where TLS negotiates it unless set.
    #[cfg(feature = "http2")]
    #[must_use]
    pub fn http2_only(mut self, on: bool) -> Self {
        self.http2_only = on;
        self
    }

    /// The settings of TLS: roots, client certificates, versions. Which protocols of HTTP are offered is not part of it.
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn tls(mut self, settings: rustls::ClientConfig) -> Self {
        self.tls = Some(settings);
        self
    }

    /// The transport.
    pub fn build(self) -> HyperTransport {
        let open = Arc::new(AtomicUsize::new(0));
        let proxies = (!self.proxies.is_empty()).then(|| Arc::new(self.proxies));
        let connector = Connector::new(
            self.connect_timeout,
            proxies.clone(),
            Arc::clone(&open),
            #[cfg(feature = "tls")]
            tls::settings(self.tls),
        );
        let mut client = Client::builder(TokioExecutor::new());
        client
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(self.idle_timeout)
            .pool_max_idle_per_host(self.idle_per_host);
        #[cfg(feature = "http2")]
        client.http2_only(self.http2_only);
        HyperTransport { client: client.build(connector), proxies, open }
    }
}

impl Transport for HyperTransport {
    fn send(&self, mut request: Request<Body>) -> ResponseFuture {
        if let Some(authorization) = self.proxies.as_ref().and_then(|proxies| proxies.authorization(request.uri())) {
            request.headers_mut().insert(http::header::PROXY_AUTHORIZATION, authorization);
        }
        let response = self.client.request(request);
        Box::pin(async move { Ok(response.await?.map(Body::from_http)) })
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport").field("open_connections", &self.open_connections()).finish_non_exhaustive()
    }
}
