//! Applied traits and documentation comments ([applying traits](https://smithy.io/2.0/spec/idl.html#applying-traits)).

use super::lexer::Kind;
use super::{Parse, Parser, SyntaxError};
use crate::ids;
use crate::node::{Node, Object, Value};
use crate::shape_id::ShapeId;
use crate::source::Span;

/// What may start the value of a trait, in the order in which messages name them.
const STARTS: [Kind; 6] =
    [Kind::LeftBrace, Kind::LeftBracket, Kind::TextBlock, Kind::String, Kind::Number, Kind::Identifier];

/// A trait as it was applied.
pub(super) struct TraitUse {
    pub(super) id: ShapeId,
    pub(super) value: Node,
    pub(super) span: Span,
    /// Whether it came from a documentation comment.
    pub(super) is_doc: bool,
}

impl TraitUse {
    pub(super) fn new(id: ShapeId, value: Node, span: Span) -> Self {
        Self { id, value, span, is_doc: false }
    }

    /// Whether a `null` was written, as opposed to nothing.
    pub(super) fn is_written_null(&self) -> bool {
        // A trait without value has the span of the trait itself.
        self.value.is_null() && self.value.span != self.span
    }
}

impl Parser<'_> {
    /// Reads the documentation comment and the traits before a shape or a member.
    pub(super) fn docs_and_traits(&mut self) -> Parse<Vec<TraitUse>> {
        self.lost_docs();
        self.skip_blank_and_docs();
        let docs = self.take_docs();
        let mut traits = self.traits()?;
        if let Some((text, span)) = docs {
            let value = Node::new(text, span);
            traits.insert(0, TraitUse { id: ids::DOCUMENTATION, value, span, is_doc: true });
        }
        Ok(traits)
    }

    /// Reads any number of traits.
    pub(super) fn traits(&mut self) -> Parse<Vec<TraitUse>> {
        let mut traits = Vec::new();
        while self.is(Kind::At) {
            traits.push(self.applied_trait()?);
            self.skip_blank_and_docs();
        }
        Ok(traits)
    }

    /// Reads one trait.
    pub(super) fn applied_trait(&mut self) -> Parse<TraitUse> {
        let start = self.lexer.start();
        self.take(Kind::At)?;
        let id = self.target()?.id;
        if !self.is(Kind::LeftParenthesis) {
            let span = self.lexer.span_from(start);
            return Ok(TraitUse::new(id, Node::new(Value::Null, span), span));
        }
        self.lexer.advance();
        self.skip_blank_and_docs();
        if self.is(Kind::RightParenthesis) {
            self.lexer.advance();
            let span = self.lexer.span_from(start);
            return Ok(TraitUse::new(id, Node::new(Value::Null, span), span));
        }
        let value = self.trait_value()?;
        self.skip_blank_and_docs();
        self.take(Kind::RightParenthesis)?;
        Ok(TraitUse::new(id, value, self.lexer.span_from(start)))
    }

    fn trait_value(&mut self) -> Parse<Node> {
        let (start, span) = (self.lexer.start(), self.lexer.span());
        match self.expect(&STARTS)? {
            Kind::String => {
                let text = self.string();
                self.skip_blank_and_docs();
                if self.is(Kind::Colon) {
                    return self.trait_members(text, span, start);
                }
                Ok(Node::new(Value::String(text), span))
            }
            Kind::Identifier => {
                let (text, span) = self.id_text()?;
                self.skip_blank_and_docs();
                // A plain identifier that does not end the value is a key.
                if self.is(Kind::RightParenthesis) || text.contains(['.', '#', '$']) {
                    return Ok(self.keyword_or_id(text, span));
                }
                self.trait_members(text.into(), span, start)
            }
            _ => self.node(),
        }
    }

    /// Reads the members of a structure written without braces, from behind its first key.
    fn trait_members(&mut self, key: Box<str>, key_span: Span, start: usize) -> Parse<Node> {
        let mut object = Object::default();
        let first = self.value_after_colon()?;
        object.insert(key, key_span, first);
        self.skip_blank_and_docs();
        while !self.is(Kind::RightParenthesis) {
            self.expect(&[Kind::Identifier, Kind::String])?;
            let (at, key_span) = (self.lexer.start(), self.lexer.span());
            let key = self.string();
            self.skip_blank_and_docs();
            let node = self.value_after_colon()?;
            if object.contains_key(&key) {
                let message = format!("Duplicate member of trait: '{key}'");
                return Err(SyntaxError::of_content(at, message));
            }
            object.insert(key, key_span, node);
            self.skip_blank_and_docs();
        }
        Ok(Node::new(object, self.lexer.span_from(start)))
    }
}
