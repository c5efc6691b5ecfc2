//! Reading tokens one after the other, with the comments between them.

use super::tree::{Comment, Comments};
use crate::load::idl::tokens::{Kind, Token};

/// A place in a source. Every `take` gives `None` when something else comes next.
pub(super) struct Cursor<'t, 's> {
    source: &'s str,
    tokens: &'t [Token<'s>],
    at: usize,
}

impl<'t, 's> Cursor<'t, 's> {
    pub(super) fn new(source: &'s str, tokens: &'t [Token<'s>]) -> Self {
        Self { source, tokens, at: 0 }
    }

    /// The next token that is neither white space nor comment.
    pub(super) fn peek(&self) -> Kind {
        self.ahead().map_or(Kind::End, |token| token.kind)
    }

    /// The text of that token.
    pub(super) fn peek_text(&self) -> &'s str {
        self.ahead().map_or("", |token| token.text)
    }

    fn ahead(&self) -> Option<&'t Token<'s>> {
        self.tokens.get(self.at..)?.iter().find(|token| !is_trivia(token.kind))
    }

    /// Whether the next token, white space included, is of a kind.
    pub(super) fn is_immediately(&self, kind: Kind) -> bool {
        self.tokens.get(self.at).is_some_and(|token| token.kind == kind)
    }

    /// Whether the next token is this word, with nothing but spaces before it.
    pub(super) fn is_next_on_line(&self, word: &str) -> bool {
        let rest = self.tokens.get(self.at..).unwrap_or_default();
        rest.iter().find(|token| token.kind != Kind::Space).is_some_and(|token| token.text == word)
    }

    /// Whether the token behind the next is of a kind.
    pub(super) fn is_followed_by(&self, kind: Kind) -> bool {
        let rest = self.tokens.get(self.at..).unwrap_or_default();
        rest.iter().filter(|token| !is_trivia(token.kind)).nth(1).is_some_and(|token| token.kind == kind)
    }

    /// Moves behind the next token, if it is of this kind, adding the comments before it to `comments`.
    pub(super) fn take(&mut self, kind: Kind, comments: &mut Comments<'s>) -> Option<&'s str> {
        if self.peek() != kind {
            return None;
        }
        comments.extend(self.comments());
        let token = self.tokens.get(self.at)?;
        self.at += 1;
        Some(token.text)
    }

    /// A comment on the line of the token before. It documents nothing.
    pub(super) fn trailing(&mut self) -> Option<Comment<'s>> {
        Some(Comment { documents: false, ..self.trailing_as_is()? })
    }

    /// A comment on the line of the token before, with the slashes it has.
    pub(super) fn trailing_as_is(&mut self) -> Option<Comment<'s>> {
        let mut at = self.at;
        while self.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Space | Kind::Comma)) {
            at += 1;
        }
        let token = self.tokens.get(at).filter(|token| is_comment(token.kind))?;
        self.at = at + 1;
        Some(comment(token, false))
    }

    /// The comments before the next token.
    pub(super) fn comments(&mut self) -> Comments<'s> {
        let mut comments = Comments::new();
        // A token, or the comment before, may end the line it is on.
        let mut breaks = match self.at.checked_sub(1).and_then(|before| self.tokens.get(before)) {
            Some(token) if is_comment(token.kind) => 1,
            Some(_) => 0,
            None => 1,
        };
        while let Some(token) = self.tokens.get(self.at).filter(|token| is_trivia(token.kind)) {
            match token.kind {
                Kind::Newline => breaks += 1,
                kind if is_comment(kind) => {
                    comments.push(comment(token, breaks > 1));
                    breaks = 1;
                }
                _ => {}
            }
            self.at += 1;
        }
        comments
    }

    /// A shape id, or part of one: tokens that follow one another without white space.
    pub(super) fn name(&mut self, comments: &mut Comments<'s>) -> Option<&'s str> {
        if self.peek() != Kind::Identifier {
            return None;
        }
        comments.extend(self.comments());
        let start = self.at;
        let is_part = |kind| matches!(kind, Kind::Identifier | Kind::Dot | Kind::Pound | Kind::Dollar);
        while self.tokens.get(self.at).is_some_and(|token| is_part(token.kind)) {
            self.at += 1;
        }
        self.text_from(start)
    }

    /// `$name`, as one.
    pub(super) fn elided(&mut self, comments: &mut Comments<'s>) -> Option<&'s str> {
        self.take(Kind::Dollar, comments)?;
        let start = self.at - 1;
        self.take(Kind::Identifier, comments)?;
        self.text_from(start)
    }

    /// The source from one token to the last that was taken.
    fn text_from(&self, start: usize) -> Option<&'s str> {
        let last = self.tokens.get(self.at.checked_sub(1)?)?;
        self.source.get(self.tokens.get(start)?.start..last.start + last.text.len())
    }
}

fn comment<'s>(token: &Token<'s>, after_blank: bool) -> Comment<'s> {
    Comment { text: token.text.trim(), documents: token.kind == Kind::DocComment, after_blank }
}

fn is_comment(kind: Kind) -> bool {
    matches!(kind, Kind::Comment | Kind::DocComment)
}

fn is_trivia(kind: Kind) -> bool {
    matches!(kind, Kind::Space | Kind::Newline | Kind::Comma) || is_comment(kind)
}
