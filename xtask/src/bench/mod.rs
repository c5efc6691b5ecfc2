//! `cargo xtask bench`: performance as a ratio to a named peer, both measured in one run.

mod client;
mod codec;
mod load;
mod local;
mod measure;
mod scratch;
mod server;

use std::process::ExitCode;

use clap::Subcommand;

/// The benchmarks, one a module.
#[derive(Subcommand)]
pub(crate) enum Bench {
    /// A call of the generated client and the weight of it, against hyper by hand and the AWS SDK.
    Client(client::Arguments),
    /// Generated types and the JSON codec, against serde's derives of the same model.
    Codec(codec::Arguments),
    /// `DeleteInvitations` of securityhub-local with SQLite, against the stub without storage.
    Local,
    /// Loading and validating models, against `serde_json::from_slice` of the same bytes.
    Load(load::Arguments),
    /// The generated server, against hyper by hand, axum and dropshot.
    Server(server::Arguments),
}

pub(crate) fn main(bench: &Bench) -> ExitCode {
    let outcome = match bench {
        Bench::Client(arguments) => client::main(arguments),
        Bench::Codec(arguments) => codec::main(arguments),
        Bench::Local => local::main(),
        Bench::Load(arguments) => load::main(arguments),
        Bench::Server(arguments) => server::main(arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {}", message.trim_end());
            ExitCode::FAILURE
        }
    }
}
