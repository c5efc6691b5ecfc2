//! The sections of a file, and the statements in them that are not shapes.

use super::lexer::Kind;
use super::{Parse, Parser};
use crate::event::{Event, Severity};
use crate::load::parsed::{Application, Version};
use crate::node::{Node, Value};
use crate::shape::Target;
use crate::shape_id::ShapeId;

impl Parser<'_> {
    /// Reads the whole source.
    pub(super) fn file(&mut self) {
        self.skip_blank_and_docs();
        let mut defined = Vec::new();
        while self.is(Kind::Dollar) {
            self.lost_docs();
            if let Err(error) = self.control(&mut defined) {
                self.recover(&error);
            }
            self.skip_blank_and_docs();
        }
        while self.is_word("metadata") {
            self.lost_docs();
            if let Err(error) = self.metadata() {
                self.recover(&error);
            }
            self.skip_blank_and_docs();
        }
        self.lost_docs();
        if self.is_word("namespace") {
            if let Err(error) = self.shape_section() {
                self.report(&error);
            }
        } else if !self.is(Kind::End) {
            let message = format!("Expected a namespace definition but found {}", self.found());
            let hint = "`namespace` stands before the first shape: `namespace example.weather`";
            self.report(&self.error(message).with_hint(Some(hint.into())));
        }
        self.lost_docs();
    }

    /// `$key: value`
    fn control(&mut self, defined: &mut Vec<Box<str>>) -> Parse<()> {
        self.take(Kind::Dollar)?;
        self.expect(&[Kind::Identifier, Kind::String])?;
        let key = self.string();
        self.skip_spaces();
        self.take(Kind::Colon)?;
        self.skip_spaces();
        if defined.contains(&key) {
            return Err(self.error(format!("Duplicate control statement `{key}`")));
        }
        defined.push(key.clone());
        let value = self.node()?;
        let text = value.as_str();
        match (&*key, text) {
            ("version", Some(text)) => {
                self.out.version = Version::parse(text).ok_or_else(|| {
                    let error = self.error(format!("Unsupported Smithy version number: {text}"));
                    error.with_hint(Some("there are `1.0` and `2.0`".into()))
                })?;
            }
            ("version", None) => {
                let message = format!("The $version control statement must have a string value, but found {value}");
                self.out.events.push(Event::error("Model", message).at(value.span));
            }
            ("operationInputSuffix", Some(text)) => self.input_suffix = text.into(),
            ("operationOutputSuffix", Some(text)) => self.output_suffix = text.into(),
            ("operationInputSuffix" | "operationOutputSuffix", None) => {
                let message = format!("Expected string, but found {}.", value.type_name());
                self.out.events.push(Event::error("Model", message).at(value.span));
            }
            _ => {
                let message = format!("Unknown control statement `{key}` with value `{value}`");
                self.out.events.push(Event::new(Severity::Warning, "Model", message).at(value.span));
            }
        }
        self.take_line_break()
    }

    /// `metadata key = value`
    fn metadata(&mut self) -> Parse<()> {
        self.lexer.advance();
        self.take_spaces()?;
        self.expect(&[Kind::Identifier, Kind::String])?;
        let span = self.lexer.span();
        let key = self.string();
        self.skip_spaces();
        self.take(Kind::Equal)?;
        self.skip_spaces();
        let value = self.node()?;
        self.out.metadata.push((key, span, value));
        self.take_line_break()
    }

    /// `namespace`, then `use` statements, then shapes.
    fn shape_section(&mut self) -> Parse<()> {
        self.lexer.advance();
        self.take_spaces()?;
        let namespace = self.namespace_text()?;
        self.namespace = Some(namespace);
        self.out.namespace = Some(namespace.into());
        self.take_line_break()?;
        loop {
            // Documentation before `use` documents nothing; before anything else it belongs to the first shape.
            let before = (self.lexer.clone(), self.docs.lines.len());
            self.skip_blank_and_docs();
            if !self.is_word("use") {
                self.lexer = before.0;
                self.docs.lines.truncate(before.1);
                if before.1 == 0 {
                    self.docs.span = None;
                }
                break;
            }
            self.lost_docs();
            if let Err(error) = self.use_statement() {
                self.recover(&error);
            }
        }
        while !self.is(Kind::End) {
            if let Err(error) = self.shape_or_apply() {
                self.recover(&error);
            }
        }
        Ok(())
    }

    /// `use namespace#Name`
    fn use_statement(&mut self) -> Parse<()> {
        self.lexer.advance();
        self.take_spaces()?;
        let (at, start) = (self.lexer.span(), self.lexer.start());
        self.namespace_text()?;
        self.take(Kind::Pound)?;
        self.identifier()?;
        let id = ShapeId::intern(self.lexer.slice(start, self.lexer.start()));
        let fail = |message: String| super::SyntaxError::of_content(start, message);
        if self.is(Kind::Dollar) {
            return Err(fail("Use statements cannot use members".into()));
        }
        if let Some(previous) = self.uses.get(id.name()) {
            return Err(fail(format!("Cannot use name `{id}` because it conflicts with `{previous}`")));
        }
        self.uses.insert(id.name(), id);
        let span = crate::source::Span::new(at.file, start, self.lexer.start());
        self.out.uses.push(Target { id, span });
        self.take_line_break()
    }

    /// `apply Shape @trait` or `apply Shape { @trait … }`
    pub(super) fn apply(&mut self) -> Parse<()> {
        self.lexer.advance();
        self.take_blank()?;
        let target = self.target()?;
        self.take_blank()?;
        let traits = if self.expect(&[Kind::At, Kind::LeftBrace])? == Kind::At {
            vec![self.applied_trait()?]
        } else {
            self.lexer.advance();
            self.skip_blank_and_docs();
            let traits = self.traits()?;
            self.take(Kind::RightBrace)?;
            traits
        };
        for applied in traits {
            if applied.is_written_null() {
                self.out.nulls.push((target.id, applied.id));
            }
            let super::traits::TraitUse { id, value, span, .. } = applied;
            self.out.applications.push(Application { target, id, value, span });
        }
        self.take_line_break()
    }

    /// A string of a node, as the id of a shape: relative names are resolved.
    pub(super) fn id_of(&mut self, node: &Node) -> Option<Target> {
        let Value::String(text) = &node.value else { return None };
        let bare = text.replacen('#', ".", 1).replacen('$', ".", 1);
        let well_formed =
            ShapeId::parse(text).is_ok() || (!text.contains(['#', '.']) && crate::shape_id::is_namespace(&bare));
        well_formed.then(|| Target { id: self.resolve(text), span: node.span })
    }
}
