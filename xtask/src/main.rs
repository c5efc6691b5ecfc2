//! What the workspace does to itself. `cargo xtask --help` lists it.

mod bench;
mod codegen;
mod conformance;
mod features;
mod output;
mod test;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

/// The commands, one a module.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about)]
enum Command {
    /// Measures against a named peer, both in one run.
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Generates everything that is committed, or the crates of another model.
    Codegen(codegen::Arguments),
    /// Runs official test corpora.
    Conformance(conformance::Arguments),
    /// Runs every test that needs nothing outside the repository.
    Test(test::Arguments),
}

fn main() -> ExitCode {
    match Command::parse() {
        Command::Bench(bench) => bench::main(&bench),
        Command::Codegen(arguments) => codegen::main(&arguments),
        Command::Test(arguments) => test::main(&arguments),
        Command::Conformance(arguments) => conformance::main(&arguments),
    }
}
