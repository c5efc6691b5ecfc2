//! `cargo xtask bench`: performance as a ratio to a named peer, both measured in one run.

mod codec;
mod local;
mod measure;
mod scratch;

use std::process::ExitCode;

use clap::Subcommand;

/// The benchmarks, one a module.
#[derive(Subcommand)]
pub(crate) enum Bench {
    /// Generated types and the JSON codec, against serde's derives of the same model.
    Codec(codec::Arguments),
    /// `DeleteInvitations` of securityhub-local with SQLite, against the stub without storage.
    Local,
}

pub(crate) fn main(bench: &Bench) -> ExitCode {
    let outcome = match bench {
        Bench::Codec(arguments) => codec::main(arguments),
        Bench::Local => local::main(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {}", message.trim_end());
            ExitCode::FAILURE
        }
    }
}
