//! A client that does as little as it can, so that the server is what is measured.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// The request: ten account ids.
pub(crate) fn request() -> Vec<u8> {
    let ids: Vec<String> = (0..10).map(|n| format!("\"2100000000{n:02}\"")).collect();
    let body = format!("{{\"AccountIds\":[{}]}}", ids.join(","));
    format!(
        "POST /invitations/delete HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
         accept: application/json\r\nuser-agent: bench\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// One connection.
pub(crate) struct Connection {
    stream: TcpStream,
    request: Vec<u8>,
    buffer: Vec<u8>,
}

impl Connection {
    pub(crate) async fn open(port: &str) -> Self {
        let port: u16 = port.parse().expect("a port");
        let stream = TcpStream::connect(("127.0.0.1", port)).await.expect("a connection");
        stream.set_nodelay(true).expect("no delay");
        Self { stream, request: request(), buffer: vec![0; 16 * 1024] }
    }

    /// One request, and its response to the last byte.
    pub(crate) async fn exchange(&mut self) {
        self.stream.write_all(&self.request).await.expect("written");
        let (mut filled, mut expected) = (0, None);
        while expected.is_none_or(|expected| filled < expected) {
            let read = self.stream.read(&mut self.buffer[filled..]).await.expect("read");
            assert!(read > 0, "the server has closed the connection");
            filled += read;
            if expected.is_none() {
                expected = length(&self.buffer[..filled]);
            }
        }
    }
}

/// The length of the whole response, when its headers are there.
fn length(bytes: &[u8]) -> Option<usize> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let head = std::str::from_utf8(&bytes[..end]).expect("ASCII");
    assert!(head.starts_with("HTTP/1.1 200"), "{head}{}", String::from_utf8_lossy(&bytes[end..]));
    let line = head.lines().find(|line| line.len() > 15 && line[..15].eq_ignore_ascii_case("content-length:"));
    let length: usize = line.expect("a length")[15..].trim().parse().expect("a number");
    Some(end + length)
}

/// So many requests, one after the other.
pub(crate) async fn requests(port: &str, count: u64) {
    let mut connection = Connection::open(port).await;
    for _ in 0..count {
        connection.exchange().await;
    }
    println!("{count}");
}

/// Loads a server, and prints how many requests were answered, the seconds that took, and the median and 99th
/// percentile of their latencies in microseconds. At a rate, a request that is late counts from when it was due.
pub(crate) async fn run(port: &str, connections: u64, seconds: u64, rate: u64) {
    let mut open = Vec::new();
    for _ in 0..connections {
        open.push(Connection::open(port).await);
    }
    let begun = Instant::now();
    let end = begun + Duration::from_secs(seconds);
    let interval = (rate > 0).then(|| Duration::from_secs_f64(connections as f64 / rate as f64));
    let tasks: Vec<_> = open
        .into_iter()
        .enumerate()
        .map(|(index, mut connection)| {
            tokio::spawn(async move {
                let mut latencies = Vec::new();
                let offset = interval.map(|interval| interval.mul_f64(index as f64 / connections as f64));
                let mut due = begun + offset.unwrap_or_default();
                while Instant::now() < end {
                    let mut from = Instant::now();
                    if let Some(interval) = interval {
                        tokio::time::sleep_until(due.into()).await;
                        // Timers have a resolution of a millisecond: waking up late is ours, being busy is not.
                        from = if from > due { due } else { Instant::now() };
                        due += interval;
                    }
                    connection.exchange().await;
                    latencies.push(u32::try_from(from.elapsed().as_micros()).unwrap_or(u32::MAX));
                }
                latencies
            })
        })
        .collect();
    let mut latencies = Vec::new();
    for task in tasks {
        latencies.extend(task.await.expect("a task"));
    }
    let taken = begun.elapsed().as_secs_f64();
    latencies.sort_unstable();
    let percentile = |part: f64| latencies.get((latencies.len() as f64 * part) as usize).copied().unwrap_or_default();
    println!("{} {taken} {} {}", latencies.len(), percentile(0.5), percentile(0.99));
}
