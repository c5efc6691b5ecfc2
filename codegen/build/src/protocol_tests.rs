//! Runs the protocol tests that a model carries: generates its services into a scratch workspace, with a program
//! that runs their cases, and lets cargo build and run that.

use std::fmt::{self, Write as _};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use whitesmith_codegen::settings::Runtime;
use whitesmith_codegen::{GeneratedCrate, PlanError, Settings};
use whitesmith_smithy::{Knowledge, Model, Node, Shape, ShapeId, ShapeType, ValidModel, ids};

use crate::sync::{self, File, MARKER, SyncError};

/// How to run protocol tests.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder for the scratch workspace. What was built there before is used again.
    pub scratch: PathBuf,
    /// Where the runtime crates are.
    pub runtime: Runtime,
    /// The protocols to test, as absolute trait ids.
    pub protocols: Vec<String>,
    /// A `Cargo.lock` to start from, so that dependencies are those of another workspace.
    pub lock_file: Option<PathBuf>,
    /// What to tell the program that runs the cases: `--side`, `--filter`, `--report` and their values.
    pub arguments: Vec<String>,
}

/// Of the protocols that are implemented, the one called `wanted`: an absolute trait id, or its name alone. All of
/// them, when none is.
pub fn choose(implemented: &[&str], wanted: Option<&str>) -> Result<Vec<String>, Failure> {
    let is_wanted = |id: &str| wanted.is_none_or(|name| id == name || id.rsplit('#').next() == Some(name));
    let chosen: Vec<String> = implemented.iter().filter(|id| is_wanted(id)).map(ToString::to_string).collect();
    match wanted {
        Some(wanted) if chosen.is_empty() => Err(Failure::NotImplemented {
            wanted: wanted.into(),
            implemented: implemented.iter().map(ToString::to_string).collect(),
        }),
        _ => Ok(chosen),
    }
}

/// Why protocol tests could not be run.
#[derive(Debug)]
pub enum Failure {
    /// There is no such protocol here.
    NotImplemented {
        /// What was asked for.
        wanted: String,
        /// What there is.
        implemented: Vec<String>,
    },
    /// No service of the model has both one of the protocols and a test.
    NothingToRun,
    /// A service cannot be generated.
    Plan {
        /// The service.
        service: String,
        /// Why.
        error: PlanError,
    },
    /// The scratch workspace could not be written.
    Sync(SyncError),
    /// A file could not be written, or cargo not be run.
    Io {
        /// What was tried.
        action: String,
        /// What the system said.
        source: io::Error,
    },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotImplemented { wanted, implemented } => {
                write!(f, "the protocol {wanted} is not implemented; there are: {}", implemented.join(", "))
            }
            Self::NothingToRun => f.write_str("no service of the model has protocol tests to run"),
            Self::Plan { service, error } => write!(f, "{service}: {error}"),
            Self::Sync(error) => error.fmt(f),
            Self::Io { action, source } => write!(f, "cannot {action}: {source}"),
        }
    }
}

impl std::error::Error for Failure {}

fn io_failure(action: impl Into<String>) -> impl FnOnce(io::Error) -> Failure {
    let action = action.into();
    move |source| Failure::Io { action, source }
}

/// Runs the tests of every service of the model that has one of the protocols; true if all of them passed.
pub fn run(model: &ValidModel, options: &Options) -> Result<bool, Failure> {
    let knowledge = Knowledge::new(model);
    let services: Vec<(&Shape, String)> = model
        .shapes_of(ShapeType::Service)
        .filter(|service| service.traits.iter().any(|(id, _)| options.protocols.iter().any(|p| p == id.as_str())))
        .filter_map(|service| Some((service, cases(model, &knowledge, service)?)))
        .collect();
    if services.is_empty() {
        return Err(Failure::NothingToRun);
    }
    let mut crates = Vec::new();
    for (service, _) in &services {
        crates.extend(generate(model, service, options)?);
    }
    crates.push(runner(&services, options));
    write_workspace(&crates, options)?;
    let cases: Vec<&str> = services.iter().map(|(_, cases)| cases.as_str()).collect();
    let path = options.scratch.join("cases.json");
    std::fs::write(&path, format!("[{}]\n", cases.join(",\n")))
        .map_err(io_failure(format!("write {}", path.display())))?;
    start(&path, options)
}

/// The name of a service's types crate: its id, which is unique, as a crate name.
fn module(service: &Shape) -> String {
    let text = service.id.as_str().to_lowercase();
    text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

fn generate(model: &ValidModel, service: &Shape, options: &Options) -> Result<Vec<GeneratedCrate>, Failure> {
    let settings = Settings {
        service: service.id.as_str().into(),
        module: module(service),
        version: "0.0.0".into(),
        validation_exception: None,
        client_optional: false,
        require_all_operations: true,
        runtime: options.runtime.clone(),
    };
    let plan = whitesmith_codegen::plan(model, &settings)
        .map_err(|error| Failure::Plan { service: service.id.to_string(), error })?;
    let mut crates = whitesmith_codegen::emit(&plan);
    crates.push(whitesmith_codegen::protocol_tests(&plan));
    Ok(crates)
}

/// The name of the crate that is the program.
const RUNNER: &str = "protocol-test-runner";

fn runner(services: &[(&Shape, String)], options: &Options) -> GeneratedCrate {
    let (mut dependencies, mut suites) = (String::new(), String::new());
    for (service, _) in services {
        let name = format!("{}-protocol-tests", module(service));
        // Writing to a string never fails.
        let _ = writeln!(dependencies, "{name} = {{ path = \"../{name}\" }}");
        let _ = writeln!(suites, "        {}::suite(),", name.replace('-', "_"));
    }
    let library = match &options.runtime {
        Runtime::Version(version) => format!("{version:?}"),
        Runtime::Path(path) => format!("{{ path = {:?} }}", format!("{path}/whitesmith-protocol-tests")),
    };
    let manifest = format!(
        "# {MARKER}.\n[package]\nname = \"{RUNNER}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\nwhitesmith-protocol-tests = {library}\n{dependencies}"
    );
    let main = format!(
        "// {MARKER}.\n//! Runs the protocol tests of every service.\n\nfn main() -> std::process::ExitCode {{\n    \
         whitesmith_protocol_tests::main(&[\n{suites}    ])\n}}\n"
    );
    let file = |path: &str, content: String| whitesmith_codegen::SourceFile { path: path.into(), content };
    GeneratedCrate { name: RUNNER.into(), files: vec![file("Cargo.toml", manifest), file("src/main.rs", main)] }
}

/// Writes what changed, so that cargo builds only that.
fn write_workspace(crates: &[GeneratedCrate], options: &Options) -> Result<(), Failure> {
    for generated in crates {
        let files: Vec<File> = generated
            .files
            .iter()
            .map(|file| File { path: file.path.clone(), content: file.content.clone() })
            .collect();
        sync::write(&options.scratch.join(&generated.name), &files).map_err(Failure::Sync)?;
    }
    let members: String = crates.iter().map(|generated| format!("    {:?},\n", generated.name)).collect();
    // Nobody debugs into this, and it is built far more often than it is slow.
    let content = format!(
        "# {MARKER}.\n[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n\n[profile.dev]\ndebug = false\nincremental = true\n"
    );
    let root = [File { path: "Cargo.toml".into(), content }];
    sync::write(&options.scratch, &root).map_err(Failure::Sync)?;
    if let Some(lock_file) = &options.lock_file {
        copy_lock_file(lock_file, &options.scratch)?;
    }
    Ok(())
}

fn copy_lock_file(from: &Path, scratch: &Path) -> Result<(), Failure> {
    let to = scratch.join("Cargo.lock");
    let is_newer = |path: &Path| std::fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    if is_newer(&to) > is_newer(from) {
        return Ok(());
    }
    std::fs::copy(from, &to).map(|_| ()).map_err(io_failure(format!("copy {}", from.display())))
}

fn start(cases: &Path, options: &Options) -> Result<bool, Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--package", RUNNER, "--manifest-path"])
        .arg(options.scratch.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(options.scratch.join("target"))
        .arg("--")
        .arg(cases)
        .args(&options.arguments)
        .status()
        .map_err(io_failure("run cargo"))?;
    Ok(status.success())
}

/// The cases of a service as JSON, in the form that `whitesmith_protocol_tests::case` reads; `None` if it has none.
fn cases(model: &Model, knowledge: &Knowledge<'_>, service: &Shape) -> Option<String> {
    let common = service.as_service().into_iter().flat_map(|service| &service.errors);
    let common: Vec<ShapeId> = common.map(|error| error.id).collect();
    let operations: Vec<String> = knowledge
        .top_down()
        .operations(service.id)
        .iter()
        .filter_map(|operation| operation_cases(model, operation, &common))
        .collect();
    let service = json_string(service.id.as_str());
    (!operations.is_empty())
        .then(|| format!("{{\"service\":{service},\"operations\":[\n{}\n]}}", operations.join(",\n")))
}

fn operation_cases(model: &Model, shape: &Shape, common: &[ShapeId]) -> Option<String> {
    let of = |shape: &Shape, id: ShapeId| shape.trait_value(id).map(Node::to_string);
    let mut parts = Vec::new();
    for (key, id) in [
        ("requests", ids::HTTP_REQUEST_TESTS),
        ("responses", ids::HTTP_RESPONSE_TESTS),
        ("malformedRequests", ids::HTTP_MALFORMED_REQUEST_TESTS),
        ("eventStreams", ids::EVENT_STREAM_TESTS),
    ] {
        parts.extend(of(shape, id).map(|cases| format!("\"{key}\":{cases}")));
    }
    let own = shape.as_operation().into_iter().flat_map(|operation| &operation.errors).map(|error| error.id);
    let mut errors: Vec<ShapeId> = own.chain(common.iter().copied()).collect();
    errors.sort();
    errors.dedup();
    let errors: Vec<String> = errors
        .iter()
        .filter_map(|id| {
            let cases = of(model.shape(*id)?, ids::HTTP_RESPONSE_TESTS)?;
            Some(format!("{}:{cases}", json_string(id.as_str())))
        })
        .collect();
    if !errors.is_empty() {
        parts.push(format!("\"errors\":{{{}}}", errors.join(",")));
    }
    let operation = json_string(shape.id.as_str());
    (!parts.is_empty()).then(|| format!("{{\"operation\":{operation},{}}}", parts.join(",\n")))
}

fn json_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
