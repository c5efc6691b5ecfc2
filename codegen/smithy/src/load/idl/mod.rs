//! The Smithy IDL, versions 1.0 and 2.0 ([specification](https://smithy.io/2.0/spec/idl.html)).
//!
//! A recursive descent parser, one file a part of the grammar. Names are resolved as they are read: a relative name
//! is an imported one, or one of the prelude, or one of the namespace. That a shape of the namespace has
//! the name of one in the prelude is known only when all sources have been read; the loader then reads the source
//! again, telling it so ([`Names::shadowed`]).
//!
//! After a syntax error the parser goes on at the next line that starts with something like a statement.

mod hints;
mod lexer;
mod nodes;
mod shapes;
mod statements;
mod text;
pub(crate) mod tokens;
mod traits;

use rustc_hash::{FxHashMap, FxHashSet};

use super::parsed::{Parsed, SyntacticId, Version};
use crate::event::{Event, Severity};
use crate::shape::Target;
use crate::shape_id::ShapeId;
use crate::source::{FileId, SourceFile, Sources, Span};
use lexer::{Kind, Lexer};

/// What relative names may stand for, beyond what the file itself says.
#[derive(Default)]
pub(super) struct Names {
    /// The shapes of the prelude that other namespaces may refer to.
    pub(super) prelude: FxHashSet<&'static str>,
    /// Names of the prelude that a namespace has shapes of its own for: namespace, name.
    pub(super) shadowed: FxHashSet<(&'static str, &'static str)>,
    /// Whether the syntax of 2.0 is read in sources of every version.
    pub(super) any_version: bool,
}

/// How deeply values may nest.
const DEPTH_LIMIT: usize = 250;

/// Reads a source.
pub(super) fn parse(file: FileId, sources: &Sources, names: &Names) -> Parsed {
    let Some(source) = sources.file(file) else { return Parsed::default() };
    let mut parser = Parser {
        lexer: Lexer::new(file, source.text()),
        source,
        sources,
        names,
        out: Parsed::default(),
        namespace: None,
        uses: FxHashMap::default(),
        docs: Docs::default(),
        input_suffix: "Input".into(),
        output_suffix: "Output".into(),
        depth: 0,
        has_failed: false,
    };
    parser.file();
    parser.out
}

struct Parser<'a> {
    lexer: Lexer<'a>,
    source: &'a SourceFile,
    sources: &'a Sources,
    names: &'a Names,
    out: Parsed,
    namespace: Option<&'a str>,
    uses: FxHashMap<&'static str, ShapeId>,
    docs: Docs<'a>,
    input_suffix: Box<str>,
    output_suffix: Box<str>,
    depth: usize,
    /// Whether a syntax error has been reported.
    has_failed: bool,
}

/// Documentation comments that nothing has claimed yet.
#[derive(Default)]
struct Docs<'a> {
    lines: Vec<&'a str>,
    span: Option<Span>,
}

/// Why a statement could not be read.
struct SyntaxError {
    at: usize,
    message: String,
    shape: Option<ShapeId>,
    hint: Option<String>,
    /// Whether the text is well-formed, and only what it says is wrong.
    is_content: bool,
}

type Parse<T> = Result<T, SyntaxError>;

impl SyntaxError {
    fn new(at: usize, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), shape: None, hint: None, is_content: false }
    }

    /// An error that is reported as it is, without saying that the syntax is at fault.
    fn of_content(at: usize, message: impl Into<String>) -> Self {
        Self { is_content: true, ..Self::new(at, message) }
    }

    fn about(mut self, shape: ShapeId) -> Self {
        self.shape = Some(shape);
        self
    }

    fn with_hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }
}

/// Tokens.
impl Parser<'_> {
    fn kind(&self) -> Kind {
        self.lexer.kind()
    }

    fn is(&self, kind: Kind) -> bool {
        self.lexer.kind() == kind
    }

    fn is_word(&self, word: &str) -> bool {
        self.is(Kind::Identifier) && self.lexer.lexeme() == word
    }

    /// A syntax error at the current token.
    fn error(&self, message: impl Into<String>) -> SyntaxError {
        SyntaxError::new(self.lexer.start(), message)
    }

    /// The error of not finding what was expected. A token that could not be read says why itself.
    fn unexpected(&self, expected: &[Kind]) -> SyntaxError {
        if let Some(error) = self.lexer.error() {
            return SyntaxError::new(error.at, error.message.clone());
        }
        let found = self.found();
        match expected {
            [kind] => self.error(format!("Expected {} but found {found}", kind.expected())),
            kinds => {
                let kinds: Vec<String> = kinds.iter().map(|kind| kind.expected()).collect();
                self.error(format!("Expected one of {}; but found {found}", kinds.join(", ")))
            }
        }
    }

    fn found(&self) -> String {
        self.kind().found(self.lexer.lexeme())
    }

    /// Fails unless the current token is one of these.
    fn expect(&self, expected: &[Kind]) -> Parse<Kind> {
        if expected.contains(&self.kind()) { Ok(self.kind()) } else { Err(self.unexpected(expected)) }
    }

    /// Moves behind a token of this kind.
    fn take(&mut self, kind: Kind) -> Parse<()> {
        self.expect(&[kind])?;
        self.lexer.advance();
        Ok(())
    }

    fn skip_spaces(&mut self) {
        while self.is(Kind::Space) {
            self.lexer.advance();
        }
    }

    /// Skips white space and plain comments.
    fn skip_blank(&mut self) {
        while matches!(self.kind(), Kind::Space | Kind::Newline | Kind::Comma | Kind::Comment) {
            self.lexer.advance();
        }
    }

    /// Skips white space and all comments, keeping documentation until something claims it or it turns out lost.
    fn skip_blank_and_docs(&mut self) {
        loop {
            self.skip_blank();
            if !self.is(Kind::DocComment) {
                return;
            }
            self.docs.lines.push(self.lexer.doc_line());
            self.docs.span.get_or_insert(self.lexer.span());
            self.lexer.advance();
        }
    }

    fn take_spaces(&mut self) -> Parse<()> {
        self.expect(&[Kind::Space])?;
        self.skip_spaces();
        Ok(())
    }

    fn take_blank(&mut self) -> Parse<()> {
        match self.kind() {
            Kind::Space | Kind::Newline | Kind::Comma | Kind::Comment | Kind::DocComment => {
                self.skip_blank_and_docs();
                Ok(())
            }
            _ => Err(self.error(format!("Expected one or more whitespace characters, but found {}", self.found()))),
        }
    }

    /// The end of a statement: a line break, or the end of the source. A documentation comment on the statement's
    /// own line documents nothing.
    fn take_line_break(&mut self) -> Parse<()> {
        self.skip_spaces();
        match self.kind() {
            Kind::Newline | Kind::Comment | Kind::DocComment => {
                self.lexer.advance();
                self.lost_docs();
                self.skip_blank();
                Ok(())
            }
            Kind::End => Ok(()),
            _ => Err(self.error(format!("Expected a line break, but found {}", self.found()))),
        }
    }

    /// Reports the documentation comments that are pending: they stand before nothing.
    fn lost_docs(&mut self) {
        let Some(span) = self.docs.span.take() else { return };
        let lines = std::mem::take(&mut self.docs.lines).join("\n");
        let message = format!(
            "Found documentation comments ('///') attached to nothing. Documentation comments must appear on their \
             own lines, directly before shapes and members, and before any traits. The invalid comments were: {lines}"
        );
        let event = Event::new(Severity::Warning, "Model.BadDocumentationComment", message);
        self.out.events.push(event.at(span));
    }

    /// The documentation comments that are pending, as one text.
    fn take_docs(&mut self) -> Option<(String, Span)> {
        let span = self.docs.span.take()?;
        Some((std::mem::take(&mut self.docs.lines).join("\n"), span))
    }

    fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parse<T>) -> Parse<T> {
        if self.depth == DEPTH_LIMIT {
            return Err(self.error(format!("Parser exceeded maximum allowed depth of {DEPTH_LIMIT}")));
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    fn report(&mut self, error: &SyntaxError) {
        let at = self.source.line_column(u32::try_from(error.at).unwrap_or(u32::MAX));
        let message = if error.is_content {
            error.message.clone()
        } else {
            format!("Syntax error at line {}, column {}: {}", at.line, at.column, error.message)
        };
        let span = self.span_of(error);
        let mut event = Event::error("Model", message).at(span);
        event.shape = error.shape;
        event.hint.clone_from(&error.hint);
        // What is behind the first error is worth a search. Later ones may only follow from it.
        if event.hint.is_none() && !self.has_failed {
            event.hint = hints::unclosed(&self.lexer, self.source, error.at);
        }
        self.has_failed = true;
        self.out.events.push(event);
    }

    /// The token at fault, where the error is about the current one; the word there otherwise.
    fn span_of(&self, error: &SyntaxError) -> Span {
        let token = self.lexer.span();
        let end = if (self.lexer.start()..self.lexer.start() + self.lexer.lexeme().len().max(1)).contains(&error.at) {
            // A line break is no more than the place where something is missing.
            if self.is(Kind::Newline) { error.at } else { token.end as usize }
        } else {
            let rest = self.source.text().get(error.at..).unwrap_or_default();
            let word = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
            error.at + word.max(rest.chars().next().map_or(0, char::len_utf8))
        };
        Span::new(token.file, error.at, end)
    }

    /// Reports an error and skips to the next line that starts like a statement.
    fn recover(&mut self, error: &SyntaxError) {
        self.report(error);
        self.docs = Docs::default();
        loop {
            if self.is(Kind::End) {
                return;
            }
            self.lexer.advance();
            let starts = matches!(self.kind(), Kind::Dollar | Kind::Identifier | Kind::DocComment | Kind::At);
            if starts && self.lexer.at_line_start() {
                return;
            }
        }
    }
}

/// Names.
impl<'a> Parser<'a> {
    /// Reads an identifier.
    fn identifier(&mut self) -> Parse<(&'a str, Span)> {
        self.expect(&[Kind::Identifier])?;
        let (name, span) = (self.lexer.lexeme(), self.lexer.span());
        self.lexer.advance();
        Ok((name, span))
    }

    /// Reads a shape id, relative or absolute, with or without a member.
    fn id_text(&mut self) -> Parse<(&'a str, Span)> {
        let start = self.lexer.start();
        self.namespace_text()?;
        for separator in [Kind::Pound, Kind::Dollar] {
            if self.is(separator) {
                self.lexer.advance();
                self.identifier()?;
            }
        }
        let end = self.lexer.start();
        let file = self.lexer.span().file;
        Ok((self.lexer.slice(start, end), Span::new(file, start, end)))
    }

    /// Reads identifiers with dots between them.
    fn namespace_text(&mut self) -> Parse<&'a str> {
        let start = self.lexer.start();
        self.identifier()?;
        while self.is(Kind::Dot) {
            self.lexer.advance();
            self.identifier()?;
        }
        Ok(self.lexer.slice(start, self.lexer.start()))
    }

    /// Reads a reference to a shape.
    fn target(&mut self) -> Parse<Target> {
        let (text, span) = self.id_text()?;
        Ok(Target { id: self.resolve(text), span })
    }

    /// What a name that is well-formed stands for.
    fn resolve(&mut self, text: &str) -> ShapeId {
        if text.contains('#') {
            return ShapeId::intern(text);
        }
        let (name, member) = text.split_once('$').map_or((text, None), |(name, member)| (name, Some(member)));
        let shape = match (self.uses.get(name), self.namespace) {
            (Some(used), _) => *used,
            (None, None) => ShapeId::from_parts(super::PRELUDE, name),
            (None, Some(namespace)) => {
                let public = namespace != super::PRELUDE && self.names.prelude.contains(name);
                if public && !self.names.shadowed.contains(&(namespace, name)) {
                    self.out.relies_on_prelude = true;
                    ShapeId::from_parts(super::PRELUDE, name)
                } else {
                    ShapeId::from_parts(namespace, name)
                }
            }
        };
        member.map_or(shape, |member| shape.with_member(member))
    }

    /// The id of a shape that this file defines.
    fn own(&self, name: &str) -> ShapeId {
        ShapeId::from_parts(self.namespace.unwrap_or_default(), name)
    }

    fn syntactic_id(&mut self, written: &str, span: Span) -> ShapeId {
        let id = self.resolve(written);
        self.out.syntactic_ids.push(SyntacticId { written: written.into(), target: Target { id, span } });
        id
    }

    fn is_v2(&self) -> bool {
        self.out.version == Version::V2 || self.names.any_version
    }
}
