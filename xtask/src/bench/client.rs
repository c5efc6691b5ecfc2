//! `cargo xtask bench client`: what a call costs, and what a client weighs, beside what one would write by hand and the
//! AWS SDK. The programs are those of `xtask/bench/client`.

mod calls;
mod weight;

use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;

use crate::workspace;

/// What `bench client` can be told.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Calls in a round of a program.
    #[arg(long, default_value_t = 20_000)]
    calls: u64,
    /// Rounds of every program; the median counts.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Without the AWS SDK, which takes minutes to build.
    #[arg(long)]
    no_sdk: bool,
    /// Measures builds and binaries instead of calls.
    #[arg(long)]
    weight: bool,
}

/// A program that makes calls.
struct Program {
    title: &'static str,
    package: &'static str,
    features: &'static [&'static str],
}

pub(super) fn main(arguments: &Arguments) -> Result<(), String> {
    if arguments.weight { weight::run(arguments) } else { calls::run(arguments) }
}

/// The workspace of the programs.
fn folder() -> PathBuf {
    workspace::root().join("xtask/bench/client")
}

/// `cargo build` of a program into a folder, and where the binary will be.
fn build(program: &Program, more: &[&str], release: bool, target: &Path) -> (Command, PathBuf) {
    let mut command = workspace::cargo();
    command.current_dir(folder()).args(["build", "--quiet", "--package", program.package]);
    if release {
        command.arg("--release");
    }
    let features: Vec<&str> = program.features.iter().chain(more).copied().collect();
    command.args(["--features", &features.join(",")]).env("CARGO_TARGET_DIR", target);
    let profile = if release { "release" } else { "debug" };
    (command, target.join(profile).join(program.package))
}

/// Runs a command to its end; its output.
fn output(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("cannot run {command:?}: {error}"))?;
    if !output.status.success() {
        return Err(format!("{command:?} failed:\n{}", String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
