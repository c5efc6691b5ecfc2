//! Tokens to a tree, by operator precedence.

use crate::MAX_DEPTH;
use crate::ast::{Expression, ExpressionKind as E, Position};
use crate::error::Error;
use crate::lexer::{Kind, Token, syntax, tokens};

/// Tokens that bind less strongly than this end a projection.
const PROJECTION_STOP: u8 = 10;

/// Binding of `*` and `.`, for what follows a projection.
const STAR: u8 = 20;
const FILTER: u8 = 21;
const FLATTEN: u8 = 9;

/// What an expression may begin with, in the order that messages list it.
const STARTS: &str = "['@', 'A-Z|a-z|_', '`', '*', '{', '[', '[]', '&', '!', '[?', '(']";

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// When `text` is not one, or nests deeper than [`MAX_DEPTH`].
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut parser = Parser { tokens: tokens(text)?, at: 0, depth: 0 };
        let expression = parser.expression(0)?;
        match parser.peek() {
            Kind::End => Ok(expression),
            other => Err(parser.error(format_args!("Expected EOF, but found {other}"))),
        }
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    /// How deep the tree is at least, here: rises with each nesting and each operator applied on the left.
    depth: usize,
}

impl Parser {
    fn peek(&self) -> &Kind {
        self.tokens.get(self.at).map_or(&Kind::End, |token| &token.kind)
    }

    /// Where the next token begins.
    fn position(&self) -> Position {
        let token = self.tokens.get(self.at).or(self.tokens.last());
        token.map_or(Position { line: 1, column: 1 }, |token| token.position)
    }

    fn next(&mut self) -> Kind {
        let kind = self.peek().clone();
        self.at += 1;
        kind
    }

    fn error(&self, message: impl std::fmt::Display) -> Error {
        syntax(self.position(), message)
    }

    fn expect(&mut self, kind: &Kind) -> Result<(), Error> {
        if self.peek() == kind {
            self.at += 1;
            Ok(())
        } else {
            Err(self.error(format_args!("Expected {kind}, but found {}", self.peek())))
        }
    }

    fn unexpected(&self, expected: &str) -> Error {
        self.error(format_args!("Expected {expected}, but found {}", self.peek()))
    }

    fn expression(&mut self, binding: u8) -> Result<Expression, Error> {
        let depth = self.depth;
        self.deeper(2)?;
        let mut left = self.prefix()?;
        while binding < self.peek().binding() {
            self.deeper(1)?;
            left = self.infix(left)?;
        }
        self.depth = depth;
        Ok(left)
    }

    /// Counts a level. One within brackets costs about twice the stack of one more operator.
    fn deeper(&mut self, by: usize) -> Result<(), Error> {
        self.depth += by;
        if self.depth > 2 * MAX_DEPTH { Err(self.error("Expression nests too deep")) } else { Ok(()) }
    }

    fn prefix(&mut self) -> Result<Expression, Error> {
        let position = self.position();
        let current = Expression { kind: E::Current, position };
        let kind = match self.next() {
            Kind::Current => return Ok(current),
            Kind::Name(name) if *self.peek() == Kind::OpenParenthesis => {
                self.at += 1;
                E::Function { name, arguments: self.list(&Kind::CloseParenthesis)? }
            }
            Kind::Quoted(_) if *self.peek() == Kind::OpenParenthesis => {
                return Err(self.error("A function cannot be called by a quoted name"));
            }
            Kind::Name(name) | Kind::Quoted(name) => E::Field(name),
            Kind::Literal(value) => E::Literal(value),
            Kind::Star => return self.object_projection(current),
            Kind::OpenBracket => return self.bracket(current),
            Kind::OpenBrace => return self.hash(),
            Kind::Flatten => return self.flatten(current),
            Kind::Filter => return self.filter(current),
            Kind::Reference => E::Reference(Box::new(self.expression(0)?)),
            Kind::Not => E::Not(Box::new(self.expression(Kind::Not.binding())?)),
            Kind::OpenParenthesis => {
                let inner = self.expression(0)?;
                self.expect(&Kind::CloseParenthesis)?;
                return Ok(inner);
            }
            _ => {
                self.at -= 1;
                return Err(self.unexpected(STARTS));
            }
        };
        Ok(Expression { kind, position })
    }

    fn infix(&mut self, left: Expression) -> Result<Expression, Error> {
        let kind = self.next();
        let (binding, position) = (kind.binding(), self.position());
        let at = |kind| Expression { kind, position };
        let left = Box::new(left);
        Ok(match kind {
            Kind::Dot if *self.peek() == Kind::Star => {
                self.at += 1;
                self.object_projection(*left)?
            }
            Kind::Dot => at(E::Sub(left, Box::new(self.after_dot(binding)?))),
            Kind::Flatten => self.flatten(*left)?,
            Kind::Or => at(E::Or(left, Box::new(self.expression(binding)?))),
            Kind::And => at(E::And(left, Box::new(self.expression(binding)?))),
            Kind::Pipe => at(E::Pipe(left, Box::new(self.expression(binding)?))),
            Kind::Filter => self.filter(*left)?,
            Kind::Compare(comparator) => at(E::Compare(comparator, left, Box::new(self.expression(binding)?))),
            Kind::OpenBracket => match self.peek() {
                Kind::Star => self.list_projection(*left)?,
                Kind::Number(_) | Kind::Colon => self.index_or_slice(Some(*left))?,
                _ => return Err(self.unexpected("['0-9', ':', '*']")),
            },
            _ => {
                self.at -= 1;
                return Err(
                    self.unexpected("['.', '[', '||', '&&', '|', '[]', '[?', '==', '!=', '>', '>=', '<', '<=']")
                );
            }
        })
    }

    /// After a `[` that begins an expression.
    fn bracket(&mut self, current: Expression) -> Result<Expression, Error> {
        let closes = self.tokens.get(self.at + 1).is_some_and(|token| token.kind == Kind::CloseBracket);
        match self.peek() {
            Kind::End => Err(self.error("Expected another token, but found EOF")),
            Kind::Number(_) | Kind::Colon => self.index_or_slice(None),
            Kind::Star if closes => self.list_projection(current),
            _ => self.multi_select_list(),
        }
    }

    /// After the `[` of `[1]`, `[1:]`, `[::2]` and so on; a slice is a projection.
    fn index_or_slice(&mut self, left: Option<Expression>) -> Result<Expression, Error> {
        let position = self.position();
        let mut parts = [None, None, None];
        let mut colons = 0;
        loop {
            match *self.peek() {
                Kind::Number(number) => {
                    self.at += 1;
                    parts[colons] = Some(number);
                    if !matches!(self.peek(), Kind::Colon | Kind::CloseBracket) {
                        return Err(self.unexpected("[':', ']']"));
                    }
                }
                Kind::CloseBracket => break,
                Kind::Colon => {
                    colons += 1;
                    if colons == 3 {
                        return Err(self.error("Too many colons in slice expression"));
                    }
                    self.at += 1;
                }
                _ => return Err(self.unexpected("['0-9', ']', ':']")),
            }
        }
        self.at += 1;
        let [start, end, step] = parts;
        let at = |kind| Expression { kind, position };
        let part = match (colons, start) {
            (0, Some(index)) => at(E::Index(index)),
            (0, None) => return Err(self.error("Expected an index or a slice")),
            _ => at(E::Slice { start, end, step: step.unwrap_or(1) }),
        };
        let whole = match left {
            Some(left) => at(E::Sub(Box::new(left), Box::new(part))),
            None => part,
        };
        if colons == 0 {
            return Ok(whole);
        }
        let right = self.projected(STAR)?;
        Ok(at(E::Project(Box::new(whole), Box::new(right))))
    }

    fn multi_select_list(&mut self) -> Result<Expression, Error> {
        let position = self.position();
        if *self.peek() == Kind::CloseBracket {
            return Err(self.unexpected(STARTS));
        }
        Ok(Expression { kind: E::MultiSelectList(self.list(&Kind::CloseBracket)?), position })
    }

    /// Expressions with commas between them, up to and with `end`.
    fn list(&mut self, end: &Kind) -> Result<Vec<Expression>, Error> {
        let mut expressions = Vec::new();
        if self.peek() == end {
            self.at += 1;
            return Ok(expressions);
        }
        loop {
            expressions.push(self.expression(0)?);
            if *self.peek() != Kind::Comma {
                self.expect(end)?;
                return Ok(expressions);
            }
            self.at += 1;
        }
    }

    fn hash(&mut self) -> Result<Expression, Error> {
        let position = self.position();
        let mut entries = Vec::new();
        loop {
            let name = match self.peek() {
                Kind::Name(name) | Kind::Quoted(name) => name.clone(),
                _ => return Err(self.unexpected("'A-Z|a-z|_'")),
            };
            self.at += 1;
            self.expect(&Kind::Colon)?;
            entries.push((name, self.expression(0)?));
            match self.peek() {
                Kind::Comma => self.at += 1,
                Kind::CloseBrace => break,
                _ => return Err(self.unexpected("['}', ',']")),
            }
        }
        self.at += 1;
        Ok(Expression { kind: E::MultiSelectHash(entries), position })
    }

    fn list_projection(&mut self, left: Expression) -> Result<Expression, Error> {
        let position = self.position();
        self.expect(&Kind::Star)?;
        self.expect(&Kind::CloseBracket)?;
        let right = self.projected(STAR)?;
        Ok(Expression { kind: E::Project(Box::new(left), Box::new(right)), position })
    }

    fn object_projection(&mut self, left: Expression) -> Result<Expression, Error> {
        let Position { line, column } = self.position();
        let position = Position { line, column: column.saturating_sub(1) };
        let right = self.projected(STAR)?;
        Ok(Expression { kind: E::ProjectObject(Box::new(left), Box::new(right)), position })
    }

    fn filter(&mut self, left: Expression) -> Result<Expression, Error> {
        let position = self.position();
        let condition = self.expression(0)?;
        self.expect(&Kind::CloseBracket)?;
        let right = self.projected(FILTER)?;
        let kind = E::Filter(Box::new(left), Box::new(condition), Box::new(right));
        Ok(Expression { kind, position })
    }

    fn flatten(&mut self, left: Expression) -> Result<Expression, Error> {
        let position = self.position();
        let flattened = Expression { kind: E::Flatten(Box::new(left)), position };
        let right = self.projected(FLATTEN)?;
        Ok(Expression { kind: E::Project(Box::new(flattened), Box::new(right)), position })
    }

    fn after_dot(&mut self, binding: u8) -> Result<Expression, Error> {
        match self.peek() {
            Kind::OpenBracket => {
                self.at += 1;
                self.multi_select_list()
            }
            Kind::OpenBrace | Kind::Star | Kind::Name(_) | Kind::Quoted(_) => self.expression(binding),
            _ => Err(self.unexpected("['[', '{', '*', 'A-Z|a-z|_']")),
        }
    }

    /// What is done with every element of a projection.
    fn projected(&mut self, binding: u8) -> Result<Expression, Error> {
        match self.peek() {
            kind if kind.binding() < PROJECTION_STOP => Ok(Expression { kind: E::Current, position: self.position() }),
            Kind::OpenBracket | Kind::Filter => self.expression(binding),
            Kind::Dot => {
                self.at += 1;
                self.after_dot(binding)
            }
            _ => Err(self.unexpected("['.', '[', '[?']")),
        }
    }
}
