//! Source files, and places in them.
//!
//! A [`Span`] is twelve bytes and says nothing by itself; the [`Sources`] it came from turn it into a file, a
//! line and a column. Lines are counted only when somebody asks, so loading does not pay for them.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::event::Event;

/// A file's number within one [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// The place of things that no source wrote (a synthesised trait, the implied `Unit`).
    pub const NONE: Self = Self { file: FileId(u32::MAX), start: 0, end: 0 };

    /// The bytes `start..end` of `file`.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        // Sources::add refuses files that do not fit.
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: offset(start), end: offset(end) }
    }

    /// Whether this is [`Span::NONE`].
    pub fn is_none(self) -> bool {
        self.file == Self::NONE.file
    }

    /// From the start of this span to the end of `other`.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { end: other.end.max(self.start), ..self }
    }
}

/// A line and a column, both counted from 1. Columns count Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

/// One source file.
#[derive(Debug)]
pub struct SourceFile {
    path: PathBuf,
    text: String,
    lines: OnceLock<Vec<u32>>,
}

impl SourceFile {
    /// The path it was read from, or the name it was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset; an offset behind the end is taken as the end.
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let starts = self.lines.get_or_init(|| {
            let ends = self.text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
            std::iter::once(0).chain(ends.map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX))).collect()
        });
        let line = starts.partition_point(|start| *start <= offset);
        let start = starts[line - 1] as usize;
        let upto = self.text.as_bytes().get(start..(offset as usize).min(self.text.len())).unwrap_or_default();
        // Continuation bytes do not start a character.
        let column = upto.iter().filter(|b| (**b & 0xC0) != 0x80).count() + 1;
        LineColumn { line, column }
    }
}

/// The source files of one model.
#[derive(Debug, Default)]
pub struct Sources(Vec<SourceFile>);

impl Sources {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file. `None` when it, or the number of files, is beyond 4 GiB.
    pub fn add(&mut self, path: impl Into<PathBuf>, text: impl Into<String>) -> Option<FileId> {
        let (text, id) = (text.into(), u32::try_from(self.0.len()).ok()?);
        u32::try_from(text.len()).ok()?;
        self.0.push(SourceFile { path: path.into(), text, lines: OnceLock::new() });
        Some(FileId(id))
    }

    /// Adds a file that may not be text. One that is not UTF-8 is there as well as it can be read, for the event to
    /// show a place in it.
    ///
    /// # Errors
    /// When it is not UTF-8, or too large.
    pub fn add_bytes(&mut self, path: impl Into<PathBuf>, bytes: Vec<u8>) -> Result<FileId, Box<Event>> {
        let path = path.into();
        let too_large = format!("{} is too large: a source may have up to 4 GiB", path.display());
        let (text, invalid) = match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(at))
            }
        };
        let file = self.add(path, text).ok_or_else(|| Box::new(Event::error("Model", too_large)))?;
        match invalid {
            None => Ok(file),
            Some(at) => {
                let message = "Invalid UTF-8: Smithy models must be encoded in UTF-8";
                Err(Box::new(Event::error("Model", message).at(Span::new(file, at, at + 1))))
            }
        }
    }

    /// The file with this number, unless it is that of [`Span::NONE`] or of other sources.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.0.get(id.0 as usize)
    }

    /// The files with their numbers, in the order they were added.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(&self.0)
    }

    /// File, line and column of where a span starts.
    pub fn locate(&self, span: Span) -> Option<(&Path, LineColumn)> {
        let file = self.file(span.file)?;
        Some((file.path(), file.line_column(span.start)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns() {
        let mut sources = Sources::new();
        let file = sources.add("a.smithy", "ab\né!\n").unwrap();
        for (offset, expected) in [(0, (1, 1)), (2, (1, 3)), (3, (2, 1)), (5, (2, 2)), (7, (3, 1)), (99, (3, 1))] {
            let at = sources.locate(Span::new(file, offset, offset)).unwrap().1;
            assert_eq!((at.line, at.column), expected, "offset {offset}");
        }
        assert!(sources.locate(Span::NONE).is_none());
    }
}
