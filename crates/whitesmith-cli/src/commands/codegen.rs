//! `whitesmith codegen`

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use whitesmith_build::{Mode, Project, Runtime, generate, runtime_in};

use crate::failure::Failure;
use crate::output::Output;

/// What `codegen` can be told.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  whitesmith codegen                          # as ./smithy-build.json says
  whitesmith codegen weather --out crates     # as weather/smithy-build.json says
  whitesmith codegen --model main.smithy --service example.weather#Weather --out crates
  whitesmith codegen --check                  # in CI: fails when what is generated is stale")]
pub(crate) struct Arguments {
    /// A smithy-build.json, or its folder.
    #[arg(value_name = "PROJECT", default_value = ".", conflicts_with = "model")]
    project: PathBuf,
    /// Generates from this file or folder, without a smithy-build.json.
    #[arg(long, requires = "service", value_name = "PATH")]
    model: Vec<PathBuf>,
    /// The service to generate: an absolute shape id.
    #[arg(long, requires = "model", value_name = "ID")]
    service: Option<String>,
    /// The name of the types crate [default: the service's name in lower case]
    #[arg(long, requires = "model", value_name = "NAME")]
    module: Option<String>,
    /// The folder that holds Whitesmith's runtime crates, where generated crates do not take them from a registry.
    #[arg(long, requires = "model", value_name = "DIR")]
    runtime: Option<PathBuf>,
    /// The folder that gets the crates [default: `outputDirectory` of the smithy-build.json]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Changes nothing; fails when a file is stale, changed by hand, or left over.
    #[arg(long)]
    check: bool,
    /// Suppresses the validation events with this id, and those whose ids extend it.
    #[arg(long, value_name = "EVENT_ID")]
    allow: Vec<String>,
}

impl Arguments {
    pub(crate) fn run(&self, output: &mut Output) -> Result<ExitCode, Failure> {
        let mut project = self.project()?;
        project.allowed.clone_from(&self.allow);
        let out = self.out.clone().or_else(|| project.output.clone()).ok_or_else(nowhere)?;
        let mode = if self.check { Mode::Check } else { Mode::Write };
        let start = Instant::now();
        let generation = generate(&project, &out, mode)
            .map_err(|failure| Failure::Diagnostics(failure.render(output.error_style())))?;
        output.print(&generation.summary(mode, start.elapsed()))?;
        if self.check && !generation.differences.is_empty() {
            let message = format!("{} generated files are not what they should be", generation.differences.len());
            return Err(Failure::hinted(message, "run the command without `--check`"));
        }
        Ok(ExitCode::SUCCESS)
    }

    fn project(&self) -> Result<Project, Failure> {
        let Some(service) = &self.service else {
            let hint = "or name a model: `--model PATH --service ID --out DIR`";
            return Project::read(&self.project).map_err(|error| {
                let hint = error.is_missing().then(|| hint.into());
                Failure::Message { message: error.to_string(), hint }
            });
        };
        let runtime = match &self.runtime {
            Some(folder) => {
                let out = self.out.as_deref().ok_or_else(nowhere)?;
                runtime_in(folder, out).map_err(|error| Failure::new(format!("{}: {error}", folder.display())))?
            }
            None => Runtime::default(),
        };
        Ok(Project::of_service(self.model.clone(), service, self.module.as_deref(), &runtime))
    }
}

fn nowhere() -> Failure {
    let hint = "use `--out DIR`, or `outputDirectory` in the smithy-build.json";
    Failure::hinted("nothing says where the crates are to go", hint)
}

/// A path that means the same from every folder.
pub(super) fn absolute(path: &Path) -> Result<String, Failure> {
    let absolute = std::path::absolute(path).map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
    Ok(absolute.to_string_lossy().into_owned())
}
