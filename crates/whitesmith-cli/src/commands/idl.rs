//! `whitesmith idl`

use std::path::PathBuf;
use std::process::ExitCode;

use whitesmith_smithy::write::idl::{IdlFile, to_files};

use crate::failure::Failure;
use crate::files;
use crate::input::Models;
use crate::output::Output;

/// What `idl` can be told.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  whitesmith idl model.json > model.smithy
  whitesmith idl model.json --out model/      # a file a namespace")]
pub(crate) struct Arguments {
    #[command(flatten)]
    models: Models,
    /// Writes a file a namespace into this folder, instead of one to standard output.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Only this namespace, or `metadata`.
    #[arg(long, value_name = "NAME")]
    namespace: Option<String>,
}

impl Arguments {
    pub(crate) fn run(&self, output: &mut Output) -> Result<ExitCode, Failure> {
        let (model, _) = self.models.valid(output)?;
        let files = self.chosen(to_files(&model))?;
        match (&self.out, files.as_slice()) {
            (Some(folder), files) => {
                for file in files {
                    files::write(&folder.join(&file.name), &file.text)?;
                }
            }
            (None, [file]) => output.print(&file.text)?,
            (None, files) => {
                let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
                let message = format!("the model is more than one file: {}", names.join(", "));
                return Err(Failure::hinted(message, "use `--out DIR` for all, or `--namespace NAME` for one of them"));
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    fn chosen(&self, files: Vec<IdlFile>) -> Result<Vec<IdlFile>, Failure> {
        let Some(namespace) = &self.namespace else { return Ok(files) };
        let wanted = format!("{namespace}.smithy");
        let chosen: Vec<IdlFile> = files.into_iter().filter(|file| file.name == wanted).collect();
        if chosen.is_empty() {
            return Err(Failure::new(format!("the model has no namespace `{namespace}`")));
        }
        Ok(chosen)
    }
}
