//! Documents of JSON, of which every number keeps its text.

use std::collections::BTreeMap;

use whitesmith::Document;

use super::number;

/// The document that a text is. The text is known to be one value of JSON without space around it; only its depth
/// and the Unicode of its strings are still to be checked.
pub(super) fn read(text: &str, depth: usize) -> Result<Document, &'static str> {
    let mut reader = Reader { rest: text };
    let document = reader.value(depth)?;
    if reader.rest.is_empty() { Ok(document) } else { Err(INVALID) }
}

const INVALID: &str = "not a document";

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// Passes over space, and gives the byte that follows.
    fn peek(&mut self) -> Option<u8> {
        self.rest = self.rest.trim_start_matches([' ', '\n', '\t', '\r']);
        self.rest.bytes().next()
    }

    fn skip(&mut self, len: usize) -> Result<&'a str, &'static str> {
        let (skipped, rest) = self.rest.split_at_checked(len).ok_or(INVALID)?;
        self.rest = rest;
        Ok(skipped)
    }

    fn value(&mut self, depth: usize) -> Result<Document, &'static str> {
        match self.peek().ok_or(INVALID)? {
            b'n' => self.skip(4).map(|_| Document::Null),
            b't' => self.skip(4).map(|_| Document::Boolean(true)),
            b'f' => self.skip(5).map(|_| Document::Boolean(false)),
            b'"' => self.string().map(Document::String),
            b'[' => self.list(deeper(depth)?).map(Document::List),
            b'{' => self.map(deeper(depth)?).map(Document::Map),
            _ => self.number(),
        }
    }

    fn number(&mut self) -> Result<Document, &'static str> {
        let part = |byte: u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let end = self.rest.bytes().position(|byte| !part(byte)).unwrap_or(self.rest.len());
        let text = self.skip(end)?;
        number::document(text).ok_or(INVALID)
    }

    fn string(&mut self) -> Result<String, &'static str> {
        let bytes = self.rest.as_bytes();
        let mut end = 1;
        let mut escapes = false;
        loop {
            match bytes.get(end).ok_or(INVALID)? {
                b'"' => break,
                b'\\' => {
                    escapes = true;
                    end += 2;
                }
                _ => end += 1,
            }
        }
        let text = self.skip(end + 1)?;
        if escapes {
            serde_json::from_str(text).map_err(|_| "a string that is not Unicode")
        } else {
            text.get(1..end).map(Into::into).ok_or(INVALID)
        }
    }

    /// Whether one more element or entry follows; passes over the comma before it, or over the end.
    fn more(&mut self, end: u8, first: bool) -> Result<bool, &'static str> {
        let next = self.peek().ok_or(INVALID)?;
        if next == end || !first {
            self.skip(1)?;
        }
        Ok(next != end)
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Document>, &'static str> {
        self.skip(1)?;
        let mut list = Vec::new();
        while self.more(b']', list.is_empty())? {
            list.push(self.value(depth)?);
        }
        Ok(list)
    }

    fn map(&mut self, depth: usize) -> Result<BTreeMap<String, Document>, &'static str> {
        self.skip(1)?;
        let mut map = BTreeMap::new();
        let mut first = true;
        while self.more(b'}', first)? {
            first = false;
            if self.peek() != Some(b'"') {
                return Err(INVALID);
            }
            let key = self.string()?;
            if self.peek() != Some(b':') {
                return Err(INVALID);
            }
            self.skip(1)?;
            map.insert(key, self.value(depth)?);
        }
        Ok(map)
    }
}

fn deeper(depth: usize) -> Result<usize, &'static str> {
    depth.checked_sub(1).ok_or("values lie too deep in each other")
}
