//! Text to tokens.

use std::fmt;

use crate::ast::{Comparator, Position};
use crate::error::{Error, ErrorKind};
use crate::json;
use crate::value::Value;

/// A token, and where it begins.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) position: Position,
}

/// What a [`Token`] is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    End,
    Name(Box<str>),
    /// A quoted name: like [`Kind::Name`], but no function may be called by it.
    Quoted(Box<str>),
    Literal(Value),
    Number(i64),
    CloseBracket,
    CloseParenthesis,
    CloseBrace,
    Comma,
    Colon,
    Current,
    Reference,
    Pipe,
    Or,
    And,
    Compare(Comparator),
    Flatten,
    Star,
    Filter,
    Dot,
    Not,
    OpenBrace,
    OpenBracket,
    OpenParenthesis,
}

impl Kind {
    /// How strongly it binds what stands left of it; 0 for tokens that end an expression.
    pub(crate) fn binding(&self) -> u8 {
        match self {
            Self::Pipe => 1,
            Self::Or => 2,
            Self::And => 3,
            Self::Compare(_) => 5,
            Self::Flatten => 9,
            Self::Star => 20,
            Self::Filter => 21,
            Self::Dot => 40,
            Self::Not => 45,
            Self::OpenBrace => 50,
            Self::OpenBracket => 55,
            Self::OpenParenthesis => 60,
            _ => 0,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::End => return f.write_str("EOF"),
            Self::Name(_) | Self::Quoted(_) => "A-Z|a-z|_",
            Self::Literal(_) => "`",
            Self::Number(_) => "0-9",
            Self::CloseBracket => "]",
            Self::CloseParenthesis => ")",
            Self::CloseBrace => "}",
            Self::Comma => ",",
            Self::Colon => ":",
            Self::Current => "@",
            Self::Reference => "&",
            Self::Pipe => "|",
            Self::Or => "||",
            Self::And => "&&",
            Self::Compare(comparator) => comparator.as_str(),
            Self::Flatten => "[]",
            Self::Star => "*",
            Self::Filter => "[?",
            Self::Dot => ".",
            Self::Not => "!",
            Self::OpenBrace => "{",
            Self::OpenBracket => "[",
            Self::OpenParenthesis => "(",
        };
        write!(f, "'{text}'")
    }
}

/// A syntax error, worded as the reference implementation words it.
pub(crate) fn syntax(position: Position, message: impl fmt::Display) -> Error {
    let Position { line, column } = position;
    Error::new(ErrorKind::Syntax, format!("Syntax error at line {line} column {column}: {message}"))
}

/// All tokens of `text`, the last being [`Kind::End`].
pub(crate) fn tokens(text: &str) -> Result<Vec<Token>, Error> {
    let mut lexer = Lexer { rest: text, position: Position { line: 1, column: 1 } };
    let mut tokens = Vec::new();
    loop {
        lexer.space();
        let position = lexer.position;
        let kind = lexer.kind()?;
        let end = kind == Kind::End;
        tokens.push(Token { kind, position });
        if end {
            return Ok(tokens);
        }
    }
}

struct Lexer<'a> {
    rest: &'a str,
    position: Position,
}

impl<'a> Lexer<'a> {
    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        if c == '\n' {
            self.position = Position { line: self.position.line + 1, column: 1 };
        } else {
            self.position.column += 1;
        }
        Some(c)
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.rest.starts_with(c);
        if found {
            self.next();
        }
        found
    }

    fn space(&mut self) {
        while self.rest.starts_with([' ', '\t', '\n', '\r']) {
            self.next();
        }
    }

    fn take_while(&mut self, is: impl Fn(char) -> bool) -> &'a str {
        let all = self.rest;
        while self.rest.starts_with(&is) {
            self.next();
        }
        &all[..all.len() - self.rest.len()]
    }

    fn kind(&mut self) -> Result<Kind, Error> {
        let Some(c) = self.rest.chars().next() else { return Ok(Kind::End) };
        if c.is_ascii_alphabetic() || c == '_' {
            return Ok(Kind::Name(self.take_while(|c| c.is_ascii_alphanumeric() || c == '_').into()));
        }
        if c.is_ascii_digit() || c == '-' {
            return self.number();
        }
        let start = self.position;
        self.next();
        Ok(match c {
            '@' => Kind::Current,
            '*' => Kind::Star,
            ',' => Kind::Comma,
            ':' => Kind::Colon,
            '.' => Kind::Dot,
            '(' => Kind::OpenParenthesis,
            ')' => Kind::CloseParenthesis,
            '{' => Kind::OpenBrace,
            '}' => Kind::CloseBrace,
            ']' => Kind::CloseBracket,
            '[' if self.eat(']') => Kind::Flatten,
            '[' if self.eat('?') => Kind::Filter,
            '[' => Kind::OpenBracket,
            '|' if self.eat('|') => Kind::Or,
            '|' => Kind::Pipe,
            '&' if self.eat('&') => Kind::And,
            '&' => Kind::Reference,
            '=' if self.eat('=') => Kind::Compare(Comparator::Equal),
            '=' => return Err(syntax(self.position, "Expected '=='")),
            '!' if self.eat('=') => Kind::Compare(Comparator::NotEqual),
            '!' => Kind::Not,
            '<' if self.eat('=') => Kind::Compare(Comparator::LessOrEqual),
            '<' => Kind::Compare(Comparator::Less),
            '>' if self.eat('=') => Kind::Compare(Comparator::GreaterOrEqual),
            '>' => Kind::Compare(Comparator::Greater),
            '"' => self.quoted(start)?,
            '\'' => self.raw_string(start)?,
            '`' => self.literal(start)?,
            c => return Err(syntax(start, format_args!("Unexpected character: {c}"))),
        })
    }

    fn number(&mut self) -> Result<Kind, Error> {
        let (start, all) = (self.position, self.rest);
        self.eat('-');
        self.take_while(|c| c.is_ascii_digit());
        let text = &all[..all.len() - self.rest.len()];
        text.parse().map(Kind::Number).map_err(|_| syntax(start, format_args!("Invalid number '{text}'")))
    }

    /// What stands before the next `end` that no backslash precedes; skips the `end`.
    fn until(&mut self, end: char, start: Position) -> Result<&'a str, Error> {
        let all = self.rest;
        loop {
            let before = self.rest.len();
            match self.next() {
                None => return Err(syntax(start, format_args!("Unclosed {end}"))),
                Some('\\') => {
                    self.next();
                }
                Some(c) if c == end => return Ok(&all[..all.len() - before]),
                Some(_) => {}
            }
        }
    }

    fn quoted(&mut self, start: Position) -> Result<Kind, Error> {
        let text = self.until('"', start)?;
        match json::parse(&format!("\"{text}\"")) {
            Some(Value::String(name)) => Ok(Kind::Quoted(name)),
            _ => Err(syntax(start, "Invalid quoted identifier")),
        }
    }

    fn raw_string(&mut self, start: Position) -> Result<Kind, Error> {
        let text = self.until('\'', start)?;
        let mut out = String::with_capacity(text.len());
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            // A backslash escapes the quote and itself, and is a plain character before anything else.
            match chars.peek() {
                Some(&next @ ('\'' | '\\')) if c == '\\' => {
                    chars.next();
                    out.push(next);
                }
                _ => out.push(c),
            }
        }
        Ok(Kind::Literal(out.into()))
    }

    fn literal(&mut self, start: Position) -> Result<Kind, Error> {
        let text = self.until('`', start)?.replace("\\`", "`");
        json::parse(&text).map(Kind::Literal).ok_or_else(|| syntax(start, "Invalid JSON literal"))
    }
}
