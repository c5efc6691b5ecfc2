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
    /// The version of the AST. What 1.0 cannot express is left out.
    #[arg(long, value_parser = ["1.0", "2.0"], default_value = "2.0", value_name = "VERSION")]
    ast_version: String,
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
        let to_node = if self.ast_version == "1.0" { write::ast_v1::to_node } else { write::ast::to_node };
        let text = write::json::pretty(&to_node(&model));
        match &self.out {
            Some(path) => files::write(path, &text)?,
            None => output.print(&text)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
