//! A server in a process of its own: what it takes of memory is its alone, and it can be told to end as operating
//! systems do it.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use whitesmith_server::Connections;

use super::store::{Echo, Server};

/// Set in the process that serves.
const MARK: &str = "WHITESMITH_TEST_SERVES";

/// The server's process. It is killed when this is dropped.
pub struct Serving {
    child: Child,
    lines: BufReader<ChildStdout>,
    pub address: SocketAddr,
}

impl Serving {
    /// Runs the test `name` of this program in another process, where it calls [`serve_if_told`].
    pub fn start(name: &str) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name, "--nocapture"])
            .env(MARK, "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let address = loop {
            let mut line = String::new();
            assert!(lines.read_line(&mut line).unwrap() > 0, "the server did not start");
            if let Some((_, address)) = line.split_once("serving ") {
                break address.trim().parse().unwrap();
            }
        };
        Self { child, lines, address }
    }

    /// A line of the process's status: `VmHWM` and `VmRSS` are kilobytes.
    pub fn memory(&self, what: &str) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with(what)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// The number that the process answers to a line with, where it reads lines.
    #[allow(dead_code, reason = "not every test does")]
    pub fn ask(&mut self) -> usize {
        writeln!(self.child.stdin.as_mut().unwrap()).unwrap();
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        line.trim().parse().unwrap()
    }

    /// Begins a new peak of memory at what is in use now.
    #[allow(dead_code, reason = "not every test does")]
    pub fn reset_peak(&self) {
        std::fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5").unwrap();
    }

    /// Tells it to end.
    #[allow(dead_code, reason = "not every test does")]
    pub fn terminate(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for it to end by itself, and well.
    #[allow(dead_code, reason = "not every test does")]
    pub fn ended(mut self) {
        let mut rest = String::new();
        while self.lines.read_line(&mut rest).unwrap() > 0 {}
        assert!(self.child.wait().unwrap().success(), "{rest}");
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// In the process that serves: serves until SIGTERM, and returns true.
pub fn serve_if_told(set: impl FnOnce(&mut Connections), also: impl FnOnce(Server<Echo>) -> Server<Echo>) -> bool {
    if std::env::var_os(MARK).is_none() {
        return false;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let listener = tokio::net::TcpSocket::new_v4().unwrap();
        listener.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let listener = listener.listen(4096).unwrap();
        println!("serving {}", listener.local_addr().unwrap());
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).unwrap();
        let signal = async move {
            terminate.recv().await;
        };
        let server = also(Server::new(Echo).connections(set)).body_timeout(Duration::from_secs(1));
        server.serve_with_shutdown(listener, signal).await;
    });
    true
}
