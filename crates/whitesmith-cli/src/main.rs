//! The `whitesmith` command. `whitesmith --help` lists what it does, `docs/cli.md` explains it.

mod commands;
mod events;
mod failure;
mod files;
mod input;
mod output;

use std::process::ExitCode;

use clap::Parser;

use commands::Command;
use output::Output;

/// Smithy models: validated, queried, formatted, converted, and turned into Rust.
#[derive(Parser)]
#[command(name = "whitesmith", version, after_help = AFTER_HELP, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Whether to use colour.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: output::Color,
}

const AFTER_HELP: &str = "\
Models are files (.smithy, .json) and folders with such files; `-` is standard input. A command that is given none \
takes the sources of the smithy-build.json in the current folder.

Exit status: 0 when all is well, 1 when a model is wrong or something failed, 2 when the command line is.";

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut output = Output::new(arguments.color);
    match arguments.command.run(&mut output) {
        Ok(status) => status,
        // Whoever reads our output has seen enough of it.
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            output.complain(&failure.render(output.error_style()));
            ExitCode::FAILURE
        }
    }
}
