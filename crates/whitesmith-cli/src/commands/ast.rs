//! `whitesmith ast`

use std::path::PathBuf;
use std::process::ExitCode;

use whitesmith_smithy::{transform, write};

use crate::failure::Failure;
use crate::files;
use crate::input::Models;
use crate::output::Output;

/// What `ast` can be told.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  whitesmith ast model/ > model.json
  whitesmith ast model/ --flatten-mixins --out build/model.json")]
pub(crate) struct Arguments {
    #[command(flatten)]
    models: Models,
    /// Writes to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Gives shapes what they have from mixins, and leaves mixins out.
    #[arg(long)]
    flatten_mixins: bool,
}

impl Arguments {
    pub(crate) fn run(&self, output: &mut Output) -> Result<ExitCode, Failure> {
        let (model, _) = self.models.valid(output)?;
        let mut model = model.into_model();
        if self.flatten_mixins {
            transform::flatten_mixins(&mut model);
        }
        let text = write::json::pretty(&write::ast::to_node(&model));
        match &self.out {
            Some(path) => files::write(path, &text)?,
            None => output.print(&text)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
