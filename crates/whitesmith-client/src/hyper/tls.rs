//! TLS by rustls.

use std::sync::Arc;

use hyper_rustls::HttpsConnector;
use rustls::{ClientConfig, RootCertStore};

use super::connector::Tcp;

/// A connector that speaks TLS to `https://`, by these settings or the usual ones.
pub(super) fn connector(tcp: Tcp, settings: Option<ClientConfig>) -> HttpsConnector<Tcp> {
    let mut settings = settings.unwrap_or_else(usual);
    settings.alpn_protocols = Vec::new();
    #[cfg(feature = "http2")]
    settings.alpn_protocols.push(b"h2".to_vec());
    settings.alpn_protocols.push(b"http/1.1".to_vec());
    HttpsConnector::from((tcp, settings))
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
