//! The client over TLS: against a server whose certificate its root has signed, directly and through a proxy.

use std::sync::{Arc, Mutex};

use securityhub::OperationError;
use securityhub::operation::DeleteInvitationsInput;
use securityhub_client::whitesmith_client::{HyperTransport, Proxies, rustls};
use securityhub_client::{Client, Retries};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use whitesmith_examples::Hub;

/// The configurations of a server for `localhost`, and of a client that trusts it.
fn configurations(protocols: &[&str]) -> (rustls::ServerConfig, rustls::ClientConfig) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let certificate = made.cert.der().clone();
    let key = rustls::pki_types::PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let provider = || Arc::new(rustls::crypto::ring::default_provider());
    let mut server = rustls::ServerConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)
        .unwrap();
    server.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
    let mut roots = rustls::RootCertStore::empty();
    roots.add(certificate).unwrap();
    let client = rustls::ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    (server, client)
}

/// Serves the hub over TLS; the port, and the protocols that were negotiated.
async fn serve(configuration: rustls::ServerConfig) -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let negotiated = Arc::new(Mutex::new(Vec::new()));
    let (acceptor, seen) = (tokio_rustls::TlsAcceptor::from(Arc::new(configuration)), Arc::clone(&negotiated));
    let server = securityhub_server::Server::new(Hub::default()).without_authentication();
    tokio::spawn(async move {
        loop {
            let Ok((stream, _)) = listener.accept().await else { return };
            let (acceptor, seen, server) = (acceptor.clone(), Arc::clone(&seen), server.clone());
            tokio::spawn(async move {
                let Ok(stream) = acceptor.accept(stream).await else { return };
                let protocol = stream.get_ref().1.alpn_protocol().unwrap_or_default().to_vec();
                seen.lock().unwrap().push(String::from_utf8(protocol).unwrap());
                let service = hyper_util::service::TowerToHyperService::new(server);
                let _ = hyper_util::server::conn::auto::Builder::new(hyper_util::rt::TokioExecutor::new())
                    .serve_connection(hyper_util::rt::TokioIo::new(stream), service)
                    .await;
            });
        }
    });
    (port, negotiated)
}

async fn call(port: u16, transport: HyperTransport) -> Result<usize, String> {
    let builder = Client::builder().endpoint(format!("https://localhost:{port}")).transport(transport);
    let client = builder.retries(Retries::off()).build().unwrap();
    let output = client.delete_invitations(DeleteInvitationsInput::new(["1"])).await;
    output.map(|output| output.unprocessed_accounts.map_or(0, |accounts| accounts.len())).map_err(|error| {
        assert!(error.other().is_some());
        error.to_string()
    })
}

#[tokio::test]
async fn over_tls() {
    for (offered, expected) in [(&["h2", "http/1.1"][..], "h2"), (&["http/1.1"], "http/1.1"), (&[], "")] {
        let (server, client) = configurations(offered);
        let (port, negotiated) = serve(server).await;
        let trusting = HyperTransport::builder().proxies(Proxies::none()).tls(client).build();
        assert_eq!(call(port, trusting.clone()).await, Ok(1), "{offered:?}");
        assert_eq!(call(port, trusting).await, Ok(1), "{offered:?}");
        assert_eq!(*negotiated.lock().unwrap(), [expected], "one connection");
        // Nobody has signed this certificate but the server itself.
        let usual = HyperTransport::builder().proxies(Proxies::none()).build();
        let error = call(port, usual).await.unwrap_err();
        assert!(error.contains("invalid peer certificate: UnknownIssuer"), "{error}");
    }
}

/// A proxy that opens the tunnel it is asked for, and tells what that was.
#[tokio::test]
async fn through_a_tunnel() {
    let (server, client) = configurations(&["http/1.1"]);
    let (port, _) = serve(server).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = format!("http://user:pass@{}", listener.local_addr().unwrap());
    let asked = tokio::spawn(async move {
        let (mut near, _) = listener.accept().await.unwrap();
        let mut asked = Vec::new();
        while !asked.ends_with(b"\r\n\r\n") {
            asked.push(near.read_u8().await.unwrap());
        }
        let mut far = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        near.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        tokio::spawn(async move { tokio::io::copy_bidirectional(&mut near, &mut far).await });
        String::from_utf8(asked).unwrap()
    });
    let transport = HyperTransport::builder().proxies(Proxies::new("", &proxy, "")).tls(client).build();
    assert_eq!(call(port, transport).await, Ok(1));
    let asked = asked.await.unwrap();
    assert!(asked.starts_with(&format!("CONNECT localhost:{port} HTTP/1.1\r\n")), "{asked}");
    assert!(asked.to_lowercase().contains("proxy-authorization: basic dxnlcjpwyxnz"), "{asked}");
}
