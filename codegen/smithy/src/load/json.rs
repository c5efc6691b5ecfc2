//! A pull reader for JSON that knows where everything stands.
//!
//! The AST of a large service is megabytes of JSON. Reading it into a tree first, to walk that tree once, would
//! cost more than all the rest of loading; so the reader hands out keys and values as they come, borrowed from
//! the text where they have no escapes, and builds [`Node`]s only of what stays nodes: trait values and metadata.

use std::borrow::Cow;

use crate::node::{Node, Number, Object, Value};
use crate::source::{FileId, Span};

/// Where and why the text is not JSON.
#[derive(Debug)]
pub(super) struct JsonError {
    pub(super) span: Span,
    pub(super) message: String,
}

pub(super) type Read<T> = Result<T, JsonError>;

/// What kind of value comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

/// How deeply values may nest.
const DEPTH_LIMIT: usize = 250;

/// The reader, at some place in its text.
#[derive(Clone)]
pub(super) struct Json<'s> {
    text: &'s str,
    file: FileId,
    at: usize,
    depth: usize,
}

/// What is left of an object or an array that is being read.
pub(super) struct Entries {
    first: bool,
    /// Where it starts.
    pub(super) start: usize,
}

impl<'s> Json<'s> {
    pub(super) fn new(file: FileId, text: &'s str) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { text, file, at, depth: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_blank(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r')).count();
    }

    /// Where the next token starts.
    pub(super) fn position(&mut self) -> usize {
        self.skip_blank();
        self.at
    }

    /// From `start` to here.
    pub(super) fn span_from(&self, start: usize) -> Span {
        Span::new(self.file, start, self.at)
    }

    fn error<T>(&self, message: impl Into<String>) -> Read<T> {
        let length = self.text.get(self.at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Err(JsonError { span: Span::new(self.file, self.at, self.at + length), message: message.into() })
    }

    fn unexpected<T>(&self, expected: &str) -> Read<T> {
        match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            Some(c) => self.error(format!("Expected {expected}, but found '{}'", c.escape_debug())),
            None => self.error("Unexpected end of input"),
        }
    }

    fn take(&mut self, byte: u8) -> Read<()> {
        self.skip_blank();
        if self.peek() == Some(byte) {
            self.at += 1;
            Ok(())
        } else {
            self.unexpected(&format!("'{}'", byte as char))
        }
    }

    /// What kind of value comes next, by its first character.
    pub(super) fn kind(&mut self) -> Read<Kind> {
        self.skip_blank();
        match self.peek() {
            Some(b'{') => Ok(Kind::Object),
            Some(b'[') => Ok(Kind::Array),
            Some(b'"') => Ok(Kind::String),
            Some(b't' | b'f') => Ok(Kind::Boolean),
            Some(b'n') => Ok(Kind::Null),
            Some(b'-' | b'0'..=b'9') => Ok(Kind::Number),
            _ => self.unexpected("value"),
        }
    }

    /// Enters an object.
    pub(super) fn object(&mut self) -> Read<Entries> {
        self.take(b'{')?;
        self.enter()
    }

    /// Enters an array.
    pub(super) fn array(&mut self) -> Read<Entries> {
        self.take(b'[')?;
        self.enter()
    }

    fn enter(&mut self) -> Read<Entries> {
        if self.depth == DEPTH_LIMIT {
            return self.error(format!("Parser exceeded maximum allowed depth of {DEPTH_LIMIT}"));
        }
        self.depth += 1;
        Ok(Entries { first: true, start: self.at - 1 })
    }

    /// Whether there is another entry; leaves the object or array when there is not.
    fn more(&mut self, entries: &mut Entries, close: u8) -> Read<bool> {
        self.skip_blank();
        if self.peek() == Some(close) {
            self.at += 1;
            self.depth = self.depth.saturating_sub(1);
            return Ok(false);
        }
        if !std::mem::take(&mut entries.first) {
            if self.peek() != Some(b',') {
                return self.unexpected(&format!("',' or '{}'", close as char));
            }
            self.at += 1;
            self.skip_blank();
        }
        Ok(true)
    }

    /// The next key of an object, with the reader at its value; `None` behind the last.
    pub(super) fn key(&mut self, entries: &mut Entries) -> Read<Option<(Cow<'s, str>, Span)>> {
        if !self.more(entries, b'}')? {
            return Ok(None);
        }
        if self.peek() != Some(b'"') {
            return self.unexpected("name in quotes");
        }
        let key = self.string()?;
        self.take(b':')?;
        Ok(Some(key))
    }

    /// Whether the array has another element, with the reader at it.
    pub(super) fn element(&mut self, entries: &mut Entries) -> Read<bool> {
        self.more(entries, b']')
    }

    /// Reads a string.
    pub(super) fn string(&mut self) -> Read<(Cow<'s, str>, Span)> {
        self.take(b'"')?;
        let start = self.at;
        let length = plain_length(self.text.as_bytes().get(start..).unwrap_or_default());
        self.at += length;
        let plain = self.text.get(start..self.at).unwrap_or_default();
        if self.peek() == Some(b'"') {
            self.at += 1;
            return Ok((Cow::Borrowed(plain), self.span_from(start - 1)));
        }
        let mut value = String::with_capacity(plain.len() + 32);
        value.push_str(plain);
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok((Cow::Owned(value), self.span_from(start - 1)));
                }
                Some(b'\\') => self.escape(&mut value)?,
                Some(_) => return self.error("Expected valid string character: control characters must be escaped"),
                None => return self.error("Unexpected end of input: the string has no end"),
            }
            let from = self.at;
            self.at += plain_length(self.text.as_bytes().get(from..).unwrap_or_default());
            value.push_str(self.text.get(from..self.at).unwrap_or_default());
        }
    }

    fn escape(&mut self, value: &mut String) -> Read<()> {
        self.at += 1;
        let c = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                let mut unit = self.hex()?;
                if (0xD800..0xDC00).contains(&unit) && self.text.as_bytes().get(self.at..self.at + 2) == Some(b"\\u") {
                    let back = self.at;
                    self.at += 2;
                    let low = self.hex()?;
                    if (0xDC00..0xE000).contains(&low) {
                        unit = 0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                    } else {
                        self.at = back;
                    }
                }
                // Half of a pair is no character, and Rust's text cannot hold it.
                value.push(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
                return Ok(());
            }
            _ => return self.unexpected("valid escape sequence"),
        };
        self.at += 1;
        value.push(c);
        Ok(())
    }

    fn hex(&mut self) -> Read<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            let Some(digit) = self.peek().and_then(|b| (b as char).to_digit(16)) else {
                return self.unexpected("hexadecimal digit");
            };
            unit = unit * 16 + digit;
            self.at += 1;
        }
        Ok(unit)
    }

    fn word(&mut self, word: &str) -> Read<()> {
        if self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            self.at += word.len();
            Ok(())
        } else {
            self.unexpected(&format!("`{word}`"))
        }
    }

    fn digits(&mut self) -> Read<()> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return self.unexpected("digit");
        }
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Read<&'s str> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
            if let Some(b'0'..=b'9') = self.peek() {
                return self.error("A number must not start with zero");
            }
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// Reads any value.
    pub(super) fn node(&mut self) -> Read<Node> {
        let start = self.position();
        let value = match self.kind()? {
            Kind::Null => {
                self.word("null")?;
                Value::Null
            }
            Kind::Boolean => {
                let value = self.peek() == Some(b't');
                self.word(if value { "true" } else { "false" })?;
                Value::Boolean(value)
            }
            Kind::Number => Value::Number(Number::from_text(self.number()?)),
            Kind::String => Value::String(self.string()?.0.into()),
            Kind::Array => {
                let mut entries = self.array()?;
                let mut elements = Vec::new();
                while self.element(&mut entries)? {
                    elements.push(self.node()?);
                }
                Value::Array(elements)
            }
            Kind::Object => {
                let mut entries = self.object()?;
                let mut object = Object::default();
                while let Some((key, span)) = self.key(&mut entries)? {
                    let node = self.node()?;
                    if object.contains_key(&key) {
                        return Err(JsonError { span, message: format!("Duplicate member: '{key}'") });
                    }
                    object.insert(key, span, node);
                }
                Value::Object(object)
            }
        };
        Ok(Node { value, span: self.span_from(start) })
    }

    /// Passes over any value.
    pub(super) fn skip(&mut self) -> Read<()> {
        match self.kind()? {
            Kind::Null | Kind::Boolean | Kind::Number => self.node().map(drop),
            Kind::String => self.string().map(drop),
            Kind::Array => {
                let mut entries = self.array()?;
                while self.element(&mut entries)? {
                    self.skip()?;
                }
                Ok(())
            }
            Kind::Object => {
                let mut entries = self.object()?;
                while self.key(&mut entries)?.is_some() {
                    self.skip()?;
                }
                Ok(())
            }
        }
    }

    /// Whether nothing but white space is left.
    pub(super) fn finish(&mut self) -> Read<()> {
        self.skip_blank();
        if self.at == self.text.len() { Ok(()) } else { self.unexpected("the end of the file") }
    }
}

/// How many bytes of a string need no attention: they neither end it, nor escape, nor are forbidden.
///
/// Most of a model is documentation, so this looks at eight bytes at a time.
fn plain_length(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    // The high bit of the lowest byte that is zero is set; those above may be set by its borrow, those below are not.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & HIGH;
    let (words, rest) = bytes.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let control = word.wrapping_sub(ONES * 0x20) & !word & HIGH;
        let special = zeros(word ^ (ONES * u64::from(b'"'))) | zeros(word ^ (ONES * u64::from(b'\\'))) | control;
        if special != 0 {
            return at * 8 + special.trailing_zeros() as usize / 8;
        }
    }
    let plain = rest.iter().take_while(|b| !matches!(b, b'"' | b'\\' | 0..=0x1F)).count();
    words.len() * 8 + plain
}

#[cfg(test)]
mod tests {
    use super::plain_length;

    #[test]
    fn plain_lengths() {
        for text in ["", "a", "abcdefgh", "abcdefghi", "äöüß€ and more 🙂 of it", "\u{7f}\u{80}\u{ff}01234567"]
        {
            for special in ["", "\"", "\\", "\n", "\0", "\u{1f}"] {
                let all = format!("{text}{special}{text}\"");
                let expected = if special.is_empty() { 2 * text.len() } else { text.len() };
                assert_eq!(plain_length(all.as_bytes()), expected, "{all:?}");
            }
        }
    }
}
