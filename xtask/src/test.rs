//! `cargo xtask test`: every test that needs nothing outside the repository.

use std::process::{Command, ExitCode};
use std::time::Instant;

use clap::Args;

use crate::workspace;

/// What `test` can be told.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Only this package.
    #[arg(long, short, value_name = "NAME")]
    package: Option<String>,
}

/// A step, and how cargo does it.
struct Step {
    title: &'static str,
    arguments: Vec<String>,
}

pub(crate) fn main(arguments: &Arguments) -> ExitCode {
    let whole = "--workspace".to_owned();
    let package = arguments.package.as_ref().map_or(whole, |name| format!("--package={name}"));
    let cargo = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).chain([package.clone()]).collect();
    let steps = [
        Step { title: "build", arguments: cargo(&["build", "--all-targets"]) },
        Step { title: "tests", arguments: cargo(&["test", "--all-targets", "--no-fail-fast"]) },
        Step { title: "documentation tests", arguments: cargo(&["test", "--doc", "--no-fail-fast"]) },
    ];
    let mut results = Vec::new();
    for step in &steps {
        println!("── {} ── cargo {}", step.title, step.arguments.join(" "));
        let start = Instant::now();
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let status = Command::new(cargo).args(&step.arguments).current_dir(workspace::root()).status();
        let passed = match status {
            Ok(status) => status.success(),
            Err(error) => {
                eprintln!("error: cannot run cargo: {error}");
                false
            }
        };
        results.push((step.title, passed, start.elapsed().as_secs()));
    }
    println!("\nSummary");
    for (title, passed, seconds) in &results {
        println!("  {} {title:<22} {seconds:>4} s", if *passed { "ok    " } else { "FAILED" });
    }
    let all = results.iter().all(|(_, passed, _)| *passed);
    if all { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
