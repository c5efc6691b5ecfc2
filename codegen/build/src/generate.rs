//! From a project to crates on the disk.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use whitesmith_codegen::{PlanError, Settings, SettingsError};
use whitesmith_diagnostics::human::{self, Style};
use whitesmith_smithy::validate::Options;
use whitesmith_smithy::{Event, Loader, Sources};

use crate::project::Project;
use crate::runtime;
use crate::sync::{self, Difference, File, SyncError};

/// What to do with what was generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Make the disk agree with it.
    Write,
    /// Say where the disk does not agree with it.
    Check,
}

/// What came of a generation.
#[derive(Debug)]
pub struct Generation {
    /// The service's shape id.
    pub service: String,
    /// How many operations it has.
    pub operations: usize,
    /// How many shapes became types or schemas.
    pub shapes: usize,
    /// The crates, with their sizes.
    pub crates: Vec<CrateSummary>,
    /// Where the disk did not agree: what was written, or would have to be.
    pub differences: Vec<Difference>,
    /// What the model's validation had to say that did not stop it, and the sources it is about.
    pub events: Vec<Event>,
    /// The sources of the model.
    pub sources: Sources,
}

impl Generation {
    /// What was made, in a few lines, and what was written or would have to be.
    pub fn summary(&self, mode: Mode, time: Duration) -> String {
        let (operations, shapes, milliseconds) = (self.operations, self.shapes, time.as_millis());
        let mut text = format!("{}: {operations} operations, {shapes} shapes ({milliseconds} ms)\n", self.service);
        for CrateSummary { name, files, lines, .. } in &self.crates {
            text.push_str(&format!("  {name:<24} {files:>5} files {lines:>7} lines\n"));
        }
        let count = self.differences.len();
        let stale = self.differences.iter().filter(|difference| matches!(difference, Difference::Stale(_))).count();
        match mode {
            _ if count == 0 => {
                text.push_str("  nothing to do\n");
                return text;
            }
            Mode::Check => text.push_str(&format!("  differ: {count} files\n")),
            Mode::Write if stale == 0 => text.push_str(&format!("  written: {count} files\n")),
            Mode::Write => text.push_str(&format!("  written: {} files; deleted: {stale}\n", count - stale)),
        }
        if mode == Mode::Check || count <= 10 {
            self.differences.iter().take(40).for_each(|difference| text.push_str(&format!("  {difference}\n")));
        }
        text
    }
}

/// A generated crate, in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrateSummary {
    /// Its name.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// How many files it has.
    pub files: usize,
    /// How many lines they have.
    pub lines: usize,
}

/// Why nothing was generated.
#[derive(Debug)]
pub enum Failure {
    /// A source could not be read.
    Io(io::Error),
    /// The model is wrong.
    Model {
        /// What is wrong with it.
        events: Vec<Event>,
        /// The sources it is about.
        sources: Sources,
    },
    /// The settings are wrong.
    Settings(SettingsError),
    /// The model and the settings do not fit together.
    Plan(PlanError),
    /// The runtime crates are not in the folder that the settings name.
    Runtime(PathBuf),
    /// The files could not be compared or written.
    Sync(SyncError),
}

impl Failure {
    /// What went wrong, for people: one diagnostic for each error of the model, with an excerpt, or one in all.
    pub fn render(&self, style: Style) -> String {
        let message = match self {
            Self::Io(error) => format!("cannot read the model: {error}"),
            Self::Model { events, sources } => {
                return human::render_all(whitesmith_diagnostics::blocking(events), sources, style)
                    .trim_end()
                    .to_owned()
                    + "\n";
            }
            Self::Settings(error) => error.to_string(),
            Self::Plan(error) => error.to_string(),
            Self::Runtime(folder) => {
                format!("{} does not hold the runtime: there is no `whitesmith/Cargo.toml` in it", folder.display())
            }
            Self::Sync(error) => error.to_string(),
        };
        human::failure(&message, None, style)
    }
}

/// As [`Failure::render`], without colour.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.render(Style::Plain).trim_end())
    }
}

impl std::error::Error for Failure {}

/// Generates the crates of a project into folders below `out`, or compares them with what is there.
///
/// Nothing is written unless everything can be.
pub fn generate(project: &Project, out: &Path, mode: Mode) -> Result<Generation, Failure> {
    let settings = Settings::from_json(project.settings.clone()).map_err(Failure::Settings)?;
    let mut loader = Loader::new();
    for source in &project.sources {
        loader.add_path(source).map_err(Failure::Io)?;
    }
    let options = Options { allowed: project.allowed.clone(), ..Options::default() };
    let validated = loader.assemble().validate_with(&options);
    let Some(model) = validated.model else {
        return Err(Failure::Model { events: validated.events, sources: validated.sources });
    };
    let plan = whitesmith_codegen::plan(&model, &settings).map_err(Failure::Plan)?;
    let crates: Vec<(String, PathBuf, Vec<File>)> = whitesmith_codegen::emit(&plan)
        .into_iter()
        .map(|generated| {
            let files = generated.files.into_iter().map(|file| File { path: file.path, content: file.content });
            (generated.name.clone(), out.join(generated.name), files.collect())
        })
        .collect();
    let folders: Vec<(PathBuf, &[File])> =
        crates.iter().map(|(_, folder, files)| (folder.clone(), files.as_slice())).collect();
    runtime::check(&settings, out)?;
    let differences = match mode {
        Mode::Write => sync::write_all(&folders),
        Mode::Check => sync::check_all(&folders),
    };
    let summaries = crates.iter().map(|(name, folder, files)| CrateSummary {
        name: name.clone(),
        folder: folder.clone(),
        files: files.len(),
        lines: files.iter().map(|file| file.content.lines().count()).sum(),
    });
    Ok(Generation {
        service: settings.service,
        operations: plan.operations(),
        shapes: plan.shapes(),
        crates: summaries.collect(),
        differences: differences.map_err(Failure::Sync)?,
        events: validated.events,
        sources: validated.sources,
    })
}
