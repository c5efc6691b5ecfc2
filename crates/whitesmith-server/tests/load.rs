//! Many connections that are used again and again, and SIGTERM in the middle: every request that was sent is answered.
//!
//! `LOAD_CONNECTIONS` and `LOAD_SECONDS` make it as large as wanted; each connection takes a file descriptor in each of
//! two processes. `LOAD_WAVES` is how often they come and go before that, and `LOAD_REST` how long the server then rests,
//! in seconds, before its memory is looked at. The whole of it: `ulimit -n 20000; LOAD_CONNECTIONS=19000 LOAD_SECONDS=60 cargo test --release -p
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

use peak_alloc::PeakAlloc;
use process::Serving;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use whitesmith_server::Connections;

/// Counts what is in use. What an allocator keeps of it for later is the allocator's matter.
#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// How many connections there are.
fn connections() -> usize {
    number("LOAD_CONNECTIONS", 300)
}

/// How long each of them waits between two requests: there are about as many requests a second as a shared core answers
/// without a queue.
fn pause() -> Duration {
    Duration::from_millis((connections() / 10).max(50) as u64)
}

#[test]
fn the_server() {
    let answers_lines = |server| {
        std::thread::spawn(|| std::io::stdin().lines().for_each(|_| println!("{}", HEAP.current_usage())));
        server
    };
    let set = |connections: &mut Connections| {
        connections.limit = 20_000;
        // What a client sends in the moment in which its connection is closed as idle is lost, as HTTP/1.1 has it; so a
        // server has to linger for longer than its clients pause.
        connections.shutdown_linger = (2 * pause()).max(connections.shutdown_linger);
    };
    process::serve_if_told(set, answers_lines);
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

/// What a wave of connections cost the server, in bytes.
#[derive(Debug)]
#[expect(dead_code, reason = "printed")]
struct Cost {
    /// On the heap, while all connections are open, and when the last is closed.
    heap_open: usize,
    heap_after: usize,
    /// In memory: the resident set.
    resident_open: usize,
    resident_after: usize,
}

/// How much may be left on the heap by connections that are closed, in bytes: what does not grow with their number.
const LEFT_OVER: usize = 64 * 1024;

/// Connections that go away by themselves. They leave nothing behind: when the server has seen that they are closed,
/// its heap is as `before`.
async fn passing_wave(serving: &mut Serving, count: usize, pause: Duration, before: Option<usize>) -> Cost {
    let tally = Arc::new(Tally::default());
    let tasks = wave(serving.address, count, pause, &tally).await;
    assert_eq!(tally.lost.load(Ordering::Relaxed), 0);
    let (heap_open, resident_open) = (serving.ask(), serving.memory("VmRSS") * 1024);
    tasks.iter().for_each(tokio::task::JoinHandle::abort);
    for task in tasks {
        let _ = task.await;
    }
    let begun = Instant::now();
    let mut heap_after = serving.ask();
    // The server takes a moment to see that they are closed.
    while before.map_or(begun.elapsed().as_millis() < 500, |before| heap_after > before + LEFT_OVER) {
        assert!(begun.elapsed() < Duration::from_secs(60), "{heap_after} bytes are left on the heap, of {before:?}");
        tokio::time::sleep(Duration::from_millis(10)).await;
        heap_after = serving.ask();
    }
    Cost { heap_open, heap_after, resident_open, resident_after: serving.memory("VmRSS") * 1024 }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_request_is_lost() {
    let (connections, pause) = (connections(), pause());
    let time = Duration::from_secs(number("LOAD_SECONDS", 2) as u64);
    let mut serving = Serving::start("the_server");
    // What is made once is made by a first, small wave.
    let first = passing_wave(&mut serving, 20, pause, None).await.heap_after;

    let mut waves = Vec::new();
    for _ in 0..number("LOAD_WAVES", 3) {
        waves.push(passing_wave(&mut serving, connections, pause, Some(first)).await);
    }
    println!("{first} bytes on the heap before the waves; then, in each: {waves:#?}");
    // Allocators give memory back to the system after a while, if they do.
    tokio::time::sleep(Duration::from_secs(number("LOAD_REST", 0) as u64)).await;
    println!("{} bytes resident after a rest", serving.memory("VmRSS") * 1024);

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
