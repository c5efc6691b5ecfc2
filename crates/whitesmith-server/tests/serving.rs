//! Connections: what is accepted is answered, also while the server shuts down; what is slow or wrong is cut off.

#[expect(unreachable_pub, reason = "it stands in for the public items of generated crates")]
#[allow(dead_code, reason = "not all of it is used here")]
mod store;

use std::sync::Arc;
use std::time::Duration;

use store::{CopyError, CopyInput, CopyOutput, PingError, Server, Store};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};
use whitesmith::{Request, Unit};

/// Answers a ping when it is told to.
#[derive(Default)]
struct Slow {
    begun: Notify,
    go: Notify,
}
impl Store for Arc<Slow> {
    async fn copy(&self, request: Request<CopyInput>) -> Result<CopyOutput, CopyError> {
        assert!(request.peer().and_then(|peer| peer.address()).is_some_and(|address| address.ip().is_loopback()));
        Ok(CopyOutput { content: request.into_input().content })
    }
    async fn ping(&self, _: Request<Unit>) -> Result<Unit, PingError> {
        self.begun.notify_one();
        self.go.notified().await;
        Ok(Unit)
    }
}

struct Running {
    service: Arc<Slow>,
    address: std::net::SocketAddr,
    stop: oneshot::Sender<()>,
    served: tokio::task::JoinHandle<()>,
}

async fn run(set: impl FnOnce(Server<Arc<Slow>>) -> Server<Arc<Slow>>) -> Running {
    let service = Arc::new(Slow::default());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let built = set(Server::new(Arc::clone(&service)));
    let served = tokio::spawn(built.serve_with_shutdown(listener, async {
        let _ = stopped.await;
    }));
    Running { service, address, stop, served }
}

/// Sends bytes, and reads until the other side closes.
async fn exchange(stream: &mut TcpStream, bytes: &[u8]) -> String {
    stream.write_all(bytes).await.unwrap();
    read(stream).await
}

async fn read(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let ended = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await;
    assert!(ended.is_ok(), "the connection stays open: {}", String::from_utf8_lossy(&answer));
    String::from_utf8_lossy(&answer).into_owned()
}

const PING: &[u8] = b"GET /ping HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";

#[tokio::test]
async fn an_accepted_request_is_answered() {
    let running = run(|server| server.connections(|it| it.shutdown_linger = Duration::ZERO)).await;
    let mut busy = TcpStream::connect(running.address).await.unwrap();
    busy.write_all(PING).await.unwrap();
    running.service.begun.notified().await;
    let mut idle = TcpStream::connect(running.address).await.unwrap();
    running.stop.send(()).unwrap();
    // An idle connection is closed, and no new one accepted, while the request goes on.
    assert_eq!(read(&mut idle).await, "");
    assert!(!running.served.is_finished());
    running.service.go.notify_one();
    assert!(read(&mut busy).await.starts_with("HTTP/1.1 204 No Content\r\n"));
    running.served.await.unwrap();
    assert!(TcpStream::connect(running.address).await.is_err());
}

#[tokio::test]
async fn the_grace_period_ends() {
    let running = run(|server| server.connections(|it| it.shutdown_grace = Duration::from_millis(50))).await;
    let mut busy = TcpStream::connect(running.address).await.unwrap();
    busy.write_all(PING).await.unwrap();
    running.service.begun.notified().await;
    running.stop.send(()).unwrap();
    tokio::time::timeout(Duration::from_secs(5), running.served).await.unwrap().unwrap();
    assert_eq!(read(&mut busy).await, "", "what is not done in time is cut off");
}

#[tokio::test]
async fn slow_and_wrong_connections() {
    let running = run(|server| server.connections(|it| it.header_timeout = Duration::from_millis(100))).await;
    for (bytes, expected) in [
        (&b"GET /ping HT"[..], ""),
        (b"hello\r\n\r\n", "HTTP/1.1 400"),
        (b"GET /pong HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", "HTTP/1.1 404"),
        (
            b"POST /copy HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 ",
        ),
        (b"POST /copy HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabcd", "HTTP/1.1 400"),
        (b"POST /copy HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", ""),
        (
            b"POST /copy HTTP/1.1\r\nhost: a\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            "HTTP/1.1 200",
        ),
    ] {
        let mut stream = TcpStream::connect(running.address).await.unwrap();
        let answer = exchange(&mut stream, bytes).await;
        assert!(answer.starts_with(expected), "{}: {answer}", String::from_utf8_lossy(bytes));
    }
    // The server goes on.
    let mut stream = TcpStream::connect(running.address).await.unwrap();
    running.service.go.notify_one();
    assert!(exchange(&mut stream, PING).await.starts_with("HTTP/1.1 204"));
}

/// A request that does not say which host it is for, or says so twice, is refused before anybody sees it.
#[tokio::test]
async fn hosts() {
    let running = run(|server| server).await;
    for (version, lines, status) in [
        ("1.1", "host: a", 404),
        ("1.1", "host: [::1]:80", 404),
        ("1.1", "host:", 404),
        ("1.1", "x: y", 400),
        ("1.1", "host: a\r\nhost: a", 400),
        ("1.1", "host: a\r\nhost: b", 400),
        ("1.1", "host: a, b", 400),
        ("1.1", "host: a/b", 400),
        ("1.1", "host: user@a", 400),
        ("1.1", "host: a:b", 400),
        ("1.0", "x: y", 404),
        ("1.0", "host: a", 404),
        ("1.0", "host: a\r\nhost: b", 400),
        ("1.0", "host: a b", 400),
    ] {
        let mut stream = TcpStream::connect(running.address).await.unwrap();
        // What is refused is the last that is read; of the others we say so.
        let last = if status == 400 { "x: y" } else { "connection: close" };
        let request = format!("GET /pong HTTP/{version}\r\n{lines}\r\n{last}\r\n\r\n");
        let answer = exchange(&mut stream, request.as_bytes()).await;
        assert!(answer.starts_with(&format!("HTTP/{version} {status} ")), "{request}: {answer}");
    }
}

/// What a client speaks is known by its first bytes, in however many pieces these come, and however many come at once.
#[tokio::test]
async fn in_pieces() {
    let running = run(|server| server).await;
    let close = "host: a\r\nconnection: close\r\n";
    let text = |line: &str, headers: &str| format!("{line} HTTP/1.1\r\n{headers}{close}\r\n").into_bytes();
    let filler = format!("x: {}\r\n", "a".repeat(20_000));
    // The head of a frame of settings, with which a server of HTTP/2 begins.
    let settings = vec![0, 0, 0, 4, 0, 0, 0, 0, 0];
    for (bytes, piece, expected) in [
        (text("GET /pong", ""), 1, b"HTTP/1.1 404".to_vec()),
        (text("PRI /pong", ""), 1, b"HTTP/1.1 404".to_vec()),
        (text("PROPFIND /pong", ""), 3, b"HTTP/1.1 404".to_vec()),
        (text("GET /pong", &filler), usize::MAX, b"HTTP/1.1 404".to_vec()),
        (text("GET /pong", &filler), 9_000, b"HTTP/1.1 404".to_vec()),
        (HTTP2.concat(), 1, settings.clone()),
        (HTTP2.concat(), 13, settings.clone()),
        (HTTP2.concat(), usize::MAX, settings),
    ] {
        let mut stream = TcpStream::connect(running.address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        for piece in bytes.chunks(piece) {
            stream.write_all(piece).await.unwrap();
            tokio::task::yield_now().await;
        }
        let mut answer = vec![0; expected.len()];
        let came = tokio::time::timeout(Duration::from_secs(10), stream.read_exact(&mut answer)).await;
        assert!(came.is_ok_and(|came| came.is_ok()), "{piece}");
        // The length of settings is for hyper to choose.
        let from = if answer.starts_with(b"HTTP") { 0 } else { 3 };
        assert_eq!(answer[from..], expected[from..], "{piece}: {}", String::from_utf8_lossy(&bytes[..20]));
    }
}

/// The beginning of a connection of HTTP/2, and `GET /ping` in it.
const HTTP2: [&[u8]; 2] = [
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0",
    b"\0\0\x0c\x01\x05\0\0\0\x01\x82\x86\x41\x01a\x04\x05/ping",
];

/// Tells when a handler is dropped.
struct Dropped(Arc<Notify>);
impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

/// Waits forever, in every operation.
#[derive(Default)]
struct Patient {
    begun: Notify,
    dropped: Arc<Notify>,
}
impl Patient {
    async fn wait(&self) -> ! {
        let _dropped = Dropped(Arc::clone(&self.dropped));
        self.begun.notify_one();
        std::future::pending().await
    }
}
impl Store for Arc<Patient> {
    async fn copy(&self, _: Request<CopyInput>) -> Result<CopyOutput, CopyError> {
        self.wait().await
    }
    async fn ping(&self, _: Request<Unit>) -> Result<Unit, PingError> {
        self.wait().await
    }
}

/// The frame that resets stream 1 of HTTP/2.
const RESET: &[u8] = &[0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 8];

/// A client that goes away in the middle of an upload is noticed when the handler reads on: hyper reads no more than
/// the handler asks for.
#[tokio::test]
async fn a_client_that_is_gone_cancels_its_handler() {
    let http2 = HTTP2.concat();
    for (what, bytes, reset) in [("HTTP/1.1", PING, false), ("HTTP/2", &http2, false), ("a stream", &http2, true)] {
        let service = Arc::new(Patient::default());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let served = tokio::spawn(Server::new(Arc::clone(&service)).serve(listener));
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        service.begun.notified().await;
        if reset {
            stream.write_all(RESET).await.unwrap();
        } else {
            drop(stream);
        }
        let dropped = tokio::time::timeout(Duration::from_secs(10), service.dropped.notified()).await;
        assert!(dropped.is_ok(), "{what}");
        served.abort();
    }
}

#[tokio::test]
async fn a_handler_that_ignores_shutdown_is_cut_off() {
    let service = Arc::new(Patient::default());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut stream = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let server = Server::new(Arc::clone(&service)).connections(|it| it.shutdown_grace = Duration::from_millis(50));
    let health = server.health();
    let running = tokio::spawn(server.serve_with_shutdown(listener, async {
        let _ = stopped.await;
    }));
    stream.write_all(PING).await.unwrap();
    service.begun.notified().await;
    assert!(health.is_ready());
    stop.send(()).unwrap();
    running.await.unwrap();
    assert!(!health.is_ready());
    assert!(tokio::time::timeout(Duration::from_secs(10), service.dropped.notified()).await.is_ok());
    assert_eq!(read(&mut stream).await, "");
}

/// A request that is on its way when the server shuts down is answered, and its connection closed by a header.
#[tokio::test]
async fn a_connection_is_told_to_close() {
    let running = run(|server| server).await;
    let keep = b"GET /pong HTTP/1.1\r\nhost: a\r\n\r\n";
    let mut stream = TcpStream::connect(running.address).await.unwrap();
    stream.write_all(keep).await.unwrap();
    let mut answer = [0; 4096];
    let length = stream.read(&mut answer).await.unwrap();
    assert!(!String::from_utf8_lossy(&answer[..length]).contains("connection: close"));
    running.stop.send(()).unwrap();
    // The listener is closed before connections are.
    while TcpStream::connect(running.address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    let said = exchange(&mut stream, keep).await;
    assert!(said.starts_with("HTTP/1.1 404") && said.contains("connection: close"), "{said}");
    running.served.await.unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn unix_sockets() {
    struct Asks;
    impl Store for Asks {
        async fn copy(&self, _: Request<CopyInput>) -> Result<CopyOutput, CopyError> {
            Ok(CopyOutput::default())
        }
        async fn ping(&self, request: Request<Unit>) -> Result<Unit, PingError> {
            let peer = request.peer().unwrap();
            assert!(matches!(peer, whitesmith::Peer::Unix { .. }) && peer.to_string().starts_with("unix:"), "{peer:?}");
            Ok(Unit)
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("socket");
    let served = tokio::spawn(Server::new(Asks).serve(tokio::net::UnixListener::bind(&path).unwrap()));
    let mut stream = tokio::net::UnixStream::connect(&path).await.unwrap();
    stream.write_all(PING).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
    served.abort();
}

/// No more connections are accepted than there are places, and one that is freed is given away.
#[tokio::test]
async fn a_limit_of_connections() {
    let running = run(|server| server.connections(|it| it.limit = 2)).await;
    let request = b"GET /pong HTTP/1.1\r\nhost: a\r\n\r\n";
    let mut answer = [0; 4096];
    let mut kept = Vec::new();
    for _ in 0..2 {
        let mut stream = TcpStream::connect(running.address).await.unwrap();
        stream.write_all(request).await.unwrap();
        assert!(stream.read(&mut answer).await.unwrap() > 0);
        kept.push(stream);
    }
    let mut third = TcpStream::connect(running.address).await.unwrap();
    third.write_all(request).await.unwrap();
    let waits = tokio::time::timeout(Duration::from_millis(100), third.read(&mut answer)).await;
    assert!(waits.is_err(), "a third connection is served");
    kept.pop();
    assert!(tokio::time::timeout(Duration::from_secs(10), third.read(&mut answer)).await.unwrap().unwrap() > 0);
}
