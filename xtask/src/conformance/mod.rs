//! `cargo xtask conformance SUITE`: runs official corpora, and says which cases pass.
//!
//! To add a suite: one file with a `static SUITE: Suite`, and a line in [`SUITES`]. A suite walks its part of the
//! corpus and reports each case; nothing in it may depend on what the cases are called.

mod ast_serialization;
mod corpus;
mod endpoint_rules;
mod error_files;
mod expected;
mod flatten;
mod formatter;
mod forwardrefs;
mod idl_serialization;
mod jmespath;
mod loader_invalid;
mod loader_valid;
mod models;
mod node_validation;
pub(crate) mod protocol;
mod real_models;
mod report;
mod selector;
mod upgrade;
mod upgrade_box;

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

pub(crate) use corpus::Corpus;
pub(crate) use report::Report;

/// Every suite, in the order `all` runs them.
static SUITES: &[&Suite] = &[
    &loader_valid::SUITE,
    &loader_invalid::SUITE,
    &forwardrefs::SUITE,
    &upgrade::SUITE,
    &upgrade_box::SUITE,
    &flatten::SUITE,
    &node_validation::SUITE,
    &selector::SUITE,
    &error_files::ERROR_FILES,
    &error_files::LINTERS,
    &error_files::WAITERS,
    &error_files::RULES_ENGINE,
    &jmespath::SUITE,
    &endpoint_rules::SUITE,
    &ast_serialization::SUITE,
    &idl_serialization::SUITE,
    &formatter::SUITE,
    &real_models::SUITE,
];

/// A suite: its name, and how to run it.
pub(crate) struct Suite {
    /// What it is called on the command line and in reports.
    pub(crate) name: &'static str,
    /// Runs every case of the corpus.
    pub(crate) run: fn(&Corpus, &mut Report),
}

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The suite to run: `protocol`, one of the model, or `all` of the model.
    suite: String,
    /// The folder that holds the corpora.
    #[arg(long, default_value = "../shared/conformance")]
    corpus: PathBuf,
    /// Writes one JSON object a case to this file.
    #[arg(long)]
    report: Option<PathBuf>,
    /// Runs only cases whose name contains this.
    #[arg(long)]
    filter: Option<String>,
    /// Runs only the services of this protocol: an absolute trait id, or its name. For the suite `protocol`.
    #[arg(long)]
    protocol: Option<String>,
    /// Runs only one side: `client` or `server`. For the suite `protocol`.
    #[arg(long)]
    side: Option<String>,
    /// Says nothing about the cases that fail, beyond their number.
    #[arg(long)]
    quiet: bool,
}

pub(crate) fn main(arguments: &Arguments) -> ExitCode {
    if arguments.suite == "protocol" {
        return protocol::main(arguments);
    }
    let chosen: Vec<_> =
        SUITES.iter().filter(|suite| arguments.suite == "all" || suite.name == arguments.suite).collect();
    if chosen.is_empty() {
        let names: Vec<_> = SUITES.iter().map(|suite| suite.name).collect();
        eprintln!("there is no suite `{}`; there are: {}, all, protocol", arguments.suite, names.join(", "));
        return ExitCode::FAILURE;
    }
    if !arguments.corpus.is_dir() {
        eprintln!("not run: there is no folder {}", arguments.corpus.display());
        return ExitCode::FAILURE;
    }
    let corpus = Corpus::new(arguments.corpus.clone(), arguments.filter.clone());
    let mut report = Report::default();
    for suite in chosen {
        report.begin(suite.name);
        (suite.run)(&corpus, &mut report);
    }
    if !arguments.quiet {
        report.print_failures();
    }
    report.print_table();
    if let Some(path) = &arguments.report
        && let Err(error) = write_report(path, &report)
    {
        eprintln!("cannot write {}: {error}", path.display());
        return ExitCode::FAILURE;
    }
    if report.all_passed() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn write_report(path: &PathBuf, report: &Report) -> std::io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    for line in report.json_lines() {
        writeln!(file, "{line}")?;
    }
    file.flush()
}
