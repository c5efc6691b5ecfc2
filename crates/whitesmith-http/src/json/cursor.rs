//! What JSON is made of, piece by piece.
//!
//! What nearly all values are made of is read here, and costs little; strings with escapes, and values that are passed
//! over, are left to `serde_json`.

use std::borrow::Cow;

use serde::de::IgnoredAny;
use whitesmith::read::Rejection;
use whitesmith::schema::JsonLead;

use super::string;

/// A place in a text of JSON.
#[derive(Debug)]
pub(super) struct Cursor<'s> {
    text: &'s str,
    /// What is still to be read of it. It begins with a whole character.
    rest: &'s [u8],
}

impl<'s> Cursor<'s> {
    /// The beginning of a text.
    pub(super) fn new(text: &'s str) -> Self {
        Self { text, rest: text.as_bytes() }
    }

    /// The byte it is at; the length of the text when all is read.
    pub(super) fn position(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    /// Passes over bytes that are known to be there.
    #[inline]
    fn pass(&mut self, len: usize) {
        self.rest = self.rest.get(len..).unwrap_or_default();
    }

    /// Passes over all there is, as it ends too early.
    #[cold]
    fn cut_off(&mut self) -> Rejection {
        self.rest = &[];
        Rejection::Malformed
    }

    /// Passes over space, and gives the byte that follows.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        match self.rest {
            [byte, ..] if *byte > b' ' => Some(*byte),
            _ => self.peek_behind_space(),
        }
    }

    #[cold]
    fn peek_behind_space(&mut self) -> Option<u8> {
        while let [b' ' | b'\n' | b'\t' | b'\r', rest @ ..] = self.rest {
            self.rest = rest;
        }
        self.rest.first().copied()
    }

    /// Passes over space and this byte, if it follows.
    #[inline]
    fn accept(&mut self, byte: u8) -> bool {
        let follows = self.peek() == Some(byte);
        if follows {
            self.pass(1);
        }
        follows
    }

    /// Nothing but space may follow.
    pub(super) fn end(&mut self) -> Result<(), Rejection> {
        if self.peek().is_none() { Ok(()) } else { Err(Rejection::Malformed) }
    }

    /// Why what follows is not what was asked for: it is another value, or none.
    #[cold]
    pub(super) fn rejection(&mut self) -> Rejection {
        match self.peek() {
            Some(b'"' | b'[' | b'{' | b'-' | b'0'..=b'9') => Rejection::Unexpected,
            Some(b't') if self.rest.starts_with(b"true") => Rejection::Unexpected,
            Some(b'f') if self.rest.starts_with(b"false") => Rejection::Unexpected,
            Some(b'n') if self.rest.starts_with(b"null") => Rejection::Unexpected,
            _ => Rejection::Malformed,
        }
    }

    /// Passes over a literal that begins with the byte that was just seen.
    fn literal(&mut self, literal: &str) -> Result<(), Rejection> {
        self.rest = self.rest.strip_prefix(literal.as_bytes()).ok_or(Rejection::Malformed)?;
        Ok(())
    }

    /// Passes over a null, if one follows.
    pub(super) fn null(&mut self) -> Result<bool, Rejection> {
        if self.peek() == Some(b'n') { self.literal("null").map(|()| true) } else { Ok(false) }
    }

    /// A boolean.
    pub(super) fn boolean(&mut self) -> Result<bool, Rejection> {
        match self.peek() {
            Some(b't') => self.literal("true").map(|()| true),
            Some(b'f') => self.literal("false").map(|()| false),
            _ => Err(self.rejection()),
        }
    }

    /// The text of a number ([RFC 8259, section 6](https://www.rfc-editor.org/rfc/rfc8259#section-6)).
    pub(super) fn number(&mut self) -> Result<&'s str, Rejection> {
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.rejection());
        }
        let start = self.position();
        self.rest = self.rest.strip_prefix(b"-").unwrap_or(self.rest);
        let zero = self.rest.starts_with(b"0");
        if self.digits()? > 1 && zero {
            return Err(Rejection::Malformed);
        }
        if let [b'.', fraction @ ..] = self.rest {
            self.rest = fraction;
            self.digits()?;
        }
        if let [b'e' | b'E', b'+' | b'-', exponent @ ..] | [b'e' | b'E', exponent @ ..] = self.rest {
            self.rest = exponent;
            self.digits()?;
        }
        self.text.get(start..self.position()).ok_or(Rejection::Malformed)
    }

    /// Passes over digits, at least one, and gives their number.
    fn digits(&mut self) -> Result<usize, Rejection> {
        let count = self.rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(self.rest.len());
        self.pass(count);
        if count > 0 { Ok(count) } else { Err(Rejection::Malformed) }
    }

    /// A string.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Cow<'s, str>, Rejection> {
        if self.peek() != Some(b'"') {
            return Err(self.rejection());
        }
        match self.plain_string() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.escaped_string().map(Cow::Owned),
        }
    }

    /// Fills in a string: the same, with nothing between the text and its copy.
    pub(super) fn fill(&mut self, value: &mut String) -> Result<(), Rejection> {
        if self.peek() != Some(b'"') {
            return Err(self.rejection());
        }
        *value = match self.plain_string() {
            Some(text) => text.to_owned(),
            None => self.escaped_string()?,
        };
        Ok(())
    }

    /// A string behind a quote that was seen, if nothing in it is escaped.
    #[inline]
    fn plain_string(&mut self) -> Option<&'s str> {
        let inside = self.rest.get(1..)?;
        let clean = string::clean_prefix(inside);
        let (quote, rest) = inside.get(clean..)?.split_first()?;
        if *quote != b'"' {
            return None;
        }
        let start = self.text.len() - inside.len();
        self.rest = rest;
        self.text.get(start..start + clean)
    }

    /// Any string behind a quote that was seen.
    #[cold]
    fn escaped_string(&mut self) -> Result<String, Rejection> {
        let (start, bytes) = (self.position(), self.rest);
        let mut end = 1 + string::clean_prefix(bytes.get(1..).unwrap_or_default());
        while bytes.get(end) == Some(&b'\\') {
            // The byte behind the backslash may be a quote, and is never the first of two.
            end += 2;
            end += string::clean_prefix(bytes.get(end..).unwrap_or_default());
        }
        match bytes.get(end) {
            Some(b'"') => self.pass(end + 1),
            Some(_) => {
                self.pass(end);
                return Err(Rejection::Malformed);
            }
            None => return Err(self.cut_off()),
        }
        let quoted = self.text.get(start..=start + end).ok_or(Rejection::Malformed)?;
        serde_json::from_str(quoted).map_err(|_| Rejection::Malformed)
    }

    /// Passes over any value.
    pub(super) fn skip(&mut self) -> Result<(), Rejection> {
        let mut values = serde_json::Deserializer::from_slice(self.rest).into_iter::<IgnoredAny>();
        match values.next() {
            Some(Ok(_)) => {
                let len = values.byte_offset();
                self.pass(len);
                Ok(())
            }
            Some(Err(error)) if !error.is_eof() => {
                let lines = self.rest.split_inclusive(|byte| *byte == b'\n').take(error.line().saturating_sub(1));
                let len = lines.map(<[u8]>::len).sum::<usize>() + error.column().saturating_sub(1);
                self.pass(len);
                Err(Rejection::Malformed)
            }
            _ => Err(self.cut_off()),
        }
    }

    /// The beginning of an array.
    pub(super) fn array(&mut self) -> Result<(), Rejection> {
        if self.accept(b'[') { Ok(()) } else { Err(self.rejection()) }
    }

    /// The beginning of an object.
    pub(super) fn object(&mut self) -> Result<(), Rejection> {
        if self.accept(b'{') { Ok(()) } else { Err(self.rejection()) }
    }

    /// Whether one more element follows, or the first; passes over the comma before it, or over the end.
    pub(super) fn element(&mut self, first: bool) -> Result<bool, Rejection> {
        self.more(b']', first)
    }

    #[inline]
    fn more(&mut self, end: u8, first: bool) -> Result<bool, Rejection> {
        match self.peek() {
            Some(byte) if byte == end => {
                self.pass(1);
                Ok(false)
            }
            _ if first => Ok(true),
            Some(b',') => {
                self.pass(1);
                Ok(true)
            }
            _ => Err(Rejection::Malformed),
        }
    }

    /// How one more entry begins, or the first, if there is no space around its name.
    #[inline]
    pub(super) fn lead(&self, first: bool) -> Option<JsonLead> {
        let text = u128::from_le_bytes(*self.rest.first_chunk()?);
        // Before the first there is no comma.
        let text = if first { text << 8 | u128::from(b',') } else { text };
        JsonLead::of_text(&text.to_le_bytes())
    }

    /// Passes over the beginning of an entry, with the colon behind its name, if it is `len` long and the name ends like
    /// this; the first has no comma, which counts nevertheless.
    #[inline]
    pub(super) fn accept_name(&mut self, first: bool, len: usize, end: &[u8]) -> bool {
        let Some((before, [b'"', b':', rest @ ..])) = self.rest.split_at_checked(len - usize::from(first)) else {
            return false;
        };
        let accepted = before.ends_with(end);
        if accepted {
            self.rest = rest;
        }
        accepted
    }

    /// The name of one more entry, or the first, and the colon behind it; passes over the comma before it, or over the
    /// end.
    #[inline]
    pub(super) fn key(&mut self, first: bool) -> Result<Option<Cow<'s, str>>, Rejection> {
        if !self.more(b'}', first)? {
            return Ok(None);
        }
        // Whatever else stands here, it is no value that could have been expected.
        let name = self.string().map_err(|_| Rejection::Malformed)?;
        if self.accept(b':') { Ok(Some(name)) } else { Err(Rejection::Malformed) }
    }
}
