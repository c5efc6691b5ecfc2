//! What the workspace does to itself. `cargo xtask --help` lists it.

mod conformance;

use std::process::ExitCode;

use clap::Parser;

/// The commands, one a module.
#[derive(Parser)]
#[command(name = "xtask", about)]
enum Command {
    /// Runs official test corpora.
    Conformance(conformance::Arguments),
}

fn main() -> ExitCode {
    match Command::parse() {
        Command::Conformance(arguments) => conformance::main(&arguments),
    }
}
