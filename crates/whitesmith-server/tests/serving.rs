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
