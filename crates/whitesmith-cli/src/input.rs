//! The models that commands work on.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use whitesmith_diagnostics::{blocking, human};
use whitesmith_smithy::validate::Options;
use whitesmith_smithy::{Loader, Sources, ValidModel, Validated};

use crate::failure::Failure;
use crate::output::Output;

/// Which models, and what is allowed of them.
#[derive(clap::Args)]
pub(crate) struct Models {
    /// Files and folders with models; `-` for standard input [default: the sources of ./smithy-build.json]
    #[arg(value_name = "MODEL")]
    pub(crate) paths: Vec<PathBuf>,
    /// Suppresses the events with this id, and those whose ids extend it. Errors cannot be suppressed.
    #[arg(long, value_name = "EVENT_ID")]
    pub(crate) allow: Vec<String>,
    /// Keeps traits that nothing defines, with a warning.
    #[arg(long)]
    allow_unknown_traits: bool,
}

impl Models {
    /// Reads, assembles and validates the models.
    pub(crate) fn validated(&self) -> Result<Validated, Failure> {
        let mut loader = Loader::new();
        loader.allow_unknown_traits(self.allow_unknown_traits);
        for path in self.sources()? {
            if path == Path::new("-") {
                let (name, text) = standard_input()?;
                loader.add_source(name, text);
            } else {
                loader.add_path(&path).map_err(|error| Failure::new(format!("cannot read the model: {error}")))?;
            }
        }
        let options = Options { allowed: self.allow.clone(), ..Options::default() };
        Ok(loader.assemble().validate_with(&options))
    }

    /// The models, which have to be valid: what is wrong with them is said on standard error.
    pub(crate) fn valid(&self, output: &Output) -> Result<(ValidModel, Sources), Failure> {
        let Validated { sources, events, model } = self.validated()?;
        if let Some(model) = model {
            return Ok((model, sources));
        }
        let serious = || blocking(&events);
        let style = output.error_style();
        let text = human::render_all(serious(), &sources, style);
        let count = human::failure(&format!("the model is not valid: {}", human::count(serious())), None, style);
        Err(Failure::Diagnostics(text + &count))
    }

    fn sources(&self) -> Result<Vec<PathBuf>, Failure> {
        if !self.paths.is_empty() {
            return Ok(self.paths.clone());
        }
        let here = Path::new(".");
        if !here.join("smithy-build.json").is_file() {
            let hint = "name files or folders, or `-` for standard input, or go to a folder with a smithy-build.json";
            return Err(Failure::hinted("no model is given", hint));
        }
        whitesmith_build::project::sources(here).map_err(|error| Failure::new(error.to_string()))
    }
}

/// What comes in on standard input, with a name that says which syntax it is in.
pub(crate) fn standard_input() -> Result<(&'static str, String), Failure> {
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .map_err(|error| Failure::new(format!("cannot read standard input: {error}")))?;
    let name =
        if text.trim_start_matches('\u{feff}').trim_start().starts_with('{') { "stdin.json" } else { "stdin.smithy" };
    Ok((name, text))
}
