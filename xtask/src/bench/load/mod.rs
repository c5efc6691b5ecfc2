//! `cargo xtask bench load`: loading and validating models against `serde_json::from_slice::<Value>` of the same
//! bytes. Both are built optimised, into one program, and take turns in one run; what counts is processor time.

use std::path::PathBuf;

use clap::Args;

use super::measure;
use super::scratch::Scratch;
use crate::output::say;
use crate::workspace;

/// What `bench load` can be told.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The models: JSON AST files, or folders of them. Each file is a model of its own.
    #[arg(value_name = "PATH", default_value = "../shared/models/aws")]
    models: Vec<PathBuf>,
    /// The file that is measured alone too.
    #[arg(long, value_name = "NAME", default_value = "securityhub.json")]
    single: String,
    /// How many rounds to time; in each, both sides read everything once.
    #[arg(long, default_value_t = 15)]
    rounds: usize,
}

pub(super) fn main(arguments: &Arguments) -> Result<(), String> {
    let root = workspace::root();
    let mut command_line = vec![arguments.rounds.to_string(), arguments.single.clone()];
    for path in arguments.models.iter().map(|path| root.join(path)) {
        if !path.exists() {
            return Err(format!("not run: {} is absent; name models of your own", path.display()));
        }
        command_line.push(path.to_string_lossy().into_owned());
    }
    let front_end = root.join("codegen/smithy").to_string_lossy().into_owned();
    let manifest = format!(
        "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         rustix = {{ version = \"1\", features = [\"time\"] }}\nserde_json = \"1\"\nwhitesmith-smithy = {{ path = {front_end:?} }}\n"
    );
    let files = [
        ("program/Cargo.toml".to_owned(), manifest),
        ("program/src/main.rs".to_owned(), include_str!("program.rs.txt").to_owned()),
    ];
    let scratch = Scratch::new("load", &["program"], &files)?;
    say!("building the program, optimised");
    measure::run(&mut scratch.cargo("build", &["--release", "--package", "program"]))?;
    let mut run = vec!["--release", "--package", "program", "--"];
    run.extend(command_line.iter().map(String::as_str));
    let status = scratch.cargo("run", &run).status().map_err(|error| format!("cannot run the program: {error}"))?;
    if status.success() { Ok(()) } else { Err("the program failed".into()) }
}
