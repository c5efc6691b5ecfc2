//! `cargo xtask test`: every test that needs nothing outside the repository.

use std::process::{Command, ExitCode};
use std::time::Instant;

use clap::Args;

use crate::conformance::protocol;
use crate::workspace;

/// What `test` can be told.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Only this package.
    #[arg(long, short, value_name = "NAME")]
    package: Option<String>,
}

/// A step of the run.
struct Step {
    title: &'static str,
    work: Work,
}

/// What a step does.
enum Work {
    /// Runs cargo with these arguments.
    Cargo(Vec<String>),
    /// Generates the crates of a model under `model/`, and runs the protocol tests that it carries on both sides.
    ProtocolTests(&'static str),
}

impl Work {
    /// What is done, as a person would write it.
    fn command(&self) -> String {
        match self {
            Self::Cargo(arguments) => format!("cargo {}", arguments.join(" ")),
            Self::ProtocolTests(model) => format!("cargo xtask conformance protocol --corpus model/{model}"),
        }
    }

    /// Does it; true if it succeeded.
    fn run(&self) -> Result<bool, String> {
        match self {
            Self::Cargo(arguments) => {
                let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
                let status = Command::new(cargo).args(arguments).current_dir(workspace::root()).status();
                status.map(|status| status.success()).map_err(|error| format!("error: cannot run cargo: {error}"))
            }
            Self::ProtocolTests(model) => {
                protocol::run(&workspace::root().join("model").join(model), model, None, Vec::new())
            }
        }
    }
}

/// The package that contains a library in C.
const NEEDS_C: &str = "securityhub-local";

/// Whether there is a C compiler, where the crate `cc` looks for one. Visual C++ is not on the path, but Rust for it
/// does not come without.
fn has_c_compiler() -> bool {
    let runs = |name: &str| Command::new(name).arg("--version").output().is_ok();
    cfg!(target_env = "msvc") || std::env::var_os("CC").is_some() || ["cc", "gcc", "clang"].into_iter().any(runs)
}

pub(crate) fn main(arguments: &Arguments) -> ExitCode {
    let whole = "--workspace".to_owned();
    let package = arguments.package.as_ref().map_or(whole, |name| format!("--package={name}"));
    let mut packages = vec![package];
    if arguments.package.is_none() && !has_c_compiler() {
        println!("{NEEDS_C}: not run, because there is no C compiler; SQLite, which it contains, is written in C");
        packages.push(format!("--exclude={NEEDS_C}"));
    }
    let cargo = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).chain(packages.clone()).collect();
    let mut steps = vec![
        Step { title: "build", work: Work::Cargo(cargo(&["build", "--all-targets"])) },
        Step { title: "tests", work: Work::Cargo(cargo(&["test", "--all-targets", "--no-fail-fast"])) },
        Step { title: "documentation tests", work: Work::Cargo(cargo(&["test", "--doc", "--no-fail-fast"])) },
    ];
    if arguments.package.is_none() {
        steps.push(Step { title: "protocol tests", work: Work::ProtocolTests("kitchensink") });
    }
    let mut results = Vec::new();
    for step in &steps {
        println!("── {} ── {}", step.title, step.work.command());
        let start = Instant::now();
        let passed = step.work.run().unwrap_or_else(|message| {
            eprintln!("{}", message.trim_end());
            false
        });
        results.push((step.title, passed, start.elapsed().as_secs()));
    }
    println!("\nSummary");
    for (title, passed, seconds) in &results {
        println!("  {} {title:<22} {seconds:>4} s", if *passed { "ok    " } else { "FAILED" });
    }
    let all = results.iter().all(|(_, passed, _)| *passed);
    if all { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
