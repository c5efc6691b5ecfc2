//! Loading: from source texts to one model.
//!
//! ```text
//! sources ─ idl, ast ─▶ Parsed (one a source) ─ assemble ─▶ definitions by id ─ mixins, upgrade ─▶ Model
//! ```
//!
//! A [`Loader`] collects sources, and [`Loader::assemble`] makes a model of them. It never fails: what is wrong
//! becomes an [`Event`], and what can be understood of the rest is in the model. The prelude is always there, and
//! the trait definitions of `builtin` are for namespaces that a source mentions.
//!
//! ```
//! use whitesmith_smithy::{Loader, ShapeId};
//!
//! let mut loader = Loader::new();
//! loader.add_source("example.smithy", "$version: \"2\"\nnamespace example\nstring Name");
//! let assembly = loader.assemble();
//! assert!(assembly.events.is_empty());
//! assert!(assembly.model.shape(ShapeId::parse("example#Name").unwrap()).is_some());
//! ```

use std::io;
use std::path::{Path, PathBuf};

use crate::event::Event;
use crate::model::Model;
use crate::source::{FileId, Sources, Span};

mod assemble;
mod ast;
mod elision;
pub(crate) mod idl;
mod json;
pub(crate) mod merge;
mod mixin_order;
mod mixins;
mod parsed;
mod properties;
mod traits;
mod upgrade;

pub(crate) use upgrade::{has_zero_value_in_v1, is_nullable_in_v1};

/// The namespace of the prelude.
pub(crate) const PRELUDE: &str = "smithy.api";

/// Collects sources and assembles them.
#[derive(Debug, Default)]
pub struct Loader {
    sources: Sources,
    inputs: Vec<Input>,
    events: Vec<Event>,
    /// Files that have been added, so that none counts twice.
    known: Vec<PathBuf>,
    allow_unknown_traits: bool,
}

/// A source that was added.
#[derive(Clone, Copy, Debug)]
struct Input {
    file: FileId,
    syntax: Syntax,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Syntax {
    Idl,
    Ast,
}

/// What came of assembling: the sources, the model as far as it could be made out, and what there is to say.
#[derive(Debug)]
pub struct Assembly {
    /// The source texts, which spans refer to.
    pub sources: Sources,
    /// The model. It may be wrong; see [`Assembly::validate`].
    pub model: Model,
    /// What is wrong with it, so far, in the order of the sources.
    pub events: Vec<Event>,
}

impl Loader {
    /// No sources yet, apart from the prelude.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether traits that nothing defines are kept, with a warning, rather than being errors. Off by default.
    pub fn allow_unknown_traits(&mut self, allow: bool) -> &mut Self {
        self.allow_unknown_traits = allow;
        self
    }

    /// Adds a file, or all `.smithy` and `.json` files of a folder and the folders in it, in the order of their
    /// names. JSON files of a folder that are no Smithy models are passed over. A file that is not
    /// UTF-8 is reported as an event.
    ///
    /// # Errors
    /// When the path, or anything in the folder, cannot be read, and when a folder has no such files.
    pub fn add_path(&mut self, path: impl AsRef<Path>) -> io::Result<&mut Self> {
        let path = path.as_ref();
        if !path.is_dir() {
            self.add_file(path, false).map_err(naming(path))?;
        } else if self.add_folder(path)? == 0 {
            let error = io::Error::new(io::ErrorKind::NotFound, "the folder has no .smithy or .json files");
            return Err(naming(path)(error));
        }
        Ok(self)
    }

    /// Adds what is in a folder; says how many files that were.
    fn add_folder(&mut self, folder: &Path) -> io::Result<usize> {
        let mut entries =
            std::fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(naming(folder))?;
        entries.sort_by_key(std::fs::DirEntry::file_name);
        let mut found = 0;
        for entry in entries {
            let path = entry.path();
            if path.is_dir() {
                // A link to a folder above would have no end.
                if !path.is_symlink() {
                    found += self.add_folder(&path)?;
                }
            } else if syntax_of(&path).is_some() {
                self.add_file(&path, true).map_err(naming(&path))?;
                found += 1;
            }
        }
        Ok(found)
    }

    fn add_file(&mut self, path: &Path, found: bool) -> io::Result<()> {
        let canonical = path.canonicalize()?;
        if self.known.contains(&canonical) {
            return Ok(());
        }
        let bytes = std::fs::read(path)?;
        self.known.push(canonical);
        self.add(path, bytes, found);
        Ok(())
    }

    /// Adds a source that is in memory. A name that ends in `.json` says that it is in the JSON AST.
    pub fn add_source(&mut self, name: impl AsRef<Path>, text: impl Into<String>) -> &mut Self {
        self.add(name.as_ref(), text.into().into_bytes(), false);
        self
    }

    fn add(&mut self, path: &Path, bytes: Vec<u8>, found: bool) {
        let file = match self.sources.add_bytes(path, bytes) {
            Ok(file) => file,
            Err(event) => return self.events.push(*event),
        };
        let syntax = syntax_of(path).unwrap_or(Syntax::Idl);
        let text = self.sources.file(file).map_or("", crate::source::SourceFile::text);
        if syntax == Syntax::Ast && ast::is_model(file, text) == Some(false) {
            if !found {
                let message = "Not a Smithy model: the JSON object has no member `smithy`";
                let event = Event::error("Model", message).at(Span::new(file, 0, 1));
                self.events.push(event.with_hint("a model starts with { \"smithy\": \"2.0\", … }"));
            }
            return;
        }
        self.inputs.push(Input { file, syntax });
    }

    /// Assembles the sources. What is wrong is in the events of the result.
    pub fn assemble(self) -> Assembly {
        assemble::assemble(self)
    }
}

/// Says which path an error is about.
fn naming(path: &Path) -> impl Fn(io::Error) -> io::Error {
    move |error| io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

fn syntax_of(path: &Path) -> Option<Syntax> {
    match path.extension()?.to_str()? {
        "smithy" => Some(Syntax::Idl),
        "json" => Some(Syntax::Ast),
        _ => None,
    }
}
