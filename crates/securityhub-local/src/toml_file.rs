//! Files in TOML, and what is wrong with them: file, line, column, and a caret.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

/// A file that was read, for the places of what is wrong in it.
#[derive(Debug)]
pub struct TomlFile {
    path: PathBuf,
    text: String,
}

/// Something that is wrong in a file, or with it.
#[derive(Debug)]
pub struct FileError(String);

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FileError {}

impl TomlFile {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, FileError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| FileError(format!("cannot read `{}`: {error}", path.display())))?;
        Ok(Self { path: path.to_owned(), text })
    }

    /// What it says.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, FileError> {
        toml::from_str(&self.text).map_err(|error| self.error(error.span().unwrap_or(0..0), error.message()))
    }

    /// An error at a place of the file.
    pub fn error(&self, span: Range<usize>, message: &str) -> FileError {
        let before = self.text.get(..span.start).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = self.text.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let number = before.matches('\n').count() + 1;
        let column = before.get(line_start..).unwrap_or_default().chars().count();
        let width = self.text.get(span).unwrap_or_default().lines().next().unwrap_or_default().chars().count().max(1);
        let path = self.path.display();
        let gutter = " ".repeat(number.to_string().len());
        FileError(format!(
            "{message}\n{gutter}--> {path}:{number}:{}\n{gutter} |\n{number} | {line}\n{gutter} | {}{}",
            column + 1,
            " ".repeat(column),
            "^".repeat(width),
        ))
    }
}
