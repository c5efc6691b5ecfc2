//! `whitesmith test`

use std::path::PathBuf;
use std::process::ExitCode;

use whitesmith_build::Runtime;
use whitesmith_build::protocol_tests::{self, Options};

use super::codegen::absolute;
use crate::failure::Failure;
use crate::input::Models;
use crate::output::Output;

/// What `test` can be told.
#[derive(clap::Args)]
#[command(after_help = "\
Generates every service of the model that has protocol tests into a scratch workspace, builds it with cargo, and runs \
each case (smithy.test#httpRequestTests, httpResponseTests, httpMalformedRequestTests, eventStreamTests) through the \
generated client and the generated server.

Examples:
  whitesmith test model/
  whitesmith test model/ --protocol restJson1 --side server --filter Rejects")]
pub(crate) struct Arguments {
    #[command(flatten)]
    models: Models,
    /// Only the services of this protocol: an absolute trait id, or its name.
    #[arg(long, value_name = "ID")]
    protocol: Option<String>,
    /// Only one side.
    #[arg(long, value_parser = ["client", "server"], value_name = "SIDE")]
    side: Option<String>,
    /// Only cases whose id contains this.
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// Writes one JSON object a case to this file.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Says nothing about the cases that fail, beyond their number.
    #[arg(long)]
    quiet: bool,
    /// The folder for the scratch workspace, whose build is used again.
    #[arg(long, default_value = "target/whitesmith-test", value_name = "DIR")]
    scratch: PathBuf,
    /// The folder that holds Whitesmith's runtime crates, where they are not to come from a registry.
    #[arg(long, value_name = "DIR")]
    runtime: Option<PathBuf>,
    /// A Cargo.lock to start from.
    #[arg(long, value_name = "FILE")]
    lock_file: Option<PathBuf>,
}

impl Arguments {
    pub(crate) fn run(&self, output: &mut Output) -> Result<ExitCode, Failure> {
        let fail = |error: protocol_tests::Failure| Failure::new(error.to_string());
        let implemented: Vec<&str> = whitesmith_http::protocol::implemented().collect();
        let protocols = protocol_tests::choose(&implemented, self.protocol.as_deref()).map_err(fail)?;
        let (model, _) = self.models.valid(output)?;
        let options = Options {
            scratch: self.scratch.clone(),
            runtime: match &self.runtime {
                Some(folder) => Runtime::Path(absolute(folder)?),
                None => Runtime::default(),
            },
            protocols,
            lock_file: self.lock_file.clone(),
            arguments: self.told()?,
        };
        let passed = protocol_tests::run(&model, &options).map_err(fail)?;
        Ok(if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// What the program that runs the cases is told.
    fn told(&self) -> Result<Vec<String>, Failure> {
        let mut told = Vec::new();
        for (option, value) in [("--side", &self.side), ("--filter", &self.filter)] {
            told.extend(value.iter().flat_map(|value| [option.to_owned(), value.clone()]));
        }
        if let Some(path) = &self.report {
            told.extend(["--report".to_owned(), absolute(path)?]);
        }
        if self.quiet {
            told.push("--quiet".to_owned());
        }
        Ok(told)
    }
}
