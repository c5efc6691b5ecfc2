//! Clients that mean harm, over real sockets: each gets a clean error or a closed connection, the server's memory stays
//! within bounds, and it goes on serving.
//!
//! What hyper and h2 see to by themselves: request lines and headers that are not HTTP, lengths that contradict each
//! other, chunks that are none, streams that are opened only to be reset, and headers without end in HTTP/2. These cases
//! make sure that it stays so, and that nothing around it undoes it.

#[expect(unreachable_pub, reason = "two tests share it")]
mod process;
#[expect(unreachable_pub, reason = "it stands in for the public items of generated crates")]
#[allow(dead_code, reason = "not all of it is used here")]
mod store;

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use process::Serving;

/// What a client sends.
enum Bytes {
    /// All at once.
    Whole(Vec<u8>),
    /// A beginning, and then a byte a tick.
    Slowly(Vec<u8>, u8),
    /// A beginning, and then a piece again and again, up to so many bytes; nothing is read meanwhile.
    Flood(Vec<u8>, Vec<u8>, usize),
}
use Bytes::{Flood, Slowly, Whole};

/// What it has to come to.
#[derive(Clone, Copy, Debug)]
enum End {
    /// One response of this status, and nothing behind it.
    Status(u16),
    /// The connection is closed, whatever was said before.
    Closed,
    /// The connection is closed, with an error of HTTP/2 before.
    GoAway,
}
use End::{Closed, GoAway, Status};

/// How long a connection may take to come to its end. The server's limits are a second and less.
const PATIENCE: Duration = Duration::from_secs(20);

/// How much memory a single client may cost at its peak, in kilobytes: a body of the longest allowed, read and parsed.
const MOST_MEMORY: usize = 64 * 1024;

fn whole(text: impl AsRef<[u8]>) -> Bytes {
    Whole(text.as_ref().to_vec())
}

/// A request with a body of JSON.
fn find(body: impl AsRef<[u8]>) -> Bytes {
    let body = body.as_ref();
    let head = format!(
        "PUT /shelves/1/things/x?find HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n",
        body.len()
    );
    Whole([head.as_bytes(), body].concat())
}

fn get(target: &str) -> Bytes {
    whole(format!("GET {target} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"))
}

fn put(target: &str) -> Bytes {
    whole(format!(
        "PUT {target} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\n\
         content-length: 12\r\n\r\n{{\"text\":\"a\"}}"
    ))
}

/// A request to copy, with these lines of headers, and what stands behind them.
fn copy(lines: &str, rest: &str) -> Bytes {
    whole(format!("POST /copy HTTP/1.1\r\nhost: a\r\n{lines}\r\n\r\n{rest}"))
}

/// A frame of HTTP/2 ([RFC 9113, 4.1](https://www.rfc-editor.org/rfc/rfc9113#section-4.1)).
fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

/// The beginning of a connection of HTTP/2, with settings.
fn preface() -> Vec<u8> {
    [b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", &frame(4, 0, 0, &[])[..]].concat()
}

/// `GET /ping`, compressed: three fields of the static table, and the path.
const PING_FIELDS: &[u8] = b"\x82\x86\x41\x01a\x04\x05/ping";

/// Streams that are opened and reset at once.
fn rapid_reset() -> Vec<u8> {
    let streams = (0..20_000_u32).map(|n| 2 * n + 1);
    let frames = streams.flat_map(|id| [frame(1, 5, id, PING_FIELDS), frame(3, 0, id, &[0, 0, 0, 8])].concat());
    preface().into_iter().chain(frames).collect()
}

fn cases() -> Vec<(&'static str, Bytes, End)> {
    let smuggled = "GET /ping HTTP/1.1\r\nhost: a\r\n\r\n";
    let json = "content-type: application/json";
    let many = |member: &dyn Fn(usize) -> String| {
        let members: Vec<_> = (0..100_000).map(member).collect();
        format!("{{{},\"text\":\"a\"}}", members.join(","))
    };
    vec![
        // Slow.
        ("nothing is sent", whole(""), Closed),
        ("slow headers", Slowly(b"GET /ping HTTP/1.1\r\nx: ".to_vec(), b'a'), Closed),
        ("slow request line", Slowly(b"G".to_vec(), b'E'), Closed),
        (
            "slow body",
            Slowly(
                format!("PUT /shelves/1/things/x?find HTTP/1.1\r\nhost: a\r\n{json}\r\ncontent-length: 999\r\n\r\n")
                    .into(),
                b' ',
            ),
            Status(408),
        ),
        (
            "a body that never comes",
            whole(format!("PUT /shelves/1/things/x?find HTTP/1.1\r\nhost: a\r\n{json}\r\ncontent-length: 9\r\n\r\n")),
            Status(408),
        ),
        ("half an HTTP/2 preface", whole("PRI * HTTP/2.0\r\n"), Closed),
        // Much.
        (
            "a header of a megabyte",
            whole(format!("GET /ping HTTP/1.1\r\nx: {}\r\n\r\n", "a".repeat(1 << 20))),
            Status(431),
        ),
        ("a thousand headers", whole(format!("GET /ping HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(1000))), Status(431)),
        ("a path of 100 KB", whole(format!("GET /{} HTTP/1.1\r\nhost: a\r\n\r\n", "a".repeat(100_000))), Status(431)),
        ("10 MB of [", find("[".repeat(10 << 20)), Status(400)),
        ("10 MB of [ in a member", find(format!("{{\"x\":{}", "[".repeat(10 << 20))), Status(400)),
        ("10 MB of {\"a\":", find("{\"a\":".repeat(2 << 20)), Status(400)),
        ("100,000 members", find(many(&|n| format!("\"m{n}\":{n}"))), Status(200)),
        ("100,000 times the same member", find(many(&|_| "\"count\":1".into())), Status(200)),
        ("a body longer than allowed", find(vec![b' '; (16 << 20) + 1]), Status(413)),
        ("10 MB of digits", find(format!("{{\"Count\":{},\"text\":\"a\"}}", "1".repeat(10 << 20))), Status(400)),
        ("pipelined requests, no response read", Flood(Vec::new(), smuggled.into(), 64 << 20), Closed),
        (
            "an endless body, its copy not read",
            Flood(
                b"POST /copy HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n".to_vec(),
                [b"10000\r\n", &[b'a'; 0x10000][..], b"\r\n"].concat(),
                64 << 20,
            ),
            Closed,
        ),
        // Not JSON, or not of this operation.
        ("the same member twice", find("{\"text\":\"a\",\"text\":\"b\"}"), Status(200)),
        ("invalid UTF-8", find(b"{\"text\":\"\xff\xfe\"}"), Status(400)),
        ("half a surrogate pair", find("{\"text\":\"\\ud800\"}"), Status(400)),
        ("a NUL", find(b"{\"text\":\"\x00\"}"), Status(400)),
        ("a byte order mark", find(b"\xef\xbb\xbf{\"text\":\"a\"}"), Status(400)),
        ("something behind the document", find("{\"text\":\"a\"}{}"), Status(400)),
        // Lengths.
        ("a length of 99 TB", copy("content-length: 99999999999999", ""), Closed),
        (
            "the same, held in memory",
            whole(format!(
                "PUT /shelves/1/things/x?find HTTP/1.1\r\nhost: a\r\n{json}\r\ncontent-length: 99999999999999\r\n\r\n{{"
            )),
            Status(413),
        ),
        ("a length beyond 64 bits", copy("content-length: 18446744073709551616", "a"), Status(400)),
        ("a negative length", copy("content-length: -1", "a"), Status(400)),
        ("a length with a sign", copy("content-length: +1", "a"), Status(400)),
        ("two lengths", copy("content-length: 3\r\ncontent-length: 4", "abcd"), Status(400)),
        ("two lengths in a line", copy("content-length: 3, 4", "abcd"), Status(400)),
        // Smuggling: whatever it is taken for, the second request is no second request.
        (
            "a length and chunks",
            copy(
                "content-length: 4\r\ntransfer-encoding: chunked\r\nconnection: close",
                &format!("0\r\n\r\n{smuggled}"),
            ),
            Status(200),
        ),
        (
            "chunks under another name",
            copy("transfer-encoding: xchunked", &format!("0\r\n\r\n{smuggled}")),
            Status(400),
        ),
        (
            "chunks, but not last",
            copy("transfer-encoding: chunked, identity", &format!("0\r\n\r\n{smuggled}")),
            Status(400),
        ),
        ("space before the colon", copy("content-length : 4", &format!("abcd{smuggled}")), Status(400)),
        ("space before the name", copy("x: a\r\n content-length: 4", &format!("abcd{smuggled}")), Status(400)),
        ("a carriage return in a value", copy("x: a\rcontent-length: 4", &format!("abcd{smuggled}")), Status(400)),
        ("two hosts", copy("host: b\r\ncontent-length: 4", &format!("abcd{smuggled}")), Status(400)),
        ("no host", whole(format!("GET /ping HTTP/1.1\r\nx: y\r\n\r\n{smuggled}")), Status(400)),
        ("a NUL in a value", copy("x: a\0b", ""), Status(400)),
        ("a chunk too long to count", copy("transfer-encoding: chunked", "FFFFFFFFFFFFFFFFF\r\na"), Closed),
        ("a chunk that is no number", copy("transfer-encoding: chunked", "zz\r\na"), Closed),
        (
            "a chunk with a megabyte behind its length",
            copy("transfer-encoding: chunked", &format!("1;{}\r\na\r\n0\r\n\r\n", "x".repeat(1 << 20))),
            Closed,
        ),
        (
            "a megabyte of trailers",
            copy("transfer-encoding: chunked", &format!("0\r\n{}\r\n", "x: y\r\n".repeat(200_000))),
            Closed,
        ),
        ("a response", whole("HTTP/1.1 200 OK\r\n\r\n"), Status(400)),
        ("TLS", whole(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"), Status(400)),
        ("HTTP/0.9", whole("GET /ping\r\n\r\n"), Status(400)),
        // Paths.
        ("a slash that is encoded", get("/ping%2F"), Status(404)),
        ("a NUL that is encoded", get("/ping%00"), Status(404)),
        ("a dot segment", get("/./ping"), Status(404)),
        ("an empty segment", get("//ping"), Status(404)),
        ("up and down", get("/shelves/../ping"), Status(404)),
        ("traversal in a greedy label", put("/shelves/1/things/../../../ping?find"), Status(200)),
        ("the same, encoded", put("/shelves/1/things/%2e%2e%2f%2e%2e%2fping?find"), Status(200)),
        ("overlong UTF-8", put("/shelves/1/things/%c0%ae%c0%ae/x?find"), Status(400)),
        ("a slash in a label", put("/shelves/1%2f2/things/x?find"), Status(400)),
        ("encoded twice", put("/shelves/%2531/things/x?find"), Status(400)),
        ("half an escape", put("/shelves/1%/things/x?find"), Status(400)),
        ("a query of 20,000 parameters", get(&format!("/ping?{}", "a&".repeat(10_000))), Status(204)),
        // HTTP/2.
        ("rapid reset", Whole(rapid_reset()), GoAway),
        (
            "endless headers",
            Flood(
                [preface(), frame(1, 1, 1, PING_FIELDS)].concat(),
                frame(9, 0, 1, &[b"\x00\x01a\x7f\x81\x7f", &[b'x'; 256][..]].concat().repeat(32)),
                64 << 20,
            ),
            GoAway,
        ),
        (
            "endless empty continuations",
            Flood([preface(), frame(1, 1, 1, PING_FIELDS)].concat(), frame(9, 0, 1, &[]).repeat(100), 64 << 20),
            GoAway,
        ),
        ("endless pings", Flood(preface(), frame(6, 0, 0, &[0; 8]).repeat(100), 32 << 20), Closed),
        ("endless settings", Flood(preface(), frame(4, 0, 0, &[]).repeat(100), 32 << 20), Closed),
        ("a frame longer than allowed", whole([preface(), frame(0, 0, 1, &[0; 20_000])].concat()), GoAway),
        ("data on a stream that is not open", whole([preface(), frame(0, 0, 1, b"a")].concat()), GoAway),
        ("a window too large", whole([preface(), frame(8, 0, 0, &[0x7f, 0xff, 0xff, 0xff])].concat()), GoAway),
    ]
}

/// Sends what the case says, and reads until the connection is closed.
fn attack(address: std::net::SocketAddr, bytes: Bytes) -> Result<Vec<u8>, String> {
    let begun = Instant::now();
    let mut stream = TcpStream::connect(address).map_err(|error| format!("no connection: {error}"))?;
    stream.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    let mut answer = Vec::new();
    let mut closed;
    let mut read = |stream: &mut TcpStream| -> bool {
        let mut buffer = [0; 16 * 1024];
        loop {
            match stream.read(&mut buffer) {
                Ok(0) => return true,
                Ok(length) => answer.extend_from_slice(&buffer[..length]),
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => return false,
                // A connection that is reset is closed as well.
                Err(_) => return true,
            }
        }
    };
    // A server that has had enough closes the connection while we write.
    match bytes {
        Whole(bytes) => closed = stream.write_all(&bytes).is_err() && read(&mut stream),
        Slowly(start, tick) => {
            closed = stream.write_all(&start).is_err();
            while !closed && begun.elapsed() < PATIENCE {
                closed = stream.write_all(&[tick]).is_err() || read(&mut stream);
            }
        }
        Flood(start, piece, most) => {
            let mut sent = start.len();
            closed = stream.write_all(&start).is_err();
            while !closed && sent < most {
                closed = stream.write_all(&piece).is_err();
                sent += piece.len();
            }
        }
    }
    while !closed || !read(&mut stream) {
        closed = read(&mut stream);
        if begun.elapsed() > PATIENCE {
            return Err(format!("the connection stays open: {}", String::from_utf8_lossy(&answer)));
        }
    }
    Ok(answer)
}

/// Whether the answer is what it has to be.
fn is_right(answer: &[u8], end: End) -> bool {
    let text = String::from_utf8_lossy(answer);
    match end {
        Status(status) => text.starts_with(&format!("HTTP/1.1 {status} ")) && text.matches("HTTP/1.1 ").count() == 1,
        Closed => true,
        // Type 7, on stream 0; or the connection was reset before the frame could be read.
        GoAway => answer.is_empty() || answer.windows(9).any(|head| head[3] == 7 && head[5..9] == [0; 4]),
    }
}

#[test]
fn the_server() {
    // In the other process; a test that has nothing to do in this one.
    process::serve_if_told(
        |connections| {
            connections.header_timeout = Duration::from_millis(500);
            connections.idle_timeout = Duration::from_secs(1);
            connections.body_idle_timeout = Duration::from_millis(500);
            connections.write_timeout = Duration::from_millis(500);
        },
        |server| server,
    );
}

#[test]
fn hostile_clients() {
    let serving = Serving::start("the_server");
    let ping = || attack(serving.address, get("/ping"));
    // What is made once is made.
    assert!(ping().is_ok_and(|answer| is_right(&answer, Status(204))));
    let mut wrong = Vec::new();
    for (name, bytes, end) in cases() {
        let before = serving.memory("VmRSS");
        serving.reset_peak();
        match attack(serving.address, bytes) {
            Ok(answer) if is_right(&answer, end) => {}
            Ok(answer) => {
                let text: String = String::from_utf8_lossy(&answer).chars().take(300).collect();
                wrong.push(format!("{name}: {text:?} is not {end:?}"));
            }
            Err(error) => wrong.push(format!("{name}: {}", error.chars().take(300).collect::<String>())),
        }
        let peak = serving.memory("VmHWM").saturating_sub(before);
        if peak > MOST_MEMORY {
            wrong.push(format!("{name}: {peak} KB of memory"));
        }
        let again = ping();
        if !again.as_ref().is_ok_and(|answer| is_right(answer, Status(204))) {
            wrong.push(format!("{name}: afterwards the server says {again:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of the clients:\n{}", wrong.len(), wrong.join("\n"));
}
