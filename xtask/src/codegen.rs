//! `cargo xtask codegen`: everything that is generated and committed, or the crates of any other model.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use whitesmith_build::{Mode, Project, generate, runtime_in};
use whitesmith_diagnostics::human::{self, Style};

use crate::workspace;

/// What `codegen` can be told.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Change nothing; fail when anything is stale, changed by hand, or left over.
    #[arg(long)]
    check: bool,
    /// Generate from this file or folder instead of `model/`.
    #[arg(long, requires_all = ["service", "out"], value_name = "PATH")]
    model: Vec<PathBuf>,
    /// The service to generate: an absolute shape id.
    #[arg(long, requires = "model", value_name = "ID")]
    service: Option<String>,
    /// The folder that gets the three crates.
    #[arg(long, requires = "model", value_name = "DIR")]
    out: Option<PathBuf>,
    /// The name of the types crate; default: the service's name in lower case.
    #[arg(long, requires = "model", value_name = "NAME")]
    module: Option<String>,
}

pub(crate) fn main(arguments: &Arguments) -> ExitCode {
    let mode = if arguments.check { Mode::Check } else { Mode::Write };
    let outcome = match (&arguments.service, &arguments.out) {
        (Some(service), Some(out)) => other(arguments, service, out, mode),
        _ => committed(mode),
    };
    match outcome {
        Ok(0) => ExitCode::SUCCESS,
        Ok(stale) if arguments.check => {
            let message = format!("{stale} generated files are not what they should be");
            anstream::eprint!("{}", human::failure(&message, Some("run `cargo xtask codegen`"), Style::Coloured));
            ExitCode::FAILURE
        }
        Ok(_) => ExitCode::SUCCESS,
        Err(message) => {
            // Colour is taken out again where the terminal has none.
            anstream::eprint!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Generates every project below `model/` into `crates/`; returns how many files were different.
fn committed(mode: Mode) -> Result<usize, String> {
    let root = workspace::root();
    let mut different = 0;
    for folder in projects(&root.join("model"))? {
        let project = Project::read(&folder).map_err(failure)?;
        different += run(&project, &root.join("crates"), mode)?;
    }
    Ok(different)
}

/// A failure that is not about a place in a model.
fn failure(message: impl std::fmt::Display) -> String {
    human::failure(&message.to_string(), None, Style::Coloured)
}

/// The folders of `model/` that say what to generate from them, sorted.
fn projects(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| failure(format!("cannot read {}: {error}", folder.display())))?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("smithy-build.json").is_file())
        .collect();
    found.sort();
    Ok(found)
}

/// Generates one service of any model.
fn other(arguments: &Arguments, service: &str, out: &Path, mode: Mode) -> Result<usize, String> {
    let crates = workspace::root().join("crates");
    let runtime = runtime_in(&crates, out).map_err(|error| failure(format!("{}: {error}", crates.display())))?;
    let project = Project::of_service(arguments.model.clone(), service, arguments.module.as_deref(), &runtime);
    run(&project, out, mode)
}

fn run(project: &Project, out: &Path, mode: Mode) -> Result<usize, String> {
    let start = Instant::now();
    let generation = generate(project, out, mode).map_err(|failure| failure.render(Style::Coloured))?;
    crate::output::write(format_args!("{}", generation.summary(mode, start.elapsed())));
    Ok(generation.differences.len())
}
