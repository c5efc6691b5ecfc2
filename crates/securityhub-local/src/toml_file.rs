//! Files in TOML, and what is wrong with them: file, line, column, and a caret.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
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
        let path = self.path.display().to_string();
        let mark = AnnotationKind::Primary.span(span);
        let place = Snippet::source(self.text.as_str()).path(path.as_str()).annotation(mark);
        let report = [Level::ERROR.primary_title(message).element(place)];
        let text = Renderer::plain().render(&report);
        // Whoever prints errors says that it is one.
        FileError(text.strip_prefix("error: ").unwrap_or(&text).to_owned())
    }
}
