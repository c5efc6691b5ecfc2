//! The client over TLS: against a server whose certificate its root has signed, directly and through a proxy.

use std::io::{Read as _, Write as _};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use securityhub::OperationError;
use securityhub::operation::DeleteInvitationsInput;
use securityhub_client::whitesmith_client::{HyperTransport, Proxies, rustls};
use securityhub_client::{Client, Retries};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use whitesmith_examples::Hub;

/// The configurations of a server for `localhost`, and of a client that trusts it.
fn configurations(protocols: &[&str]) -> (rustls::ServerConfig, rustls::ClientConfig) {
    let (server, client, _) = certified(protocols);
    (server, client)
}

/// The same, and the server's certificate as PEM.
fn certified(protocols: &[&str]) -> (rustls::ServerConfig, rustls::ClientConfig, String) {
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
    (server, client, made.cert.pem())
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

/// Nobody answers the handshake: making a connection has a limit of its own.
#[tokio::test]
async fn connections_that_are_never_made() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let limit = Duration::from_millis(50);
    let transport = HyperTransport::builder().proxies(Proxies::none()).connect_timeout(limit).build();
    let client = Client::builder().endpoint(format!("https://localhost:{port}")).transport(transport.clone());
    let client = client.retries(Retries::off()).build().unwrap();
    let error = client.delete_invitations(DeleteInvitationsInput::new(["1"])).await.unwrap_err();
    assert_eq!(error.other().map(whitesmith::Error::kind), Some(whitesmith::ErrorKind::Timeout), "{error}");
    assert!(error.to_string().contains("no connection within 50ms"), "{error}");
    assert_eq!(transport.open_connections(), 0);
}

/// Runs this one test again in a process with other variables, since no test may change those of its own.
fn again(name: &str, variables: &[(&str, &str)]) -> String {
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", name, "--nocapture"]).env(CHILD, "1").envs(variables.iter().copied());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The variable by which a test knows that it is the second process.
const CHILD: &str = "WHITESMITH_TEST_CHILD";

/// The default transport goes through the proxy of the environment, and past it where that says so.
#[test]
fn the_proxy_of_the_environment() {
    if std::env::var_os(CHILD).is_some() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let client = Client::builder().endpoint("http://hub.invalid").retries(Retries::off()).build().unwrap();
        let output = runtime.block_on(client.delete_invitations(DeleteInvitationsInput::new(["1"])));
        println!("answered: {}", output.is_ok());
        return;
    }
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy = format!("http://{}", listener.local_addr().unwrap());
    let asked = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut asked = vec![0; 4096];
        let read = stream.read(&mut asked).unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").unwrap();
        String::from_utf8_lossy(&asked[..read]).into_owned()
    });
    let name = "the_proxy_of_the_environment";
    // Past the proxy there is nobody.
    let found = again(name, &[("http_proxy", &proxy), ("no_proxy", ".invalid")]);
    assert!(found.contains("answered: false"), "{found}");
    let found = again(name, &[("http_proxy", &proxy), ("no_proxy", "")]);
    assert!(found.contains("answered: true"), "{found}");
    let asked = asked.join().unwrap();
    assert!(asked.starts_with("POST http://hub.invalid/invitations/delete HTTP/1.1\r\n"), "{asked}");
}

/// With `tls-native-roots`, the platform says whom to trust; here it is a file that a variable names.
#[test]
fn the_roots_of_the_platform() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    if let Some(port) = std::env::var(PORT).ok().and_then(|port| port.parse().ok()) {
        let transport = HyperTransport::builder().proxies(Proxies::none()).build();
        println!("answered: {:?}", runtime.block_on(call(port, transport)));
        return;
    }
    let (server, _, certificate) = certified(&["http/1.1"]);
    let folder = std::env::temp_dir().join(format!("whitesmith-roots-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (known, empty) = (folder.join("known.pem"), folder.join("empty.pem"));
    std::fs::write(&known, certificate).unwrap();
    std::fs::write(&empty, "").unwrap();
    let port = runtime.block_on(serve(server)).0.to_string();
    for (roots, expected) in [(&known, "answered: Ok(1)"), (&empty, "UnknownIssuer")] {
        let variables = [("SSL_CERT_FILE", roots.to_str().unwrap()), (PORT, &port)];
        let found = again("the_roots_of_the_platform", &variables);
        assert!(found.contains(expected), "{found}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The variable that tells the second process where the server is.
const PORT: &str = "WHITESMITH_TEST_PORT";
