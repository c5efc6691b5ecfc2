//! DeleteInvitations of Security Hub, served four times over, and a client that loads a server.
//!
//! `bench-server serve NAME` serves on a free port of loopback, on one thread, and answers lines on its standard
//! input: `usage` with the processor time it has used, in microseconds; `memory` with its resident memory, in bytes.
//! It ends with its input. `bench-server load PORT CONNECTIONS SECONDS RATE` and `bench-server idle PORT CONNECTIONS`
//! are the client; a rate of 0 is as fast as the server answers.

mod axum;
mod dropshot;
mod idle;
mod load;
mod ours;
mod raw;

use std::process::ExitCode;

use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::net::TcpListener;

/// Why an account is not processed: all servers say it of every account.
const REASON: &str = "The request is rejected because there is no invitation from or to that account.";

/// The longest body that is read, in bytes.
const LONGEST_BODY: usize = 16 * 1024 * 1024;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let number = |text: &str| text.parse::<u64>().unwrap_or_default();
    match arguments[..] {
        ["serve", name] => serve(name).await,
        ["load", port, connections, seconds, rate] => {
            load::run(port, number(connections), number(seconds), number(rate)).await;
            ExitCode::SUCCESS
        }
        ["requests", port, count] => {
            load::requests(port, number(count)).await;
            ExitCode::SUCCESS
        }
        ["idle", port, connections] => {
            idle::run(port, number(connections)).await;
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("arguments: serve NAME | load PORT CONNECTIONS SECONDS RATE | requests PORT COUNT | idle PORT CONNECTIONS");
            ExitCode::FAILURE
        }
    }
}

async fn serve(name: &str) -> ExitCode {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    match name {
        "ours" => drop(tokio::spawn(ours::serve(listener))),
        "raw" => drop(tokio::spawn(raw::serve(listener))),
        "axum" => drop(tokio::spawn(axum::serve(listener))),
        "dropshot" => {
            drop(listener);
            dropshot::serve(port).await;
        }
        _ => {
            eprintln!("there is no server {name}");
            return ExitCode::FAILURE;
        }
    }
    println!("{port}");
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        match line.as_str() {
            "usage" => println!("{}", usage()),
            _ => println!("{}", memory()),
        }
    }
    ExitCode::SUCCESS
}

/// The processor time of this process, in microseconds.
fn usage() -> i64 {
    let usage = nix::sys::resource::getrusage(nix::sys::resource::UsageWho::RUSAGE_SELF).expect("usage");
    let micros = |time: nix::sys::time::TimeVal| time.tv_sec() * 1_000_000 + time.tv_usec();
    micros(usage.user_time()) + micros(usage.system_time())
}

/// The resident memory of this process, in bytes.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: u64 = status.split_whitespace().nth(1).and_then(|pages| pages.parse().ok()).unwrap_or_default();
    pages * 4096
}
