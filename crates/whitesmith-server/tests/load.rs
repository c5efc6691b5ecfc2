//! Many connections that are used again and again, and SIGTERM in the middle: every request that was sent is answered.
//!
//! `LOAD_CONNECTIONS` and `LOAD_SECONDS` make it as large as wanted; each connection takes a file descriptor in each of
//! two processes. The whole of it: `ulimit -n 20000; LOAD_CONNECTIONS=10000 LOAD_SECONDS=60 cargo test --release -p
//! whitesmith-server --test load -- --nocapture`.

#[expect(unreachable_pub, reason = "two tests share it")]
mod process;
#[expect(unreachable_pub, reason = "it stands in for the public items of generated crates")]
#[allow(dead_code, reason = "not all of it is used here")]
mod store;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use process::Serving;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;

fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn the_server() {
    process::serve_if_told(|connections| connections.limit = 20_000, |server| server);
}

/// What came of the requests.
#[derive(Default)]
struct Tally {
    sent: AtomicUsize,
    answered: AtomicUsize,
    /// Connections that ended with a response that said so.
    told: AtomicUsize,
    /// Connections that were closed between two requests.
    idle: AtomicUsize,
    lost: AtomicUsize,
    /// How many connections are open for the first time.
    open: AtomicUsize,
    /// Whether the server has been told to end.
    ending: AtomicBool,
}

const REQUEST: &[u8] = b"GET /ping HTTP/1.1\r\nhost: a\r\n\r\n";

/// One response; `None` if there is none. Whether it says that the connection is closed.
async fn response(stream: &mut TcpStream) -> Option<bool> {
    let mut answer = Vec::with_capacity(512);
    loop {
        if stream.read_buf(&mut answer).await.ok()? == 0 {
            return None;
        }
        if answer.ends_with(b"\r\n\r\n") {
            let text = String::from_utf8_lossy(&answer);
            assert!(text.starts_with("HTTP/1.1 204"), "{text}");
            return Some(text.contains("connection: close"));
        }
    }
}

/// A connection with a request every `pause`, until the server ends it.
async fn client(address: SocketAddr, pause: Duration, tally: Arc<Tally>, opening: Arc<Semaphore>) {
    let permit = opening.acquire().await.unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let mut first = true;
    let mut permit = Some(permit);
    loop {
        tally.sent.fetch_add(1, Ordering::Relaxed);
        let sent = stream.write_all(REQUEST).await.is_ok();
        let answered = if sent { response(&mut stream).await } else { None };
        let Some(told) = answered else {
            tally.lost.fetch_add(1, Ordering::Relaxed);
            return;
        };
        tally.answered.fetch_add(1, Ordering::Relaxed);
        if std::mem::take(&mut first) {
            tally.open.fetch_add(1, Ordering::Relaxed);
            permit = None;
        }
        if told {
            tally.told.fetch_add(1, Ordering::Relaxed);
            return;
        }
        // As a client does that has the connection in a pool: it sees when that is closed.
        let mut byte = [0];
        match tokio::time::timeout(pause, stream.read(&mut byte)).await {
            Err(_) => {}
            Ok(read) => {
                assert!(tally.ending.load(Ordering::Relaxed), "closed early: {read:?}");
                tally.idle.fetch_add(1, Ordering::Relaxed);
                return;
            }
        }
        let _ = &permit;
    }
}

/// Opens connections in steps, uses them, and returns when all are open.
async fn wave(
    address: SocketAddr,
    count: usize,
    pause: Duration,
    tally: &Arc<Tally>,
) -> Vec<tokio::task::JoinHandle<()>> {
    let opening = Arc::new(Semaphore::new(200));
    let tasks: Vec<_> =
        (0..count).map(|_| tokio::spawn(client(address, pause, Arc::clone(tally), Arc::clone(&opening)))).collect();
    while tally.open.load(Ordering::Relaxed) + tally.lost.load(Ordering::Relaxed) < count {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tasks
}

#[tokio::test(flavor = "multi_thread")]
async fn no_request_is_lost() {
    let connections = number("LOAD_CONNECTIONS", 300);
    let time = Duration::from_secs(number("LOAD_SECONDS", 2) as u64);
    // About as many requests a second as a shared core answers without a queue.
    let pause = Duration::from_millis((connections / 10).max(50) as u64);
    let serving = Serving::start("the_server");
    let empty = serving.memory("VmRSS");

    // Two waves of connections that go away by themselves: the second costs no more than the first.
    let mut peaks = Vec::new();
    for _ in 0..number("LOAD_WAVES", 2).max(2) {
        let tally = Arc::new(Tally::default());
        serving.reset_peak();
        let tasks = wave(serving.address, connections, pause, &tally).await;
        tasks.iter().for_each(tokio::task::JoinHandle::abort);
        for task in tasks {
            let _ = task.await;
        }
        assert_eq!(tally.lost.load(Ordering::Relaxed), 0);
        peaks.push(serving.memory("VmHWM"));
        // The server takes a moment to see that they are closed.
        let mut before = usize::MAX;
        while serving.memory("VmRSS") < before {
            before = serving.memory("VmRSS");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
    let after = serving.memory("VmRSS");
    println!("memory: {empty} KB empty, {peaks:?} KB at the peaks of the waves, {after} KB after them");
    assert!(peaks[1] < peaks[0] + (peaks[0] - empty) / 2 + 2048, "the second wave costs more: {peaks:?}");

    let tally = Arc::new(Tally::default());
    let tasks = wave(serving.address, connections, pause, &tally).await;
    let begun = Instant::now();
    tokio::time::sleep(time / 2).await;
    tally.ending.store(true, Ordering::Relaxed);
    serving.terminate();
    for task in tasks {
        task.await.unwrap();
    }
    let [sent, answered, told, idle, lost] =
        [&tally.sent, &tally.answered, &tally.told, &tally.idle, &tally.lost].map(|n| n.load(Ordering::Relaxed));
    println!(
        "{connections} connections, {answered} of {sent} requests answered, {:.1} s; {told} connections were told to \
         close, {idle} were closed idle, {lost} requests lost",
        begun.elapsed().as_secs_f64()
    );
    assert_eq!((lost, answered), (0, sent));
    assert_eq!(told + idle, connections);
    serving.ended();
}
