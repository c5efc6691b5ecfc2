//! `cargo xtask test`: every test that needs nothing outside the repository.

use std::process::{Command, ExitCode};
use std::time::Instant;

use clap::Args;

use crate::conformance::protocol;
use crate::output::say;
use crate::{features, workspace};

/// What `test` can be told.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Only this package.
    #[arg(long, short, value_name = "NAME")]
    package: Option<String>,
    /// Instead of running tests, check that each feature alone, none and all compile without warnings.
    #[arg(long)]
    each_feature: bool,
}

/// A step of the run.
struct Step {
    title: String,
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
                let status = workspace::cargo().args(arguments).current_dir(workspace::root()).status();
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
    let package = arguments.package.as_deref();
    let excluded = (package.is_none() && !has_c_compiler()).then_some(NEEDS_C);
    if let Some(excluded) = excluded {
        say!("{excluded}: not run, because there is no C compiler; SQLite, which it contains, is written in C");
    }
    let steps = if arguments.each_feature { of_features(package, excluded) } else { Ok(of_tests(package, excluded)) };
    let steps = match steps {
        Ok(steps) => steps,
        Err(message) => {
            eprintln!("{}", message.trim_end());
            return ExitCode::FAILURE;
        }
    };
    let width = steps.iter().map(|step| step.title.len()).max().unwrap_or_default();
    let mut results = Vec::new();
    for step in &steps {
        say!("── {} ── {}", step.title, step.work.command());
        let start = Instant::now();
        let passed = step.work.run().unwrap_or_else(|message| {
            eprintln!("{}", message.trim_end());
            false
        });
        results.push((&step.title, passed, start.elapsed().as_secs()));
    }
    say!("\nSummary");
    for (title, passed, seconds) in &results {
        say!("  {} {title:<width$} {seconds:>4} s", if *passed { "ok    " } else { "FAILED" });
    }
    let all = results.iter().all(|(_, passed, _)| *passed);
    if all { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The steps that run the tests: of one package, or of all but one.
fn of_tests(package: Option<&str>, excluded: Option<&str>) -> Vec<Step> {
    let packages = package.map_or("--workspace".to_owned(), |name| format!("--package={name}"));
    let packages: Vec<String> =
        [packages].into_iter().chain(excluded.map(|name| format!("--exclude={name}"))).collect();
    let cargo = |title: &str, words: &[&str]| {
        let words = words.iter().map(|word| (*word).to_owned()).chain(packages.clone());
        Step { title: title.to_owned(), work: Work::Cargo(words.collect()) }
    };
    let mut steps = vec![
        cargo("build", &["build", "--all-targets"]),
        cargo("tests", &["test", "--all-targets", "--no-fail-fast"]),
        cargo("documentation tests", &["test", "--doc", "--no-fail-fast"]),
    ];
    if package.is_none() {
        steps.push(Step { title: "protocol tests".to_owned(), work: Work::ProtocolTests("kitchensink") });
    }
    steps
}

/// The steps that check features: of one package, or of all but one.
fn of_features(package: Option<&str>, excluded: Option<&str>) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    for combination in features::combinations()? {
        let name = Some(combination.package.as_str());
        if (package.is_none() || package == name) && excluded != name {
            let tests =
                Step { title: format!("{}, tests", combination.title), work: Work::Cargo(combination.check_tests()) };
            steps.push(Step { work: Work::Cargo(combination.check()), title: combination.title });
            steps.push(tests);
        }
    }
    Ok(steps)
}
