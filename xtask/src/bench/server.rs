//! `cargo xtask bench server`: the generated server against hyper by hand, axum and dropshot.
//!
//! All four are one program of `xtask/bench/server`, built with one set of options, and serve the same operation on one
//! processor, while a client on another loads them in turn. Only ratios within one run count.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use clap::Args;

use crate::output::say;
use crate::workspace;

/// What `bench server` can be told.
#[derive(Args)]
pub(crate) struct Arguments {
    /// How many rounds; in each, every server is loaded once.
    #[arg(long, default_value_t = 9)]
    rounds: usize,
    /// How long a server is loaded in a round, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 2)]
    time: u64,
    /// How many connections load it.
    #[arg(long, default_value_t = 32)]
    connections: u64,
    /// How many idle connections to measure the memory of.
    #[arg(long, default_value_t = 2000)]
    idle: u64,
    /// The processor that serves, and the one that loads.
    #[arg(long, value_names = ["SERVES", "LOADS"], num_args = 2, default_values_t = [0, 1])]
    processors: Vec<u32>,
}

/// The servers; all others are compared with the first.
const SERVERS: [&str; 4] = ["raw", "ours", "axum", "dropshot"];

pub(super) fn main(arguments: &Arguments) -> Result<(), String> {
    let program = build()?;
    let pin = |processor: usize, told: &[&str]| {
        let processor = arguments.processors.get(processor).copied().unwrap_or_default().to_string();
        // Without `taskset` the system places the processes, the same for all.
        let pinned = Command::new("taskset").arg("-V").output().is_ok_and(|output| output.status.success());
        let mut command = if pinned { Command::new("taskset") } else { Command::new(&program) };
        if pinned {
            command.args(["-c", &processor]).arg(&program);
        }
        command.args(told);
        command
    };
    let mut servers = Vec::new();
    for name in SERVERS {
        servers.push(Server::start(name, pin(0, &["serve", name]))?);
    }

    say!("{} rounds of {} s, {} connections", arguments.rounds, arguments.time, arguments.connections);
    let load = |server: &Server, rate: u64| -> Result<Load, String> {
        let [connections, time, rate] = [arguments.connections, arguments.time, rate].map(|n| n.to_string());
        Load::parse(&output(&mut pin(1, &["load", &server.port, &connections, &time, &rate]))?)
    };
    for _ in 0..arguments.rounds {
        for server in &mut servers {
            let before = server.ask("usage")?;
            let load = load(server, 0)?;
            server.throughput.push(load.requests / load.seconds);
            let used = server.ask("usage")? - before;
            server.cpu.push(used / load.requests);
        }
    }
    let first_throughput = median(servers.first().map_or(&[][..], |server| &server.throughput));
    // The same rate for all: half of what hyper by hand can do.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of requests")]
    let half = (first_throughput / 2.0) as u64;
    for _ in 0..arguments.rounds {
        for server in &mut servers {
            let load = load(server, half)?;
            server.latencies.push((load.median, load.p99));
        }
    }
    for server in &mut servers {
        let before = server.ask("memory")?;
        let mut command = pin(1, &["idle", &server.port, &arguments.idle.to_string()]);
        let mut idle = Process::start(&mut command)?;
        let open: f64 = idle.line()?.parse().map_err(|_| "the client opened no connections")?;
        server.memory = (server.ask("memory")? - before) / open;
    }
    report(&servers, half);
    drop(servers);
    instructions(&program)
}

/// The program, built for this: it is a workspace of its own.
fn build() -> Result<PathBuf, String> {
    say!("building the servers, optimised");
    let folder = workspace::root().join("xtask/bench/server");
    let target = workspace::root().join("target/bench/server");
    let status = workspace::cargo()
        .args(["build", "--quiet", "--release"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", &target)
        .env_remove("RUSTFLAGS")
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    if status.success() { Ok(target.join("release/bench-server")) } else { Err("the servers cannot be built".into()) }
}

/// A process that is spoken with in lines. It ends when its input does.
struct Process {
    child: Child,
    input: Option<ChildStdin>,
    lines: BufReader<ChildStdout>,
}

impl Process {
    fn start(command: &mut Command) -> Result<Self, String> {
        let failed = |error: std::io::Error| format!("cannot run the program: {error}");
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().map_err(failed)?;
        let lines = BufReader::new(child.stdout.take().ok_or("no output")?);
        Ok(Self { input: child.stdin.take(), lines, child })
    }

    fn line(&mut self) -> Result<String, String> {
        let mut line = String::new();
        match self.lines.read_line(&mut line) {
            Ok(length) if length > 0 => Ok(line.trim().to_owned()),
            _ => Err("the program ended early".into()),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.input = None;
        let _ = self.child.wait();
    }
}

struct Server {
    name: &'static str,
    process: Process,
    port: String,
    throughput: Vec<f64>,
    cpu: Vec<f64>,
    latencies: Vec<(f64, f64)>,
    /// Bytes of an idle connection.
    memory: f64,
}

impl Server {
    fn start(name: &'static str, mut command: Command) -> Result<Self, String> {
        let mut process = Process::start(&mut command)?;
        let port = process.line()?;
        let (throughput, cpu, latencies) = Default::default();
        Ok(Self { name, process, port, throughput, cpu, latencies, memory: 0.0 })
    }

    fn ask(&mut self, what: &str) -> Result<f64, String> {
        let input = self.process.input.as_mut().ok_or("no input")?;
        writeln!(input, "{what}").map_err(|error| format!("{} does not listen: {error}", self.name))?;
        self.process.line()?.parse().map_err(|_| format!("{} does not say its {what}", self.name))
    }
}

/// What the client says.
struct Load {
    requests: f64,
    seconds: f64,
    /// Latencies, in microseconds.
    median: f64,
    p99: f64,
}

impl Load {
    fn parse(text: &str) -> Result<Self, String> {
        let numbers: Vec<f64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        match numbers[..] {
            [requests, seconds, median, p99] => Ok(Self { requests, seconds, median, p99 }),
            _ => Err(format!("the client failed: {text}")),
        }
    }
}

fn output(command: &mut Command) -> Result<String, String> {
    let output =
        command.stderr(Stdio::inherit()).output().map_err(|error| format!("cannot run the client: {error}"))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

/// The median of ratios of one round each: what drifts from round to round is in both.
fn ratio(ours: &[f64], theirs: &[f64]) -> f64 {
    median(&ours.iter().zip(theirs).map(|(ours, theirs)| ours / theirs).collect::<Vec<_>>())
}

fn report(servers: &[Server], half: u64) {
    let Some(raw) = servers.first() else { return };
    say!(
        "\n{:<9} {:>10} {:>8} {:>9} {:>8} {:>10} {:>10} {:>11}",
        "",
        "requests/s",
        "to raw",
        "cpu, µs",
        "to raw",
        "p50, µs",
        "p99, µs",
        "idle, bytes"
    );
    for server in servers {
        let (p50, p99): (Vec<f64>, Vec<f64>) = server.latencies.iter().copied().unzip();
        say!(
            "{:<9} {:>10.0} {:>8.3} {:>9.2} {:>8.3} {:>10.0} {:>10.0} {:>11.0}",
            server.name,
            median(&server.throughput),
            ratio(&server.throughput, &raw.throughput),
            median(&server.cpu),
            ratio(&server.cpu, &raw.cpu),
            median(&p50),
            median(&p99),
            server.memory
        );
    }
    say!("latencies at {half} requests/s; ratios are medians of the rounds' ratios");
}

/// How many instructions a request takes outside of the kernel, by valgrind: what two runs of different length differ
/// by.
fn instructions(program: &PathBuf) -> Result<(), String> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        say!("instructions: not counted, because valgrind is not installed");
        return Ok(());
    }
    let count = |name: &str, requests: u64| -> Result<f64, String> {
        let log = program.with_file_name("instructions.txt");
        let mut command = Command::new("valgrind");
        command.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
        command.arg(format!("--log-file={}", log.display())).arg(program).args(["serve", name]);
        let mut server = Process::start(&mut command)?;
        let port = server.line()?;
        output(Command::new(program).args(["requests", &port, &requests.to_string()]))?;
        drop(server);
        let text = std::fs::read_to_string(&log).map_err(|error| format!("valgrind said nothing: {error}"))?;
        let line = text.lines().find(|line| line.contains("refs:")).ok_or("valgrind counted nothing")?;
        let digits: String = line.rsplit(':').next().unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
        digits.parse().map_err(|_| format!("valgrind counted {digits}"))
    };
    for name in ["raw", "ours"] {
        let (few, many) = (500, 2500);
        let instructions = (count(name, many)? - count(name, few)?) / f64::from(2000);
        say!("{name:<9} {instructions:>10.0} instructions a request");
    }
    Ok(())
}
