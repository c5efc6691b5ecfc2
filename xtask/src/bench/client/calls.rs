//! What a call costs.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::{Arguments, Program, build, output};

use crate::output::say;

/// The programs, each kind beside the one it is measured against.
const PROGRAMS: [Program; 5] = [
    Program { title: "hand-written, unsigned", package: "manual", features: &[] },
    Program { title: "Whitesmith, unsigned", package: "whitesmith-bench", features: &[] },
    Program { title: "hand-written, signed by aws-sigv4", package: "manual", features: &["signed"] },
    Program { title: "Whitesmith, signed", package: "whitesmith-bench", features: &["signed"] },
    Program { title: "aws-sdk-securityhub, signed", package: "sdk", features: &[] },
];

/// What of a program is measured against which.
const LIMITS: [(usize, usize, f64); 3] = [(1, 0, 1.1), (3, 2, 1.1), (3, 4, 0.5)];

/// A server in a process of its own, which ends with this one.
struct Server {
    child: Child,
    endpoint: String,
}

impl Server {
    fn start(binary: &Path) -> Result<Self, String> {
        let mut command = Command::new(binary);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = child.map_err(|error| format!("cannot run {}: {error}", binary.display()))?;
        let mut endpoint = String::new();
        if let Some(out) = child.stdout.take() {
            BufReader::new(out)
                .read_line(&mut endpoint)
                .map_err(|error| format!("the server says nothing: {error}"))?;
        }
        Ok(Self { child, endpoint: endpoint.trim().into() })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<(), String> {
    let target = crate::workspace::root().join("target/bench-client");
    let server = Program { title: "the server", package: "server", features: &[] };
    let server = Server::start(&made(&server, &[], &target)?)?;
    let programs = &PROGRAMS[..if arguments.no_sdk { 4 } else { 5 }];
    let binaries = programs.iter().map(|program| made(program, &[], &target)).collect::<Result<Vec<_>, _>>()?;
    let counting =
        programs.iter().map(|program| made(program, &["allocations"], &target)).collect::<Result<Vec<_>, _>>()?;

    let mut times: Vec<Vec<f64>> = vec![Vec::new(); programs.len()];
    for _ in 0..arguments.rounds.max(1) {
        for (binary, times) in binaries.iter().zip(&mut times) {
            times.push(measured(binary, &server, arguments.calls)?.0 / 1000.0);
        }
    }
    let medians: Vec<f64> = times.into_iter().map(median).collect();
    say!("| client | cpu a call | allocations a call | instructions a call |\n|---|---|---|---|");
    for (index, program) in programs.iter().enumerate() {
        let (_, allocations) = measured(&counting[index], &server, 2_000)?;
        // Signatures are left out: valgrind has no SHA instructions, and would count others in their place.
        let unsigned = program.features.is_empty() && program.package != "sdk";
        let instructions = if unsigned { instructions(&binaries[index], &server)? } else { None };
        let instructions = instructions.map_or_else(|| "–".to_owned(), |count| format!("{count:.0}"));
        say!("| {} | {:.1} µs | {allocations:.1} | {instructions} |", program.title, medians[index]);
    }
    say!();
    let mut broken = Vec::new();
    for (ours, peer, limit) in LIMITS.iter().filter(|(_, peer, _)| *peer < programs.len()) {
        let ratio = medians[*ours] / medians[*peer];
        say!("{} / {}: {ratio:.2} (limit {limit})", programs[*ours].title, programs[*peer].title);
        if ratio > *limit {
            broken.push(programs[*peer].title);
        }
    }
    if broken.is_empty() { Ok(()) } else { Err(format!("slower than allowed beside: {}", broken.join("; "))) }
}

/// Builds a program, and sets its binary aside under a name of its own: features make others of the same name.
fn made(program: &Program, more: &[&str], target: &Path) -> Result<PathBuf, String> {
    let (mut command, binary) = build(program, more, true, target);
    output(&mut command)?;
    let name = [&[program.package], program.features, more].concat().join("-");
    let kept = target.join(name);
    fs::copy(&binary, &kept).map_err(|error| format!("cannot copy {}: {error}", binary.display()))?;
    Ok(kept)
}

/// One run: nanoseconds and allocations a call.
fn measured(binary: &Path, server: &Server, calls: u64) -> Result<(f64, f64), String> {
    let text = output(Command::new(binary).args([&server.endpoint, &calls.to_string()]))?;
    let numbers: Option<Vec<f64>> = text.split_whitespace().map(|number| number.parse().ok()).collect();
    match numbers.as_deref() {
        Some(&[time, allocations]) => Ok((time, allocations)),
        _ => Err(format!("{} printed `{text}`", binary.display())),
    }
}

/// Instructions a call, as valgrind counts them; `None` where it is not installed. What is not of a call is taken away by
/// the difference of two runs.
fn instructions(binary: &Path, server: &Server) -> Result<Option<f64>, String> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        return Ok(None);
    }
    let count = |calls: u64| {
        let mut command = Command::new("valgrind");
        command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(binary);
        let run = command.args([&server.endpoint, &calls.to_string()]).output();
        let run = run.map_err(|error| format!("cannot run valgrind: {error}"))?;
        let text = String::from_utf8_lossy(&run.stderr).into_owned();
        let line = text.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse::<f64>().ok());
        line.ok_or_else(|| format!("valgrind says nothing of instructions:\n{text}"))
    };
    Ok(Some((count(1_500)? - count(500)?) / 1_000.0))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
