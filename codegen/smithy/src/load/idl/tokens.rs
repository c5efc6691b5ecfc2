//! All tokens of a source, white space and comments included, for those who lay sources out anew.

pub(crate) use super::lexer::Kind;
use super::lexer::Lexer;
use super::{Names, parse};
use crate::event::{Event, Severity};
use crate::source::{FileId, Sources};

/// A token: what it is, where it starts in the source, and its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token<'s> {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) text: &'s str,
}

/// The tokens of a source; put together they are the source, without its byte order mark.
pub(crate) fn tokens(file: FileId, text: &str) -> Vec<Token<'_>> {
    let mut lexer = Lexer::new(file, text);
    let mut tokens = Vec::new();
    while lexer.kind() != Kind::End {
        tokens.push(Token { kind: lexer.kind(), start: lexer.start(), text: lexer.lexeme() });
        lexer.advance();
    }
    tokens
}

/// What keeps a source from being read.
pub(crate) fn syntax_errors(file: FileId, sources: &Sources) -> Vec<Event> {
    let mut events = parse(file, sources, &Names { any_version: true, ..Names::default() }).events;
    events.retain(|event| event.severity == Severity::Error && event.message.starts_with("Syntax error"));
    events
}
