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
    /// When the path, or anything in the folder, cannot be read.
    pub fn add_path(&mut self, path: impl AsRef<Path>) -> io::Result<&mut Self> {
        let path = path.as_ref();
        let name = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        if path.is_dir() {
            let mut entries =
                std::fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(name)?;
            entries.sort_by_key(std::fs::DirEntry::file_name);
            for entry in entries {
                let path = entry.path();
                if path.is_dir() || syntax_of(&path).is_some() {
                    self.add_found(&path)?;
                }
            }
            return Ok(self);
        }
        self.add_file(path, false).map_err(name)?;
        Ok(self)
    }

    fn add_found(&mut self, path: &Path) -> io::Result<()> {
        if path.is_dir() {
            // A link to a folder above would have no end.
            if !path.is_symlink() {
                self.add_path(path)?;
            }
            return Ok(());
        }
        self.add_file(path, true)
    }

    fn add_file(&mut self, path: &Path, found: bool) -> io::Result<()> {
        let canonical = path.canonicalize()?;
        if self.known.contains(&canonical) {
            return Ok(());
        }
        let bytes = std::fs::read(path)?;
        self.known.push(canonical);
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                if let Some(file) = self.sources.add(path, text) {
                    let message = "Invalid UTF-8: Smithy models must be encoded in UTF-8";
                    self.events.push(Event::error("Model", message).at(Span::new(file, at, at + 1)));
                }
                return Ok(());
            }
        };
        let syntax = syntax_of(path).unwrap_or(Syntax::Idl);
        self.add(path, text, syntax, found);
        Ok(())
    }

    /// Adds a source that is in memory. A name that ends in `.json` says that it is in the JSON AST.
    pub fn add_source(&mut self, name: impl AsRef<Path>, text: impl Into<String>) -> &mut Self {
        let syntax = syntax_of(name.as_ref()).unwrap_or(Syntax::Idl);
        self.add(name.as_ref(), text.into(), syntax, false);
        self
    }

    fn add(&mut self, path: &Path, text: String, syntax: Syntax, found: bool) {
        let Some(file) = self.sources.add(path, text) else {
            let message = format!("{} is too large: a source may have up to 4 GiB", path.display());
            self.events.push(Event::error("Model", message));
            return;
        };
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

fn syntax_of(path: &Path) -> Option<Syntax> {
    match path.extension()?.to_str()? {
        "smithy" => Some(Syntax::Idl),
        "json" => Some(Syntax::Ast),
        _ => None,
    }
}
