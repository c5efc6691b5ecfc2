//! Servers that misbehave, over real TCP: each outcome is the right error or a retry that succeeds, in bounded time and
//! without a connection that stays behind.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use securityhub::OperationError;
use securityhub::operation::{DeleteInvitationsError, DeleteInvitationsInput};
use securityhub_client::whitesmith_client::{HyperTransport, Proxies};
use securityhub_client::{Client, Retries};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const OK: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 26\r\n\r\n{\"UnprocessedAccounts\":[]}";

/// What a server does with a request that it has read.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// Sends these bytes, and waits for the next request.
    Send(&'static [u8]),
    /// Sends these bytes, and closes.
    SendAndClose(&'static [u8]),
    /// Sends these bytes, and resets.
    SendAndReset(&'static [u8]),
    /// Sends these bytes, and then nothing for ever.
    SendAndStall(&'static [u8]),
}

/// Reads one request, whose body is known to be JSON: it ends with `}`.
async fn read_request(stream: &mut TcpStream) -> bool {
    let mut seen = Vec::new();
    let mut buffer = [0; 1024];
    while !seen.ends_with(b"}") {
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return false,
            Ok(read) => seen.extend_from_slice(&buffer[..read]),
        }
    }
    true
}

/// A server that does these acts, one a request, over as many connections as it takes; and how many are open.
async fn server(acts: &'static [Act]) -> (String, Arc<AtomicUsize>, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let (requests, open) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (counted, living) = (Arc::clone(&requests), Arc::clone(&open));
    tokio::spawn(async move {
        loop {
            let Ok((mut stream, _)) = listener.accept().await else { return };
            let (requests, open) = (Arc::clone(&counted), Arc::clone(&living));
            open.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(async move {
                while read_request(&mut stream).await {
                    let act = acts.get(requests.fetch_add(1, Ordering::SeqCst)).copied().unwrap_or(Act::Send(OK));
                    let (Act::Send(bytes)
                    | Act::SendAndClose(bytes)
                    | Act::SendAndReset(bytes)
                    | Act::SendAndStall(bytes)) = act;
                    let _ = stream.write_all(bytes).await;
                    match act {
                        Act::Send(_) => continue,
                        Act::SendAndClose(_) => {}
                        Act::SendAndReset(_) => {
                            let _ = stream.set_zero_linger();
                        }
                        // Until the client has had enough.
                        Act::SendAndStall(_) => while stream.read(&mut [0; 64]).await.is_ok_and(|read| read > 0) {},
                    }
                    break;
                }
                open.fetch_sub(1, Ordering::SeqCst);
            });
        }
    });
    (endpoint, requests, open)
}

fn transport() -> HyperTransport {
    HyperTransport::builder().proxies(Proxies::none()).build()
}

/// Waits for something that is about to be so, without saying how long that takes.
async fn until(what: &str, mut so: impl FnMut() -> bool) {
    let waiting = async {
        while !so() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), waiting).await.unwrap_or_else(|_| panic!("never: {what}"));
}

const HALF_A_CHUNK: &[u8] = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1a\r\n{\"Unproc";
const TOO_SHORT: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 40\r\n\r\n{\"UnprocessedAccounts\":[]}";
const TOO_LONG: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"UnprocessedAccounts\":[]}";
const ERROR: &[u8] = b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n";
const GARBAGE: &[u8] = b"\x16\x03\x01 this is no HTTP\r\n\r\n";
const BAD_CHUNK: &[u8] = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n";

#[tokio::test]
async fn outcomes() {
    use Act::{Send, SendAndClose, SendAndReset, SendAndStall};
    let cases: &[(&str, &'static [Act], &str, usize)] = &[
        ("all is well", &[], "ok", 1),
        ("reset, then well", &[SendAndReset(b"")], "ok", 2),
        ("closed, then well", &[SendAndClose(b"")], "ok", 2),
        ("always reset", &[SendAndReset(b""); 3], "Transport", 3),
        ("always closed", &[SendAndClose(b""); 3], "Transport", 3),
        ("silent, then well", &[SendAndStall(b"")], "ok", 2),
        ("always silent", &[SendAndStall(b""); 3], "Timeout", 3),
        ("half a head", &[SendAndStall(b"HTTP/1.1 200 OK\r\nconte"); 3], "Timeout", 3),
        ("half a head, closed", &[SendAndClose(b"HTTP/1.1 200 OK\r\nconte"); 3], "Transport", 3),
        ("half a body, then well", &[SendAndClose(TOO_SHORT)], "ok", 2),
        ("half a body", &[SendAndClose(TOO_SHORT); 3], "Transport", 3),
        ("half a body, reset", &[SendAndReset(TOO_SHORT); 3], "Transport", 3),
        ("half a body, stalled", &[SendAndStall(TOO_SHORT); 3], "Timeout", 3),
        ("half a chunk, stalled", &[SendAndStall(HALF_A_CHUNK); 3], "Timeout", 3),
        ("half a chunk, closed", &[SendAndClose(HALF_A_CHUNK); 3], "Transport", 3),
        ("a chunk without a length", &[Send(BAD_CHUNK); 3], "Transport", 3),
        // What is read is no JSON; the rest belongs to no response.
        ("more than was promised", &[SendAndClose(TOO_LONG); 3], "Response", 1),
        ("garbage", &[SendAndClose(GARBAGE); 3], "Transport", 3),
        ("500, 500, then well", &[Send(ERROR), Send(ERROR)], "ok", 3),
        ("always 500", &[Send(ERROR); 3], "Service", 3),
    ];
    for (title, acts, expected, requests_expected) in cases {
        let (endpoint, requests, open) = server(acts).await;
        let transport = transport();
        let client = Client::builder()
            .endpoint(endpoint)
            .transport(transport.clone())
            .attempt_timeout(Duration::from_millis(300))
            .retries(Retries::standard().base_delay(Duration::from_millis(1)))
            .build()
            .unwrap();
        let call = client.delete_invitations(DeleteInvitationsInput::new(["1"]));
        let found = match tokio::time::timeout(Duration::from_secs(30), call).await.expect("it hangs") {
            Ok(_) => "ok".to_owned(),
            Err(DeleteInvitationsError::Other(error)) => {
                assert!(error.to_string().contains("DeleteInvitations at 127.0.0.1:"), "{error}");
                assert_eq!(
                    error.call().map(|call| call.attempts as usize),
                    Some(*requests_expected),
                    "{title}: {error}"
                );
                format!("{:?}", error.kind())
            }
            Err(error) => error.to_string(),
        };
        assert_eq!((found.as_str(), requests.load(Ordering::SeqCst)), (*expected, *requests_expected), "{title}");
        // What failed is closed; what worked is kept for the next call, and no more than one connection was needed.
        let kept = usize::from(transport.open_connections() > 0);
        until(title, || transport.open_connections() <= kept && open.load(Ordering::SeqCst) <= kept).await;
        drop((client, transport));
        until(title, || open.load(Ordering::SeqCst) == 0).await;
    }
}

/// Many calls at a time leave as many connections as were in use at a time at most, and few calls one.
#[tokio::test]
async fn connections_are_used_again() {
    let (endpoint, requests, open) = server(&[]).await;
    let transport = transport();
    let client = Client::builder().endpoint(endpoint).transport(transport.clone()).build().unwrap();
    for _ in 0..50 {
        client.delete_invitations(DeleteInvitationsInput::new(["1"])).await.unwrap();
    }
    assert_eq!((transport.open_connections(), open.load(Ordering::SeqCst)), (1, 1));
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.delete_invitations(DeleteInvitationsInput::new(["1"])).await.is_ok() })
        })
        .collect();
    for call in calls {
        assert!(call.await.unwrap());
    }
    assert!(transport.open_connections() <= 20);
    assert_eq!(requests.load(Ordering::SeqCst), 70);
    // A call that nobody waits for any more takes its connection with it.
    let (endpoint, _, open) = server(&[Act::SendAndStall(b"")]).await;
    let waiting = Client::builder().endpoint(endpoint).transport(transport.clone()).build().unwrap();
    let before = transport.open_connections();
    let call =
        tokio::spawn(async move { waiting.delete_invitations(DeleteInvitationsInput::new(["1"])).await.is_ok() });
    until("a connection", || open.load(Ordering::SeqCst) == 1).await;
    call.abort();
    until("no connection", || open.load(Ordering::SeqCst) == 0 && transport.open_connections() <= before).await;
}

#[tokio::test]
async fn nobody_there() {
    let client = Client::builder()
        .endpoint("http://127.0.0.1:1")
        .transport(transport())
        .retries(Retries::standard().base_delay(Duration::from_millis(1)))
        .build()
        .unwrap();
    let error = client.delete_invitations(DeleteInvitationsInput::new(["1"])).await.unwrap_err();
    assert!(error.is_retryable());
    let text = error.to_string();
    assert!(
        text.contains("Connection refused") && text.ends_with("(DeleteInvitations at 127.0.0.1:1, 3 attempts)"),
        "{text}"
    );
}

/// A proxy is handed the request whole, with what it asks for.
#[tokio::test]
async fn through_a_proxy() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = format!("http://user:pass@{}", listener.local_addr().unwrap());
    let seen = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut buffer = vec![0; 4096];
        let read = stream.read(&mut buffer).await.unwrap();
        stream.write_all(OK).await.unwrap();
        String::from_utf8_lossy(&buffer[..read]).into_owned()
    });
    let transport = HyperTransport::builder().proxies(Proxies::new(&proxy, "", "other.example")).build();
    let client = Client::builder().endpoint("http://hub.invalid/base").transport(transport).build().unwrap();
    client.delete_invitations(DeleteInvitationsInput::new(["1"])).await.unwrap();
    let seen = seen.await.unwrap();
    assert!(seen.starts_with("POST http://hub.invalid/base/invitations/delete HTTP/1.1\r\n"), "{seen}");
    assert!(seen.to_lowercase().contains("\r\nhost: hub.invalid\r\n"), "{seen}");
    assert!(seen.contains("\r\nproxy-authorization: Basic dXNlcjpwYXNz\r\n"), "{seen}");
}
