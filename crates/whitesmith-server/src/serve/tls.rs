//! TLS, by rustls.

use std::io;
use std::sync::Arc;

use http::Extensions;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::{Accept, TlsAcceptor};
use whitesmith::Peer;

use super::listener::Listener;

/// A listener whose connections speak TLS.
///
/// Certificates, versions and whether clients need certificates of their own are the configuration's. Where it
/// offers no application protocols (ALPN), HTTP/2 and HTTP/1.1 are offered. Certificates of clients are in the extensions
/// of their requests: [`PeerCertificates`].
pub struct Tls<L> {
    listener: L,
    acceptor: TlsAcceptor,
}

impl<L> Tls<L> {
    /// TLS over `listener`.
    pub fn new(listener: L, config: impl Into<Arc<ServerConfig>>) -> Self {
        let mut config = config.into();
        if config.alpn_protocols.is_empty() {
            Arc::make_mut(&mut config).alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        }
        Self { listener, acceptor: config.into() }
    }
}

impl<L: Listener> Listener for Tls<L>
where
    L::Handshake: Unpin,
{
    type Connection = tokio_rustls::server::TlsStream<L::Connection>;
    type Handshake = Handshake<L>;

    async fn accept(&mut self) -> io::Result<(Self::Handshake, Peer)> {
        let (inner, peer) = self.listener.accept().await?;
        Ok((Handshake { stage: Stage::Inner(inner), acceptor: self.acceptor.clone() }, peer))
    }

    fn extensions(connection: &Self::Connection) -> Extensions {
        let (inner, session) = connection.get_ref();
        let mut extensions = L::extensions(inner);
        if let Some(chain) = session.peer_certificates() {
            extensions.insert(PeerCertificates(chain.iter().cloned().map(CertificateDer::into_owned).collect()));
        }
        extensions
    }
}

/// The certificates by which a client has proved who it is, as the configuration's verifier has accepted them. They are
/// in the extensions of each request of a connection with mutual TLS:
/// `request.extensions().get::<PeerCertificates>()`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerCertificates(Arc<[CertificateDer<'static>]>);

impl PeerCertificates {
    /// The client's own certificate, and behind it those by which it is traced to a root, as far as they were sent.
    pub fn chain(&self) -> &[CertificateDer<'static>] {
        &self.0
    }
}

/// A TLS handshake.
pub struct Handshake<L: Listener> {
    stage: Stage<L>,
    acceptor: TlsAcceptor,
}

enum Stage<L: Listener> {
    Inner(L::Handshake),
    Tls(Box<Accept<L::Connection>>),
}

impl<L: Listener> std::future::Future for Handshake<L>
where
    L::Handshake: Unpin,
{
    type Output = io::Result<tokio_rustls::server::TlsStream<L::Connection>>;

    fn poll(mut self: std::pin::Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> std::task::Poll<Self::Output> {
        loop {
            let this = &mut *self;
            match &mut this.stage {
                Stage::Inner(inner) => {
                    let connection = std::task::ready!(std::pin::Pin::new(inner).poll(cx))?;
                    this.stage = Stage::Tls(Box::new(this.acceptor.accept(connection)));
                }
                Stage::Tls(accept) => return std::pin::Pin::new(accept.as_mut()).poll(cx),
            }
        }
    }
}

impl<L> std::fmt::Debug for Tls<L> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tls(..)")
    }
}
impl<L: Listener> std::fmt::Debug for Handshake<L> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Handshake(..)")
    }
}
