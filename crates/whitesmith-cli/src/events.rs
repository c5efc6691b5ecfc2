//! How the events of validation are told.

use whitesmith_diagnostics::{Policy, human, json, sarif};
use whitesmith_smithy::{Event, Severity, Sources};

use crate::output::Output;

/// Which events to tell, and how.
#[derive(clap::Args)]
pub(crate) struct Telling {
    /// How to show events: for people, as JSON lines, or as SARIF 2.1.0.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: Format,
    /// The least severity to show. What makes the command fail is always shown.
    #[arg(long, value_enum, default_value_t, value_name = "SEVERITY", ignore_case = true)]
    severity: Least,
    /// Takes warnings for failures.
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Denied>,
}

/// How to show events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// With an excerpt of the source.
    #[default]
    Human,
    /// A JSON object a line.
    Json,
    /// A SARIF 2.1.0 log.
    Sarif,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Least {
    Suppressed,
    Note,
    #[default]
    Warning,
    Danger,
    Error,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Denied {
    Warnings,
}

impl Telling {
    /// The policy that the options amount to.
    pub(crate) fn policy(&self) -> Policy {
        let least = match self.severity {
            Least::Suppressed => Severity::Suppressed,
            Least::Note => Severity::Note,
            Least::Warning => Severity::Warning,
            Least::Danger => Severity::Danger,
            Least::Error => Severity::Error,
        };
        Policy { least, deny_warnings: self.deny.is_some() }
    }

    /// The events as text. For people, `subject` says what they are about.
    pub(crate) fn text(&self, events: &[Event], sources: &Sources, subject: &str, output: &Output) -> String {
        let policy = self.policy();
        let shown: Vec<&Event> = events.iter().filter(|event| policy.shows(event)).collect();
        match self.format {
            Format::Human => {
                let text = human::render_all(shown.iter().copied(), sources, output.style());
                let count = human::count(shown);
                let count = if count.is_empty() { "nothing to report".into() } else { count };
                format!("{text}{subject}: {count}\n")
            }
            Format::Json => json::lines(shown, sources),
            Format::Sarif => {
                let log = sarif::log(shown, sources, env!("CARGO_PKG_VERSION"));
                format!("{log:#}\n")
            }
        }
    }
}
