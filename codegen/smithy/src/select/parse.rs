//! From text to expressions.

use std::fmt;

use crate::index::RelationshipKind;
use crate::shape_id::ShapeId;

use super::expression::{Assertion, Comparator, Comparison, Edges, Expression, Operand, Path, Segment, TypeFilter};

/// How deeply functions may nest. Real selectors stay below ten.
const MAX_DEPTH: usize = 64;

/// A text that is not a selector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectorError {
    /// What is wrong, and what was expected.
    pub message: String,
    /// Byte offset in the selector's text.
    pub offset: usize,
    line: usize,
    column: usize,
    near: Box<str>,
    expression: Box<str>,
}

impl fmt::Display for SelectorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { message, line, column, near, expression, .. } = self;
        write!(f, "Syntax error at line {line} column {column}, near `{near}`: {message}; expression: {expression}")
    }
}

impl std::error::Error for SelectorError {}

type Parsed<T> = Result<T, SelectorError>;

pub(super) fn parse(text: &str) -> Parsed<Vec<Expression>> {
    let mut parser = Parser::new(text);
    let selector = parser.selector()?;
    if parser.peek().is_some() {
        return Err(parser.unexpected());
    }
    Ok(selector)
}

/// A path alone, as messages hold it between `@{` and `}`.
pub(super) fn path(text: &str) -> Parsed<Path> {
    let mut parser = Parser::new(text);
    let path = parser.path()?;
    parser.space();
    if parser.peek().is_some() {
        return Err(parser.unexpected());
    }
    Ok(path)
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    roots: usize,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0, depth: 0, roots: 0 }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start_matches([' ', '\t', '\r', '\n']).len();
    }

    /// Consumes `c` if it comes next.
    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.skip();
        }
        found
    }

    fn expect(&mut self, c: char) -> Parsed<()> {
        if self.eat(c) { Ok(()) } else { Err(self.error(format!("Expected: '{c}', but found '{}'", self.found()))) }
    }

    fn expect_either(&mut self, a: char, b: char) -> Parsed<char> {
        for c in [a, b] {
            if self.eat(c) {
                return Ok(c);
            }
        }
        let found = self.found();
        Err(self.error(format!("Found '{found}', but expected one of the following tokens: '{a}' '{b}'")))
    }

    fn found(&self) -> String {
        self.peek().map_or_else(|| "[EOF]".into(), String::from)
    }

    fn unexpected(&self) -> SelectorError {
        match self.peek() {
            None => self.error("Unexpected selector EOF"),
            Some(c) => self.error(format!("Unexpected selector character: {c}")),
        }
    }

    fn error(&self, message: impl Into<String>) -> SelectorError {
        let before = self.text.get(..self.at).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        SelectorError {
            message: message.into(),
            offset: self.at,
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            near: self.rest().chars().take(80).collect::<String>().into(),
            expression: self.text.into(),
        }
    }

    /// `Selector`, up to the end or to what closes the function it is an argument of.
    fn selector(&mut self) -> Parsed<Vec<Expression>> {
        if self.depth >= MAX_DEPTH {
            return Err(self.error(format!("Functions are nested more than {MAX_DEPTH} levels deep")));
        }
        self.depth += 1;
        let mut expressions = Vec::new();
        loop {
            expressions.push(self.expression()?);
            self.space();
            if matches!(self.peek(), None | Some(',' | ']' | ')')) {
                break;
            }
        }
        self.depth -= 1;
        Ok(expressions)
    }

    fn expression(&mut self) -> Parsed<Expression> {
        self.space();
        let Some(first) = self.peek() else { return Err(self.unexpected()) };
        if first == '_' || first.is_ascii_alphabetic() {
            let token = self.identifier()?;
            let filter = TypeFilter::parse(token);
            return filter.map(Expression::Types).ok_or_else(|| self.error(format!("Unknown shape type: {token}")));
        }
        if !matches!(first, ':' | '[' | '>' | '<' | '~' | '-' | '*' | '$') {
            return Err(self.unexpected());
        }
        self.skip();
        match first {
            ':' => self.function(),
            '[' if self.eat('@') => self.scoped(),
            '[' => self.attribute(),
            '>' => Ok(Expression::Forward(Edges::All)),
            '<' if self.eat('-') => {
                self.expect('[')?;
                let edges = self.edges()?;
                self.expect('-')?;
                Ok(Expression::Reverse(edges))
            }
            '<' => Ok(Expression::Reverse(Edges::All)),
            '~' => self.expect('>').map(|()| Expression::ForwardRecursive),
            '-' => {
                self.expect('[')?;
                let edges = self.edges()?;
                self.expect('-')?;
                self.expect('>')?;
                Ok(Expression::Forward(edges))
            }
            '$' => self.variable(),
            _ => Ok(Expression::Any),
        }
    }

    /// `SelectorDirectedRelationships` and the `]` behind them.
    fn edges(&mut self) -> Parsed<Edges> {
        let mut kinds = Vec::new();
        loop {
            self.space();
            let label = self.identifier()?;
            kinds.extend(RelationshipKind::from_label(label));
            self.space();
            if self.expect_either(']', ',')? == ']' {
                return Ok(Edges::Named(kinds));
            }
        }
    }

    fn variable(&mut self) -> Parsed<Expression> {
        self.space();
        if self.eat('{') {
            self.space();
            let name = self.identifier()?;
            self.space();
            self.expect('}')?;
            return Ok(Expression::GetVariable(name.into()));
        }
        let name = self.identifier()?;
        self.space();
        self.expect('(')?;
        let value = self.selector()?;
        self.space();
        self.expect(')')?;
        Ok(Expression::SetVariable(name.into(), value))
    }

    fn function(&mut self) -> Parsed<Expression> {
        let name = self.identifier()?;
        self.space();
        self.expect('(')?;
        let mut arguments = Vec::new();
        loop {
            arguments.push(self.selector()?);
            self.space();
            if self.expect_either(')', ',')? == ')' {
                break;
            }
        }
        let count = arguments.len();
        let one = |mut arguments: Vec<Vec<Expression>>| match (arguments.pop(), arguments.is_empty()) {
            (Some(argument), true) => Ok(argument),
            _ => Err(self.error(format!("The :{name} function requires exactly one selector argument, found {count}"))),
        };
        Ok(match name {
            "test" => Expression::Test(arguments),
            "is" | "each" => Expression::Is(arguments),
            "not" => Expression::Not(one(arguments)?),
            "in" => Expression::In(one(arguments)?),
            "recursive" => Expression::Recursive(one(arguments)?),
            "root" => {
                let argument = one(arguments)?;
                self.roots += 1;
                Expression::Root(self.roots - 1, argument)
            }
            "topdown" => {
                let mut arguments = arguments.into_iter();
                let (Some(qualifier), disqualifier, None) = (arguments.next(), arguments.next(), arguments.next())
                else {
                    return Err(self.error(format!("The :topdown function requires 1 or 2 selectors, found {count}")));
                };
                Expression::TopDown { qualifier, disqualifier }
            }
            _ => Expression::Unknown,
        })
    }

    fn attribute(&mut self) -> Parsed<Expression> {
        let path = self.key()?;
        self.space();
        if self.eat(']') {
            return Ok(Expression::Attribute { path, comparison: None });
        }
        let comparison = self.comparison(false)?;
        self.expect(']')?;
        Ok(Expression::Attribute { path, comparison: Some(comparison) })
    }

    fn scoped(&mut self) -> Parsed<Expression> {
        self.space();
        let path = if self.peek() == Some(':') { Vec::new() } else { self.key()? };
        self.space();
        self.expect(':')?;
        let mut assertions = Vec::new();
        loop {
            let left = self.operand(true)?;
            self.space();
            assertions.push(Assertion { left, comparison: self.comparison(true)? });
            if self.expect_either(']', '&')? == ']' {
                return Ok(Expression::Scoped { path, assertions });
            }
            self.expect('&')?;
        }
    }

    /// A comparator, its values and the `i`; stands behind the space that follows.
    fn comparison(&mut self, scoped: bool) -> Parsed<Comparison> {
        let comparator = self.comparator()?;
        let mut values = vec![self.operand(scoped)?];
        self.space();
        while self.eat(',') {
            values.push(self.operand(scoped)?);
            self.space();
        }
        let ignore_case = self.eat('i');
        self.space();
        Ok(Comparison { comparator, values, ignore_case })
    }

    fn comparator(&mut self) -> Parsed<Comparator> {
        let first = self.peek();
        if !matches!(first, Some('=' | '!' | '^' | '$' | '*' | '?' | '>' | '<' | '{')) {
            let found = self.found();
            return Err(self.error(format!("Expected a comparator or ']', but found '{found}'")));
        }
        self.skip();
        let equals = |parser: &mut Self, comparator| parser.expect('=').map(|()| comparator);
        match first {
            Some('=') => Ok(Comparator::Equal),
            Some('!') => equals(self, Comparator::NotEqual),
            Some('^') => equals(self, Comparator::StartsWith),
            Some('$') => equals(self, Comparator::EndsWith),
            Some('*') => equals(self, Comparator::Contains),
            Some('?') => equals(self, Comparator::Exists),
            Some('>') => Ok(if self.eat('=') { Comparator::GreaterOrEqual } else { Comparator::Greater }),
            Some('<') => Ok(if self.eat('=') { Comparator::LessOrEqual } else { Comparator::Less }),
            _ => {
                let comparator = if self.eat('=') {
                    Comparator::ProjectionEqual
                } else if self.eat('!') {
                    equals(self, Comparator::ProjectionNotEqual)?
                } else {
                    self.expect('<')?;
                    if self.eat('<') { Comparator::ProperSubset } else { Comparator::Subset }
                };
                self.expect('}')?;
                Ok(comparator)
            }
        }
    }

    fn operand(&mut self, scoped: bool) -> Parsed<Operand> {
        self.space();
        if scoped && self.eat('@') {
            self.expect('{')?;
            let path = self.path()?;
            self.space();
            self.expect('}')?;
            return Ok(Operand::Context(path));
        }
        Ok(Operand::Literal(self.value()?.into()))
    }

    /// `SelectorKey`
    fn key(&mut self) -> Parsed<Path> {
        self.space();
        let first = self.identifier()?;
        let mut path = vec![key_segment(first)];
        self.path_tail(&mut path)?;
        Ok(path)
    }

    /// `SelectorPath`
    fn path(&mut self) -> Parsed<Path> {
        let mut path = vec![self.segment()?];
        self.path_tail(&mut path)?;
        Ok(path)
    }

    fn path_tail(&mut self, path: &mut Path) -> Parsed<()> {
        self.space();
        while self.eat('|') {
            path.push(self.segment()?);
            self.space();
        }
        Ok(())
    }

    fn segment(&mut self) -> Parsed<Segment> {
        self.space();
        if !self.eat('(') {
            return Ok(key_segment(self.value()?));
        }
        self.space();
        let function = self.identifier()?;
        self.space();
        self.expect(')')?;
        Ok(match function {
            "keys" => Segment::Keys,
            "values" => Segment::Values,
            "length" => Segment::Length,
            "first" => Segment::First,
            _ => Segment::UnknownFunction,
        })
    }

    /// `SelectorValue`: quoted text, a number, or a shape id without member.
    fn value(&mut self) -> Parsed<&'t str> {
        self.space();
        match self.peek() {
            Some(quote @ ('\'' | '"')) => {
                self.skip();
                let start = self.at;
                let Some(length) = self.rest().find(quote) else {
                    let text = self.rest();
                    self.at = self.text.len();
                    return Err(self.error(format!("Expected {quote} to close {text}")));
                };
                self.at += length + 1;
                Ok(&self.text[start..start + length])
            }
            Some('-' | '0'..='9') => self.number(),
            _ => {
                let start = self.at;
                self.identifier()?;
                while self.eat('.') {
                    self.identifier()?;
                }
                if self.eat('#') {
                    self.identifier()?;
                }
                Ok(&self.text[start..self.at])
            }
        }
    }

    fn number(&mut self) -> Parsed<&'t str> {
        let start = self.at;
        self.eat('-');
        self.digits()?;
        if self.eat('.') {
            self.digits()?;
        }
        if self.eat('e') || self.eat('E') {
            let _ = self.eat('+') || self.eat('-');
            self.digits()?;
        }
        Ok(&self.text[start..self.at])
    }

    fn digits(&mut self) -> Parsed<()> {
        let length = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        self.at += length;
        if length > 0 { Ok(()) } else { Err(self.error(format!("Expected a digit, but found '{}'", self.found()))) }
    }

    fn identifier(&mut self) -> Parsed<&'t str> {
        let start = self.at;
        while self.eat('_') {}
        let underscores = self.at > start;
        match self.peek() {
            Some(c) if c.is_ascii_alphabetic() || underscores && c.is_ascii_digit() => {}
            _ => {
                let message = format!("Expected a valid identifier character, but found '{}'", self.found());
                return Err(self.error(message));
            }
        }
        self.at += self.rest().bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        Ok(&self.text[start..self.at])
    }
}

/// A key, with the trait it names when it is used under `trait`.
fn key_segment(key: &str) -> Segment {
    let id = if key.contains('#') { ShapeId::parse(key) } else { ShapeId::parse(&format!("smithy.api#{key}")) };
    Segment::Key(key.into(), id.ok().filter(|id| !id.is_member()))
}
