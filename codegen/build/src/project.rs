//! `smithy-build.json`: which sources a project has, and what to generate from them
//! ([smithy-build](https://smithy.io/2.0/guides/smithy-build-json.html)).

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

/// A project: the folder of a `smithy-build.json`, and what it says that matters here.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    /// Files and folders with models, relative to the current folder. The project's own folder when it names none.
    pub sources: Vec<PathBuf>,
    /// The settings of the `whitesmith` plugin, as they stand.
    pub settings: Value,
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
}

impl fmt::Display for ProjectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.what)
    }
}
impl std::error::Error for ProjectError {}

impl Project {
    /// Reads `smithy-build.json` in `folder`.
    pub fn read(folder: &Path) -> Result<Self, ProjectError> {
        let path = folder.join("smithy-build.json");
        let error = |what: String| ProjectError { path: path.clone(), what };
        let text = fs::read_to_string(&path).map_err(|e| error(e.to_string()))?;
        let file: BuildFile = serde_json::from_str(&text).map_err(|e| error(e.to_string()))?;
        if !matches!(file.version.as_str(), "1" | "1.0") {
            return Err(error(format!("version `{}` is not known; expected `1.0`", file.version)));
        }
        let Some(settings) = file.plugins.whitesmith else {
            return Err(error("no `plugins.whitesmith`: nothing says which service to generate".into()));
        };
        let mut sources: Vec<PathBuf> =
            file.sources.iter().chain(&file.imports).map(|path| folder.join(path)).collect();
        if sources.is_empty() {
            sources = model_files(folder).map_err(|e| error(format!("cannot list the folder: {e}")))?;
        }
        Ok(Self { sources, settings })
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
