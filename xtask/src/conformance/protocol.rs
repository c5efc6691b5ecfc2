//! `cargo xtask conformance protocol`: the protocol test cases of models, run by clients and servers generated
//! from them.

use std::path::Path;
use std::process::ExitCode;

use whitesmith_build::protocol_tests::{self, Options};
use whitesmith_codegen::Runtime;
use whitesmith_diagnostics::human::{self, Style};
use whitesmith_smithy::{Loader, Severity, Validated};

use super::Arguments;
use crate::workspace;

/// Runs the cases of a corpus.
pub(super) fn main(arguments: &Arguments) -> ExitCode {
    let models = arguments.corpus.join("protocol-tests");
    let models = if models.is_dir() { models } else { arguments.corpus.clone() };
    let outcome =
        runner_arguments(arguments).and_then(|told| run(&models, "conformance", arguments.protocol.as_deref(), told));
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            anstream::eprintln!("{}", message.trim_end());
            ExitCode::FAILURE
        }
    }
}

/// Runs the protocol tests of a model, in the scratch workspace `name`: those of one protocol, or of all that are
/// implemented. `told` is what the program that runs the cases is told.
pub(crate) fn run(models: &Path, name: &str, protocol: Option<&str>, told: Vec<String>) -> Result<bool, String> {
    let implemented: Vec<&str> = whitesmith_http::protocol::implemented().collect();
    let protocols = protocol_tests::choose(&implemented, protocol).map_err(|error| format!("error: {error}"))?;
    let mut loader = Loader::new();
    loader.add_path(models).map_err(|error| format!("error: cannot read the model: {error}"))?;
    let validated = loader.assemble().validate();
    let Some(model) = validated.model else {
        return Err(failures(&validated));
    };
    let root = workspace::root();
    let options = Options {
        scratch: root.join("target/protocol-tests").join(name),
        runtime: Runtime::Path(root.join("crates").to_string_lossy().into_owned()),
        protocols,
        lock_file: Some(root.join("Cargo.lock")),
        arguments: told,
    };
    protocol_tests::run(&model, &options).map_err(|error| format!("error: {error}"))
}

/// Why the model is not valid.
fn failures(validated: &Validated) -> String {
    let errors = validated.events.iter().filter(|event| event.severity >= Severity::Danger);
    human::render_all(errors.take(20), &validated.sources, Style::Coloured)
}

/// What the program that runs the cases is told.
fn runner_arguments(arguments: &Arguments) -> Result<Vec<String>, String> {
    let mut out = Vec::new();
    for (option, value) in [("--side", &arguments.side), ("--filter", &arguments.filter)] {
        out.extend(value.iter().flat_map(|value| [option.to_owned(), value.clone()]));
    }
    if let Some(path) = &arguments.report {
        // Cargo runs the program where we are, but a path that says so is surer.
        let path = std::path::absolute(path).map_err(|error| format!("error: {}: {error}", path.display()))?;
        out.extend(["--report".to_owned(), path.to_string_lossy().into_owned()]);
    }
    if arguments.quiet {
        out.push("--quiet".to_owned());
    }
    Ok(out)
}
