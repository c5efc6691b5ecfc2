//! `cargo xtask bench codec`: generated types and the JSON codec against `#[derive(Serialize, Deserialize)]` of the
//! same model, with `serde_json`.
//!
//! Both sides get the same operations as functions that are not generic, so that both are compiled whole.

mod derives;
mod document;
mod ours;

use std::path::PathBuf;

use clap::Args;
use whitesmith_codegen::{Runtime, Settings};
use whitesmith_smithy::{Knowledge, Loader, Model, Severity, Shape, ShapeId, ValidModel};

use super::measure::{self, Cost};
use super::scratch::Scratch;
use crate::output::say;
use crate::workspace;

/// What `bench codec` can be told.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The model: a file or folder.
    #[arg(long, value_name = "PATH", default_value = "../shared/models/aws/securityhub.json")]
    model: PathBuf,
    /// Its service.
    #[arg(long, value_name = "ID", default_value = "com.amazonaws.securityhub#SecurityHubAPIService")]
    service: String,
    /// The operation whose output is read and written.
    #[arg(long, value_name = "NAME", default_value = "GetFindings")]
    operation: String,
    /// The size of that output, in bytes.
    #[arg(long, value_name = "BYTES", default_value_t = 1_000_000)]
    size: usize,
    /// How many rounds to time; in each, both sides do everything once.
    #[arg(long, default_value_t = 60)]
    rounds: usize,
    /// Also measure `cargo check` and release builds: some minutes.
    #[arg(long)]
    build: bool,
}

pub(super) fn main(arguments: &Arguments) -> Result<(), String> {
    let model = load(arguments)?;
    let service = ShapeId::parse(&arguments.service).ok().and_then(|id| model.shape(id));
    let service = service.ok_or_else(|| format!("the model has no service `{}`", arguments.service))?;
    let operations = operations(&model, service);
    let operation = operations
        .iter()
        .find(|operation| operation.name == arguments.operation)
        .ok_or_else(|| format!("the service has no operation `{}`", arguments.operation))?;
    let document = document::build(&model, operation.output, arguments.size)?;

    let crates = workspace::root().join("crates");
    let settings = Settings {
        service: arguments.service.clone(),
        module: "ours".into(),
        version: "0.0.0".into(),
        validation_exception: None,
        client_optional: false,
        require_all_operations: false,
        runtime: Runtime::Path(crates.to_string_lossy().into_owned()),
    };
    let plan = whitesmith_codegen::plan(&model, &settings).map_err(|error| error.to_string())?;
    let types = whitesmith_codegen::emit(&plan).into_iter().find(|generated| generated.name == "ours");
    let mut files = ours::files(types.map_or_else(Vec::new, |types| types.files), &operations, &crates);
    files.extend(derives::files(&model, &operations));
    files.extend(program(&arguments.operation));
    files.push(("document.json".into(), document));
    let scratch = Scratch::new("codec", &["ours", "derives", "program"], &files)?;

    if arguments.build {
        builds(&scratch)?;
    }
    say!("building the program, optimised");
    measure::run(&mut scratch.cargo("build", &["--release", "--package", "program"]))?;
    let status = scratch
        .cargo("run", &["--release", "--package", "program", "--", "document.json", &arguments.rounds.to_string()])
        .status()
        .map_err(|error| format!("cannot run the program: {error}"))?;
    if status.success() { Ok(()) } else { Err("the program failed".into()) }
}

/// An operation of the service.
struct Operation<'m> {
    name: &'m str,
    input: &'m Shape,
    output: &'m Shape,
}

impl Operation<'_> {
    /// The name of a module for it.
    fn module(&self) -> String {
        self.name.to_lowercase()
    }
}

fn load(arguments: &Arguments) -> Result<ValidModel, String> {
    let path = workspace::root().join(&arguments.model);
    if !path.exists() {
        return Err(format!("{} is absent; name another model with --model and --service", path.display()));
    }
    let mut loader = Loader::new();
    loader.add_path(&path).map_err(|error| format!("cannot read the model: {error}"))?;
    let validated = loader.assemble().validate();
    let serious = validated.events.iter().find(|event| event.severity >= Severity::Danger);
    validated.model.ok_or_else(|| serious.map_or_else(String::new, |event| event.message.clone()))
}

fn operations<'m>(model: &'m Model, service: &'m Shape) -> Vec<Operation<'m>> {
    let knowledge = Knowledge::new(model);
    let operations = knowledge.top_down().operations(service.id);
    let mut operations: Vec<Operation<'m>> = operations
        .iter()
        .filter_map(|shape| {
            let operation = shape.as_operation()?;
            let (input, output) = (model.shape(model.input_of(operation))?, model.shape(model.output_of(operation))?);
            Some(Operation { name: shape.id.name(), input, output })
        })
        .collect();
    operations.sort_by_key(|operation| operation.name);
    operations
}

/// The program that reads and writes with both, and compares.
fn program(operation: &str) -> Vec<(String, String)> {
    let manifest = "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
                    [dependencies]\nours = { path = \"../ours\" }\nderives = { path = \"../derives\" }\n\
                    serde_json = \"1\"\n";
    let module = operation.to_lowercase();
    let imports = format!("use derives::{module} as derived;\nuse ours::functions::{module} as ours;\n\n");
    vec![
        ("program/Cargo.toml".into(), manifest.into()),
        ("program/src/main.rs".into(), imports + include_str!("program.rs.txt")),
    ]
}

/// Whole kilobytes are exact enough, and exact in a double.
fn megabytes(bytes: u64) -> f64 {
    u32::try_from(bytes >> 10).map_or(f64::INFINITY, f64::from) / 1024.0
}

/// How often each build is measured; the least counts, as whatever else the machine does can only add.
const BUILDS: usize = 2;

/// What both cost to check and to build.
fn builds(scratch: &Scratch) -> Result<(), String> {
    println!("building what both depend on");
    measure::run(&mut scratch.cargo("build", &["--release", "--package", "ours", "--package", "derives"]))?;
    measure::run(&mut scratch.cargo("check", &["--package", "ours", "--package", "derives"]))?;
    for (title, command, profile) in [("check", "check", &[][..]), ("release build", "build", &["--release"][..])] {
        let mut costs: [Option<Cost>; 2] = [None, None];
        for _ in 0..BUILDS {
            for (package, least) in ["derives", "ours"].into_iter().zip(&mut costs) {
                let told = [profile, &["--package", package]].concat();
                measure::run(&mut scratch.cargo("clean", &told))?;
                let cost = measure::run(&mut scratch.cargo(command, &told))?;
                println!(
                    "{title:<14} {package:<8} {:>7.1} s wall {:>7.1} s cpu {:>6.0} MB peak",
                    cost.wall.as_secs_f64(),
                    cost.cpu.as_secs_f64(),
                    megabytes(cost.peak)
                );
                if least.as_ref().is_none_or(|least| cost.cpu < least.cpu) {
                    *least = Some(cost);
                }
            }
        }
        if let [Some(derives), Some(ours)] = costs {
            println!(
                "{title:<14} ours to derives: {:.2} of the cpu, {:.2} of the memory",
                ours.cpu.as_secs_f64() / derives.cpu.as_secs_f64(),
                megabytes(ours.peak) / megabytes(derives.peak)
            );
        }
    }
    Ok(())
}
