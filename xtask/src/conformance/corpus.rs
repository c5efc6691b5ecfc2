//! The files of a corpus.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the corpora, and which cases of it to run.
pub(crate) struct Corpus {
    root: PathBuf,
    filter: Option<String>,
}

impl Corpus {
    pub(crate) fn new(root: PathBuf, filter: Option<String>) -> Self {
        Self { root, filter }
    }

    /// A file or folder of the corpus.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// What a file is called in reports: its path in the corpus.
    pub(crate) fn name(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy().into_owned()
    }

    /// Whether a case of this name is to be run.
    pub(crate) fn includes(&self, name: &str) -> bool {
        self.filter.as_ref().is_none_or(|filter| name.contains(filter.as_str()))
    }

    /// Every file below a folder with one of these extensions, sorted. Nothing, if there is no such folder.
    pub(crate) fn files(&self, relative: &str, extensions: &[&str]) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.root.join(relative)];
        while let Some(folder) = folders.pop() {
            let Ok(entries) = fs::read_dir(&folder) else { continue };
            for path in entries.flatten().map(|entry| entry.path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().and_then(|e| e.to_str()).is_some_and(|e| extensions.contains(&e)) {
                    found.push(path);
                }
            }
        }
        found.sort();
        found
    }

    /// The text of a file; empty, and said so on standard error, if it cannot be read.
    pub(crate) fn read(path: &Path) -> String {
        fs::read_to_string(path).unwrap_or_else(|error| {
            eprintln!("cannot read {}: {error}", path.display());
            String::new()
        })
    }
}
