//! TLS: what is spoken is agreed on, clients with certificates are known by them, and what is no TLS harms nobody.

#[expect(unreachable_pub, reason = "it stands in for the public items of generated crates")]
#[allow(dead_code, reason = "not all of it is used here")]
mod store;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{Request, StatusCode};
use hyper::client::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo};
use store::{CopyError, CopyInput, CopyOutput, PingError, Server, Store};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, ServerConfig};
use tokio_rustls::{TlsConnector, client::TlsStream};
use whitesmith::Unit;
use whitesmith_http::Body;
use whitesmith_server::serve::{PeerCertificates, Tls};

/// A certificate that has signed itself, and its key.
struct Certificate(CertificateDer<'static>, PrivateKeyDer<'static>);

impl Certificate {
    fn of(name: &str) -> Self {
        let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
        Self(made.cert.der().clone(), made.signing_key.serialize_der().try_into().unwrap())
    }

    fn as_root(&self) -> RootCertStore {
        let mut roots = RootCertStore::empty();
        roots.add(self.0.clone()).unwrap();
        roots
    }
}

/// Whether a server asks clients for certificates.
#[derive(Clone, Copy, Debug)]
enum Asks {
    Nothing,
    IfThere,
    Always,
}

/// Remembers the client's certificates of each request.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<Option<PeerCertificates>>>>);
impl Store for Seen {
    async fn copy(&self, _: whitesmith::Request<CopyInput>) -> Result<CopyOutput, CopyError> {
        Ok(CopyOutput::default())
    }
    async fn ping(&self, request: whitesmith::Request<Unit>) -> Result<Unit, PingError> {
        assert!(request.peer().is_some_and(|peer| peer.address().is_some()));
        self.0.lock().unwrap().push(request.extensions().get().cloned());
        Ok(Unit)
    }
}

/// A server with this certificate; its port, and what it sees.
async fn serve(certificate: &Certificate, asks: Asks, clients: &Certificate) -> (u16, Seen) {
    let builder =
        ServerConfig::builder_with_provider(default_provider().into()).with_safe_default_protocol_versions().unwrap();
    let verifier = WebPkiClientVerifier::builder_with_provider(clients.as_root().into(), default_provider().into());
    let builder = match asks {
        Asks::Nothing => builder.with_no_client_auth(),
        Asks::IfThere => builder.with_client_cert_verifier(verifier.allow_unauthenticated().build().unwrap()),
        Asks::Always => builder.with_client_cert_verifier(verifier.build().unwrap()),
    };
    let config = builder.with_single_cert(vec![certificate.0.clone()], certificate.1.clone_key()).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let seen = Seen::default();
    let server = Server::new(seen.clone()).connections(|it| it.header_timeout = Duration::from_millis(500));
    tokio::spawn(server.serve(Tls::new(listener, config)));
    (port, seen)
}

/// A connection that offers these protocols, and this certificate.
async fn connect(
    port: u16,
    server: &Certificate,
    protocols: &[&str],
    client: Option<&Certificate>,
) -> std::io::Result<TlsStream<TcpStream>> {
    let builder = ClientConfig::builder_with_provider(default_provider().into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(server.as_root());
    let mut config = match client {
        Some(Certificate(certificate, key)) => {
            builder.with_client_auth_cert(vec![certificate.clone()], key.clone_key()).unwrap()
        }
        None => builder.with_no_client_auth(),
    };
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
    let stream = TcpStream::connect(("127.0.0.1", port)).await?;
    let name = ServerName::try_from("localhost").unwrap();
    TlsConnector::from(Arc::new(config)).connect(name, stream).await
}

/// Pings over a connection, in the protocol that was agreed on; the protocol, and the status.
async fn ping(stream: TlsStream<TcpStream>) -> hyper::Result<(String, StatusCode)> {
    let protocol = String::from_utf8_lossy(stream.get_ref().1.alpn_protocol().unwrap_or_default()).into_owned();
    let request = Request::get("https://localhost/ping").header("host", "localhost").body(Body::empty()).unwrap();
    let response = if protocol == "h2" {
        let (mut sender, connection) = http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        sender.send_request(request).await?
    } else {
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        sender.send_request(request).await?
    };
    Ok((protocol, response.status()))
}

#[tokio::test]
async fn handshakes() {
    let (ours, theirs, strangers) = (Certificate::of("localhost"), Certificate::of("me"), Certificate::of("me"));
    for (asks, protocols, certificate, expected) in [
        (Asks::Nothing, &["h2", "http/1.1"][..], None, Some(("h2", false))),
        (Asks::Nothing, &["http/1.1"], None, Some(("http/1.1", false))),
        (Asks::Nothing, &[], None, Some(("", false))),
        // It speaks nothing of that.
        (Asks::Nothing, &["spdy/3"], None, None),
        // A certificate that nobody asks for is not sent.
        (Asks::Nothing, &["h2"], Some(&theirs), Some(("h2", false))),
        (Asks::IfThere, &["h2"], None, Some(("h2", false))),
        (Asks::IfThere, &["h2"], Some(&theirs), Some(("h2", true))),
        (Asks::IfThere, &["h2"], Some(&strangers), None),
        (Asks::Always, &["h2"], None, None),
        (Asks::Always, &["h2"], Some(&theirs), Some(("h2", true))),
        (Asks::Always, &["http/1.1"], Some(&theirs), Some(("http/1.1", true))),
        (Asks::Always, &["http/1.1"], Some(&strangers), None),
    ] {
        let (port, seen) = serve(&ours, asks, &theirs).await;
        // A client of TLS 1.3 believes to be done before the server has looked at its certificate.
        let answer = match connect(port, &ours, protocols, certificate).await {
            Ok(stream) => ping(stream).await.ok(),
            Err(_) => None,
        };
        let seen = std::mem::take(&mut *seen.0.lock().unwrap());
        let Some((protocol, is_known)) = expected else {
            assert_eq!((answer, seen), (None, vec![]), "{asks:?} {protocols:?}");
            continue;
        };
        assert_eq!(answer, Some((protocol.to_owned(), StatusCode::NO_CONTENT)), "{asks:?} {protocols:?}");
        let chains: Vec<_> = seen.iter().map(|seen| seen.as_ref().map(PeerCertificates::chain)).collect();
        assert_eq!(chains, [is_known.then_some(&[theirs.0.clone()][..])], "{asks:?} {protocols:?}");
    }
}

/// Whatever a client says instead of a hello, its connection is closed, and others go on.
#[tokio::test]
async fn no_hello() {
    let ours = Certificate::of("localhost");
    let (port, seen) = serve(&ours, Asks::Nothing, &ours).await;
    let hello = [&b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..], &[7; 0x1f7]].concat();
    for bytes in [
        &b""[..],
        b"GET /ping HTTP/1.1\r\nhost: a\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        &hello[..9],
        &hello,
        b"\x16\x03\x01\xff\xff",
        &[0xff; 10_000],
    ] {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        // It may be closed while we write.
        let _ = stream.write_all(bytes).await;
        let mut answer = Vec::new();
        let closed = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut answer)).await;
        // At most an alert.
        assert!(closed.is_ok() && answer.len() < 16, "{} bytes: {answer:?}", bytes.len());
        let again = connect(port, &ours, &["h2"], None).await.unwrap();
        assert_eq!(ping(again).await.unwrap().1, StatusCode::NO_CONTENT);
    }
    assert_eq!(seen.0.lock().unwrap().len(), 7);
}
