//! JSON in expressions: literals and quoted names.

use crate::MAX_DEPTH;
use crate::number::Number;
use crate::value::{Object, Value};

/// Reads a whole JSON text. `None` when it is not one, or nests too deep.
pub fn parse(text: &str) -> Option<Value> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    let value = reader.value()?;
    reader.space();
    (reader.at == text.len()).then_some(value)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn take(&mut self, expected: &str) -> Option<()> {
        self.text.get(self.at..)?.starts_with(expected).then(|| self.at += expected.len())
    }

    fn value(&mut self) -> Option<Value> {
        self.space();
        Some(match self.peek()? {
            b'n' => self.take("null").map(|()| Value::Null)?,
            b't' => self.take("true").map(|()| Value::Boolean(true))?,
            b'f' => self.take("false").map(|()| Value::Boolean(false))?,
            b'"' => Value::from(self.string()?),
            b'[' => self.nested(Self::array)?,
            b'{' => self.nested(Self::object)?,
            _ => Value::Number(Number::from_text(self.number()?)),
        })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Option<Value>) -> Option<Value> {
        self.depth += 1;
        self.at += 1;
        let value = if self.depth > MAX_DEPTH { None } else { read(self) };
        self.depth -= 1;
        value
    }

    fn array(&mut self) -> Option<Value> {
        let mut elements = Vec::new();
        self.space();
        if self.take("]").is_some() {
            return Some(elements.into());
        }
        loop {
            elements.push(self.value()?);
            self.space();
            if self.take("]").is_some() {
                return Some(elements.into());
            }
            self.take(",")?;
        }
    }

    fn object(&mut self) -> Option<Value> {
        let mut object = Object::default();
        self.space();
        if self.take("}").is_some() {
            return Some(object.into());
        }
        loop {
            self.space();
            let key = self.string()?;
            self.space();
            self.take(":")?;
            let value = self.value()?;
            object.insert(key, value);
            self.space();
            if self.take("}").is_some() {
                return Some(object.into());
            }
            self.take(",")?;
        }
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn number(&mut self) -> Option<&str> {
        let start = self.at;
        let _sign = self.take("-");
        let leading_zero = self.peek() == Some(b'0');
        let whole = self.at;
        self.digits()?;
        if leading_zero && self.at > whole + 1 {
            return None;
        }
        if self.take(".").is_some() {
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        self.text.get(start..self.at)
    }

    fn string(&mut self) -> Option<String> {
        self.take("\"")?;
        let mut out = String::new();
        loop {
            let rest = self.text.get(self.at..)?;
            let c = rest.chars().next()?;
            self.at += c.len_utf8();
            match c {
                '"' => return Some(out),
                '\\' => out.push(self.escape()?),
                c if (c as u32) < 0x20 => return None,
                c => out.push(c),
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let escaped = self.peek()?;
        self.at += 1;
        Some(match escaped {
            b'"' | b'\\' | b'/' => char::from(escaped),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                if (0xD800..0xDC00).contains(&unit) {
                    self.take("\\u")?;
                    let low = self.unit()?;
                    char::decode_utf16([unit, low]).next()?.ok()?
                } else {
                    char::from_u32(u32::from(unit))?
                }
            }
            _ => return None,
        })
    }

    fn unit(&mut self) -> Option<u16> {
        let digits = self.text.get(self.at..self.at + 4)?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        self.at += 4;
        u16::from_str_radix(digits, 16).ok()
    }
}
