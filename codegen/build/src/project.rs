//! `smithy-build.json`: which sources a project has, and what to generate from them
//! ([smithy-build](https://smithy.io/2.0/guides/smithy-build-json.html)).

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Value, json};
use whitesmith_codegen::Runtime;

/// A project: the folder of a `smithy-build.json`, and what it says that matters here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    /// Files and folders with models, relative to the current folder. The project's own folder when it names none.
    pub sources: Vec<PathBuf>,
    /// The settings of the `whitesmith` plugin, as they stand.
    pub settings: Value,
    /// Where generated crates go, relative to the current folder, if it says so.
    pub output: Option<PathBuf>,
    /// Ids of validation events that are allowed beside those that the model suppresses.
    pub allowed: Vec<String>,
}

/// The parts of the file that Whitesmith reads. Projections and other plugins are other tools' business.
#[derive(Deserialize)]
struct BuildFile {
    version: String,
    #[serde(default)]
    sources: Vec<PathBuf>,
    #[serde(default)]
    imports: Vec<PathBuf>,
    #[serde(default)]
    plugins: Plugins,
    #[serde(rename = "outputDirectory")]
    output_directory: Option<PathBuf>,
}

#[derive(Default, Deserialize)]
struct Plugins {
    whitesmith: Option<Value>,
}

/// Why a `smithy-build.json` could not be used.
#[derive(Debug)]
pub struct ProjectError {
    path: PathBuf,
    what: String,
    missing: bool,
}

impl ProjectError {
    fn new(path: PathBuf, what: impl Into<String>) -> Self {
        Self { path, what: what.into(), missing: false }
    }

    /// Whether there is no such file.
    pub fn is_missing(&self) -> bool {
        self.missing
    }
}

impl fmt::Display for ProjectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.what)
    }
}
impl std::error::Error for ProjectError {}

impl Project {
    /// Reads `smithy-build.json` in `folder`, or the file itself where `folder` is one.
    pub fn read(folder: &Path) -> Result<Self, ProjectError> {
        let folder = if folder.is_file() { folder.parent().unwrap_or(folder) } else { folder };
        let file = BuildFile::read(folder)?;
        let sources = file.sources(folder)?;
        let Some(settings) = file.plugins.whitesmith else {
            let what = "no `plugins.whitesmith`: nothing says which service to generate";
            return Err(ProjectError::new(folder.join(FILE), what));
        };
        let output = file.output_directory.map(|path| folder.join(path));
        Ok(Self { sources, settings, output, allowed: Vec::new() })
    }

    /// A project that has no `smithy-build.json`: one service of a model. The types crate is called `module`, or as
    /// the service in lower case.
    pub fn of_service(sources: Vec<PathBuf>, service: &str, module: Option<&str>, runtime: &Runtime) -> Self {
        let runtime = match runtime {
            Runtime::Version(version) => json!({ "version": version }),
            Runtime::Path(path) => json!({ "path": path }),
        };
        let mut settings = json!({ "service": service, "runtime": runtime });
        if let Some(module) = module {
            settings["module"] = module.into();
        }
        Self { sources, settings, ..Self::default() }
    }
}

const FILE: &str = "smithy-build.json";

/// The files and folders with the models of a project, whatever it generates from them.
pub fn sources(folder: &Path) -> Result<Vec<PathBuf>, ProjectError> {
    BuildFile::read(folder)?.sources(folder)
}

impl BuildFile {
    fn read(folder: &Path) -> Result<Self, ProjectError> {
        let path = folder.join(FILE);
        let error = |what: String| ProjectError::new(path.clone(), what);
        let text = fs::read_to_string(&path).map_err(|e| {
            let missing = e.kind() == std::io::ErrorKind::NotFound;
            ProjectError { missing, ..error(e.to_string()) }
        })?;
        let file: Self = serde_json::from_str(&text).map_err(|e| error(e.to_string()))?;
        if !matches!(file.version.as_str(), "1" | "1.0") {
            return Err(error(format!("version `{}` is not known; expected `1.0`", file.version)));
        }
        Ok(file)
    }

    fn sources(&self, folder: &Path) -> Result<Vec<PathBuf>, ProjectError> {
        let named: Vec<PathBuf> = self.sources.iter().chain(&self.imports).map(|path| folder.join(path)).collect();
        if !named.is_empty() {
            return Ok(named);
        }
        model_files(folder).map_err(|e| ProjectError::new(folder.join(FILE), format!("cannot list the folder: {e}")))
    }
}

/// The `.smithy` files that stand beside a `smithy-build.json` which names no sources, sorted.
fn model_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "smithy") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expected: Result<usize, &str>) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("smithy-build.json"), json).unwrap();
        fs::write(folder.path().join("a.smithy"), "").unwrap();
        match (Project::read(folder.path()), expected) {
            (Ok(project), Ok(sources)) => assert_eq!(project.sources.len(), sources, "{json}"),
            (Err(error), Err(part)) => assert!(error.to_string().contains(part), "{json}: {error}"),
            (got, expected) => panic!("{json}: {got:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn build_files() {
        check(r#"{"version":"1.0","plugins":{"whitesmith":{}}}"#, Ok(1));
        check(r#"{"version":"1.0","sources":["m"],"imports":["n"],"plugins":{"whitesmith":{},"x":{}}}"#, Ok(2));
        check(r#"{"version":"2.0","plugins":{"whitesmith":{}}}"#, Err("version `2.0` is not known"));
        check(r#"{"version":"1.0"}"#, Err("plugins.whitesmith"));
        check("{", Err("line 1 column 1"));
        assert!(Project::read(Path::new("/nowhere")).is_err());
    }
}
