//! [Node values](https://smithy.io/2.0/spec/idl.html#node-values).

use super::lexer::Kind;
use super::{Parse, Parser};
use crate::node::{Node, Number, Object, Value};
use crate::source::Span;

/// What may start a value, in the order in which messages name them.
const STARTS: [Kind; 6] =
    [Kind::String, Kind::TextBlock, Kind::Number, Kind::Identifier, Kind::LeftBrace, Kind::LeftBracket];

impl Parser<'_> {
    /// Reads a value.
    pub(super) fn node(&mut self) -> Parse<Node> {
        let span = self.lexer.span();
        match self.expect(&STARTS)? {
            Kind::LeftBrace => self.deeper(Self::object),
            Kind::LeftBracket => self.deeper(Self::array),
            Kind::Number => {
                let number = Number::from_text(self.lexer.lexeme());
                self.lexer.advance();
                Ok(Node::new(number, span))
            }
            Kind::Identifier => {
                let (text, span) = self.id_text()?;
                Ok(self.keyword_or_id(text, span))
            }
            _ => {
                let value = self.string();
                Ok(Node::new(Value::String(value), span))
            }
        }
    }

    /// Takes the value of the current string or text block.
    pub(super) fn string(&mut self) -> Box<str> {
        let value = self.lexer.string_value().into();
        self.lexer.advance();
        value
    }

    /// An unquoted name as a value.
    pub(super) fn keyword_or_id(&mut self, text: &str, span: Span) -> Node {
        let value = match text {
            "true" => Value::Boolean(true),
            "false" => Value::Boolean(false),
            "null" => Value::Null,
            _ => Value::String(self.syntactic_id(text, span).as_str().into()),
        };
        Node::new(value, span)
    }

    fn array(&mut self) -> Parse<Node> {
        let start = self.lexer.start();
        let mut elements = Vec::new();
        self.take(Kind::LeftBracket)?;
        self.skip_blank_and_docs();
        while !self.is(Kind::RightBracket) {
            elements.push(self.node()?);
            self.skip_blank_and_docs();
        }
        self.lexer.advance();
        Ok(Node::new(elements, self.lexer.span_from(start)))
    }

    /// Reads an object, which has to be what comes next.
    pub(super) fn object(&mut self) -> Parse<Node> {
        let start = self.lexer.start();
        let mut object = Object::default();
        self.take(Kind::LeftBrace)?;
        self.skip_blank_and_docs();
        while self.expect(&[Kind::RightBrace, Kind::String, Kind::Identifier])? != Kind::RightBrace {
            let (at, key_span) = (self.lexer.start(), self.lexer.span());
            let key = self.string();
            self.skip_blank_and_docs();
            let node = self.value_after_colon()?;
            if object.contains_key(&key) {
                return Err(super::SyntaxError::of_content(at, format!("Duplicate member: '{key}'")));
            }
            object.insert(key, key_span, node);
            self.skip_blank_and_docs();
        }
        self.lexer.advance();
        Ok(Node::new(object, self.lexer.span_from(start)))
    }

    /// Reads `: value`.
    pub(super) fn value_after_colon(&mut self) -> Parse<Node> {
        self.take(Kind::Colon)?;
        self.skip_blank_and_docs();
        self.node()
    }
}
