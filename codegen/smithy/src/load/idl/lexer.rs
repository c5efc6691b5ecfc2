//! Tokens of the IDL ([lexical notes](https://smithy.io/2.0/spec/idl.html#lexical-notes)).
//!
//! White space is significant in places, so spaces, line breaks and comments are tokens like all others.
//! The lexer holds exactly one current token and never fails: what it cannot read becomes [`Kind::Error`],
//! which turns into a syntax error when the parser meets it.

use std::borrow::Cow;

use super::text;
use crate::source::{FileId, Span};

/// What kind of token it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Space,
    Newline,
    Comma,
    Comment,
    DocComment,
    At,
    String,
    TextBlock,
    Colon,
    Walrus,
    Identifier,
    Dot,
    Pound,
    Dollar,
    Number,
    LeftBrace,
    RightBrace,
    LeftBracket,
    RightBracket,
    LeftParenthesis,
    RightParenthesis,
    Equal,
    End,
    Error,
}

impl Kind {
    /// The name that messages use, and the text of tokens that have but one.
    const fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Space => ("SPACE", " "),
            Self::Newline => ("NEWLINE", "\n"),
            Self::Comma => ("COMMA", ","),
            Self::Comment => ("COMMENT", "//"),
            Self::DocComment => ("DOC_COMMENT", "///"),
            Self::At => ("AT", "@"),
            Self::String => ("STRING", "\""),
            Self::TextBlock => ("TEXT_BLOCK", "\"\"\""),
            Self::Colon => ("COLON", ":"),
            Self::Walrus => ("WALRUS", ":="),
            Self::Identifier => ("IDENTIFIER", ""),
            Self::Dot => ("DOT", "."),
            Self::Pound => ("POUND", "#"),
            Self::Dollar => ("DOLLAR", "$"),
            Self::Number => ("NUMBER", ""),
            Self::LeftBrace => ("LBRACE", "{"),
            Self::RightBrace => ("RBRACE", "}"),
            Self::LeftBracket => ("LBRACKET", "["),
            Self::RightBracket => ("RBRACKET", "]"),
            Self::LeftParenthesis => ("LPAREN", "("),
            Self::RightParenthesis => ("RPAREN", ")"),
            Self::Equal => ("EQUAL", "="),
            Self::End => ("EOF", ""),
            Self::Error => ("ERROR", ""),
        }
    }

    /// How a message says what was expected: `LBRACE('{')`, `IDENTIFIER`.
    pub(super) fn expected(self) -> String {
        self.found(self.name().1)
    }

    /// How a message says what was found: `IDENTIFIER('foo')`, `EOF`.
    pub(super) fn found(self, lexeme: &str) -> String {
        let (name, _) = self.name();
        if lexeme.is_empty() { name.into() } else { format!("{name}('{lexeme}')") }
    }
}

/// Why a token could not be read, and where.
#[derive(Clone, Debug)]
pub(super) struct LexError {
    /// Byte offset.
    pub(super) at: usize,
    /// In the words of the reference implementation.
    pub(super) message: String,
}

/// The lexer, with its current token. Cloning it is how the parser looks ahead.
#[derive(Clone)]
pub(super) struct Lexer<'s> {
    text: &'s str,
    file: FileId,
    kind: Kind,
    start: usize,
    end: usize,
    /// The value of the current string or text block, when it is not just a slice of the source.
    decoded: Option<String>,
    /// Why the current token is an error.
    error: Option<LexError>,
}

impl<'s> Lexer<'s> {
    /// A lexer at the first token of `text`.
    pub(super) fn new(file: FileId, text: &'s str) -> Self {
        let end = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut lexer = Self { text, file, kind: Kind::End, start: 0, end, decoded: None, error: None };
        lexer.advance();
        lexer
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// The text of the current token.
    pub(super) fn lexeme(&self) -> &'s str {
        self.text.get(self.start..self.end).unwrap_or_default()
    }

    /// Byte offset of the current token.
    pub(super) fn start(&self) -> usize {
        self.start
    }

    /// Where the current token is.
    pub(super) fn span(&self) -> Span {
        Span::new(self.file, self.start, self.end)
    }

    /// From byte `start` to before the current token, without trailing white space.
    pub(super) fn span_from(&self, start: usize) -> Span {
        let written = self.text.get(start..self.start).unwrap_or_default();
        Span::new(self.file, start, start + written.trim_end_matches([' ', '\t', '\n', '\r', ',']).len())
    }

    /// The source between two offsets.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'s str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether the current token is the first thing on its line.
    pub(super) fn at_line_start(&self) -> bool {
        self.start == 0 || self.text.as_bytes().get(self.start - 1) == Some(&b'\n')
    }

    /// Why the current token could not be read.
    pub(super) fn error(&self) -> Option<&LexError> {
        self.error.as_ref()
    }

    /// The value of the current string or text block; the lexeme of any other token.
    pub(super) fn string_value(&mut self) -> Cow<'s, str> {
        match (self.kind, self.decoded.take()) {
            (_, Some(decoded)) => Cow::Owned(decoded),
            (Kind::String, None) => Cow::Borrowed(self.slice(self.start + 1, self.end.saturating_sub(1))),
            (_, None) => Cow::Borrowed(self.lexeme()),
        }
    }

    /// What a documentation comment says.
    pub(super) fn doc_line(&self) -> &'s str {
        let line = self.lexeme().trim_start_matches("///").trim_end_matches(['\n', '\r']);
        // Only the first slashes are the marker: `////` is a line that starts with a slash.
        let line =
            if self.lexeme().starts_with("////") { self.lexeme()[3..].trim_end_matches(['\n', '\r']) } else { line };
        line.strip_prefix(' ').unwrap_or(line)
    }

    /// Moves to the next token.
    pub(super) fn advance(&mut self) {
        self.start = self.end;
        self.decoded = None;
        self.error = None;
        let bytes = self.text.as_bytes();
        let Some(first) = bytes.get(self.start) else {
            self.kind = Kind::End;
            return;
        };
        let second = bytes.get(self.start + 1);
        let (kind, length) = match first {
            b' ' | b'\t' => (Kind::Space, self.count(|b| matches!(b, b' ' | b'\t'))),
            b'\n' => (Kind::Newline, 1),
            b'\r' => (Kind::Newline, if second == Some(&b'\n') { 2 } else { 1 }),
            b',' => (Kind::Comma, 1),
            b'@' => (Kind::At, 1),
            b'$' => (Kind::Dollar, 1),
            b'.' => (Kind::Dot, 1),
            b'#' => (Kind::Pound, 1),
            b'{' => (Kind::LeftBrace, 1),
            b'}' => (Kind::RightBrace, 1),
            b'[' => (Kind::LeftBracket, 1),
            b']' => (Kind::RightBracket, 1),
            b'(' => (Kind::LeftParenthesis, 1),
            b')' => (Kind::RightParenthesis, 1),
            b'=' => (Kind::Equal, 1),
            b':' if second == Some(&b'=') => (Kind::Walrus, 2),
            b':' => (Kind::Colon, 1),
            b'/' if second == Some(&b'/') => self.comment(),
            b'"' => return self.string(),
            b'-' | b'0'..=b'9' => return self.number(),
            b'_' | b'a'..=b'z' | b'A'..=b'Z' => return self.identifier(),
            _ => return self.unexpected(),
        };
        (self.kind, self.end) = (kind, self.start + length);
    }

    fn count(&self, matches: impl Fn(u8) -> bool) -> usize {
        self.count_from(self.start, matches)
    }

    fn count_from(&self, at: usize, matches: impl Fn(u8) -> bool) -> usize {
        self.text.as_bytes().get(at..).unwrap_or_default().iter().take_while(|b| matches(**b)).count()
    }

    /// A comment reaches to the end of its line, and includes it.
    fn comment(&self) -> (Kind, usize) {
        let rest = self.text.get(self.start..).unwrap_or_default();
        let length = rest.find('\n').map_or(rest.len(), |at| at + 1);
        (if rest.starts_with("///") { Kind::DocComment } else { Kind::Comment }, length)
    }

    fn fail(&mut self, at: usize, message: impl Into<String>) {
        self.kind = Kind::Error;
        self.error = Some(LexError { at, message: message.into() });
    }

    fn unexpected(&mut self) {
        let c = self.text.get(self.start..).and_then(|rest| rest.chars().next()).unwrap_or('\0');
        self.end = self.start + c.len_utf8();
        let message = match c {
            '/' => "Expected a '/' to follow '/' to form a comment.".into(),
            _ => format!("Unexpected character: '{c}'"),
        };
        self.fail(self.start, message);
    }

    fn identifier(&mut self) {
        let underscores = self.count(|b| b == b'_');
        let rest = self.count_from(self.start + underscores, |b| b.is_ascii_alphanumeric() || b == b'_');
        (self.kind, self.end) = (Kind::Identifier, self.start + underscores + rest);
        if rest == 0 {
            let found = self.text.get(self.end..).and_then(|rest| rest.chars().next());
            let found = found.map_or("[EOF]".into(), |c| c.to_string());
            self.fail(self.end, format!("Expected a valid identifier character, but found '{found}'"));
        }
    }

    fn number(&mut self) {
        let byte = |at: usize| self.text.as_bytes().get(at).copied().unwrap_or(0);
        let digits = |at: usize| self.count_from(at, |b| b.is_ascii_digit());
        let mut at = self.start;
        let mut problem = None;
        if byte(at) == b'-' {
            at += 1;
            if digits(at) == 0 {
                problem = Some("'-' must be followed by a digit");
            }
        }
        if byte(at) == b'0' && digits(at) > 1 {
            problem = Some("Invalid leading zero");
        }
        at += digits(at);
        if problem.is_none() && byte(at) == b'.' {
            at += 1;
            if digits(at) == 0 {
                problem = Some("'.' must be followed by a digit");
            }
            at += digits(at);
        }
        if problem.is_none() && matches!(byte(at), b'e' | b'E') {
            at += 1;
            if matches!(byte(at), b'+' | b'-') {
                at += 1;
            }
            if digits(at) == 0 {
                problem = Some("'e', '+', and '-' must be followed by a digit");
            }
            at += digits(at);
        }
        (self.kind, self.end) = (Kind::Number, at);
        if let Some(problem) = problem {
            let lexeme = self.lexeme();
            self.fail(self.start, format!("Invalid number '{lexeme}': {problem}"));
        }
    }

    /// A quoted string or a text block.
    fn string(&mut self) {
        let bytes = self.text.as_bytes();
        let block = bytes.get(self.start..self.start + 3) == Some(b"\"\"\"");
        let open = if block { 3 } else { 1 };
        let (mut at, mut plain) = (self.start + open, !block);
        loop {
            match bytes.get(at) {
                None => {
                    self.end = self.text.len();
                    return self.fail(self.end, "Expected: '\"', but found '[EOF]'");
                }
                Some(b'\\') => (at, plain) = (at + 2, false),
                // Line ends are normalised, so a carriage return is not a plain slice either.
                Some(b'\r') => (at, plain) = (at + 1, false),
                Some(b'"') if !block || bytes.get(at..at + 3) == Some(b"\"\"\"") => break,
                Some(_) => at += 1,
            }
        }
        self.end = at + open;
        self.kind = if block { Kind::TextBlock } else { Kind::String };
        if plain {
            return;
        }
        let content = self.slice(self.start + open, at);
        let decoded = if block { text::text_block(content) } else { text::quoted(content) };
        match decoded {
            Ok(decoded) => self.decoded = Some(decoded),
            Err(problem) => {
                let what = if block { "text block" } else { "quoted string" };
                self.fail(self.start, format!("Error parsing {what}: {problem}"));
            }
        }
    }
}
