//! TLS by rustls.

use std::sync::Arc;

use http::Uri;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use whitesmith::error::BoxError;

/// The settings that connections are made with: these or the usual ones.
pub(super) fn settings(given: Option<ClientConfig>) -> Arc<ClientConfig> {
    let mut settings = given.unwrap_or_else(usual);
    settings.alpn_protocols = Vec::new();
    #[cfg(feature = "http2")]
    settings.alpn_protocols.push(b"h2".to_vec());
    settings.alpn_protocols.push(b"http/1.1".to_vec());
    Arc::new(settings)
}

/// Speaks TLS over a connection to the host of a URI.
pub(super) async fn handshake(
    settings: Arc<ClientConfig>,
    uri: &Uri,
    stream: TcpStream,
) -> Result<TlsStream<TcpStream>, BoxError> {
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    let name = ServerName::try_from(host.to_owned())?;
    Ok(TlsConnector::from(settings).connect(name, stream).await?)
}

/// TLS 1.2 and 1.3, and no certificate of our own.
fn usual() -> ClientConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    #[expect(clippy::expect_used, reason = "ring has suites for both versions")]
    let builder =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("versions");
    builder.with_root_certificates(roots()).with_no_client_auth()
}

#[cfg(not(feature = "tls-native-roots"))]
fn roots() -> RootCertStore {
    RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() }
}

/// Certificates that cannot be read are left out: platforms are known to have some.
#[cfg(feature = "tls-native-roots")]
fn roots() -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    roots
}
