//! `whitesmith validate`

use std::process::ExitCode;

use whitesmith_smithy::Severity;

use crate::events::Telling;
use crate::failure::Failure;
use crate::input::Models;
use crate::output::Output;

/// What `validate` can be told.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  whitesmith validate model/
  whitesmith validate model/ --deny warnings --allow UnstableTrait
  whitesmith validate model/ --format sarif > events.sarif
  curl https://example.com/model.json | whitesmith validate -")]
pub(crate) struct Arguments {
    #[command(flatten)]
    models: Models,
    #[command(flatten)]
    telling: Telling,
}

impl Arguments {
    pub(crate) fn run(&self, output: &mut Output) -> Result<ExitCode, Failure> {
        let validated = self.models.validated()?;
        let policy = self.telling.policy();
        // Failures of the model itself are failures whatever is denied or shown beside them.
        let fails = validated.events.iter().any(|event| event.severity >= Severity::Danger || policy.fails(event));
        let subject = if fails { "the model is not valid" } else { "the model is valid" };
        output.print(&self.telling.text(&validated.events, &validated.sources, subject, output))?;
        Ok(if fails { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}
