//! [Shape statements](https://smithy.io/2.0/spec/idl.html#defining-shapes).

use super::lexer::Kind;
use super::traits::TraitUse;
use super::{Parse, Parser, SyntaxError};
use crate::event::{Event, Severity};
use crate::ids;
use crate::load::merge::apply_trait;
use crate::load::parsed::{Definition, MemberDefinition};
use crate::load::properties;
use crate::node::{Node, Value};
use crate::shape::{Operation, Resource, Service, Shape, ShapeKind, ShapeType, Target, Traits};
use crate::shape_id::ShapeId;
use crate::source::Span;

impl Parser<'_> {
    /// Reads a shape with its documentation and traits, or an `apply` statement.
    pub(super) fn shape_or_apply(&mut self) -> Parse<()> {
        let traits = self.docs_and_traits()?;
        if self.is(Kind::End) && traits.iter().all(|applied| applied.is_doc) {
            if let Some(dangling) = traits.into_iter().next() {
                self.dangling_docs(&dangling);
            }
            return Ok(());
        }
        self.expect(&[Kind::Identifier])?;
        let keyword = self.lexer.lexeme();
        if keyword == "apply" {
            if traits.iter().any(|applied| !applied.is_doc) {
                return Err(self.error("Traits applied to apply statement"));
            }
            if let Some(docs) = traits.into_iter().next() {
                self.dangling_docs(&docs);
            }
            return self.apply();
        }
        let Some(shape_type) = ShapeType::from_keyword(keyword) else {
            let keywords = ShapeType::ALL.iter().map(|shape_type| shape_type.as_str()).chain(["apply"]);
            let close = crate::spelling::closest(keyword, keywords);
            let error = self.error(format!("Unknown shape type: {keyword}"));
            return Err(error.with_hint(close.map(|close| format!("did you mean `{close}`?"))));
        };
        let span = self.lexer.span();
        self.lexer.advance();
        self.take_spaces()?;
        let (name, name_span) = self.identifier()?;
        if let Some(previous) = self.uses.get(name) {
            let message = format!("Shape name `{name}` conflicts with imported shape `{previous}`");
            return Err(SyntaxError::of_content(name_span.start as usize, message));
        }
        let id = self.own(name);
        let span = span.to(name_span);
        match shape_type {
            ShapeType::Structure | ShapeType::Union | ShapeType::List | ShapeType::Set | ShapeType::Map => {
                let mut definition = self.define(id, shape_type.plain_kind(), span);
                self.for_resource(&mut definition)?;
                self.mixins(&mut definition)?;
                self.members(&mut definition)?;
                self.finish(definition, traits);
            }
            ShapeType::Enum | ShapeType::IntEnum => {
                let mut definition = self.define(id, shape_type.plain_kind(), span);
                self.mixins(&mut definition)?;
                self.members(&mut definition)?;
                self.finish(definition, traits);
            }
            ShapeType::Service => self.entity(shape_type, id, span, traits, Self::service)?,
            ShapeType::Resource => self.entity(shape_type, id, span, traits, Self::resource)?,
            ShapeType::Operation => self.operation(id, span, traits)?,
            _ => {
                let mut definition = self.define(id, shape_type.plain_kind(), span);
                self.mixins(&mut definition)?;
                self.finish(definition, traits);
            }
        }
        self.take_line_break()
    }

    fn dangling_docs(&mut self, docs: &TraitUse) {
        // Back to where they came from, to be reported like all others.
        if let (Value::String(text), true) = (&docs.value.value, self.docs.span.is_none()) {
            let (text, span) = (text.clone(), docs.span);
            let message = format!(
                "Found documentation comments ('///') attached to nothing. Documentation comments must appear on \
                 their own lines, directly before shapes and members, and before any traits. The invalid comments \
                 were: {text}"
            );
            let event = Event::new(Severity::Warning, "Model.BadDocumentationComment", message);
            self.out.events.push(event.at(span));
        }
    }

    fn define(&self, id: ShapeId, kind: ShapeKind, span: Span) -> Definition {
        Definition { shape: Shape::new(id, kind, span), members: Vec::new(), resource: None, version: self.out.version }
    }

    fn finish(&mut self, mut definition: Definition, traits: Vec<TraitUse>) {
        definition.shape.traits = self.collect_traits(definition.shape.id, traits);
        self.out.definitions.push(definition);
    }

    fn collect_traits(&mut self, shape: ShapeId, uses: Vec<TraitUse>) -> Traits {
        let mut traits = Traits::default();
        for applied in uses {
            if applied.is_written_null() {
                self.out.nulls.push((shape, applied.id));
            }
            apply_trait(
                &mut traits,
                shape,
                applied.id,
                applied.value,
                applied.span,
                self.sources,
                &mut self.out.events,
            );
        }
        traits
    }

    /// `for Resource`
    fn for_resource(&mut self, definition: &mut Definition) -> Parse<()> {
        self.skip_spaces();
        if !self.is_word("for") {
            return Ok(());
        }
        if !self.is_v2() {
            let version = self.out.version.as_str();
            return Err(self.error(format!(
                "Structures can only be bound to resources with Smithy version 2 or later. Attempted to bind a \
                 structure to a resource with version `{version}`."
            )));
        }
        self.lexer.advance();
        self.take_spaces()?;
        definition.resource = Some(self.target()?);
        Ok(())
    }

    /// `with [Mixin …]`
    fn mixins(&mut self, definition: &mut Definition) -> Parse<()> {
        self.skip_spaces();
        if !self.is_word("with") {
            return Ok(());
        }
        if !self.is_v2() {
            let version = self.out.version.as_str();
            let message = format!(
                "Mixins can only be used with Smithy version 2 or later. Attempted to use mixins with version \
                 `{version}`."
            );
            return Err(self.error(message).about(definition.shape.id));
        }
        self.lexer.advance();
        self.skip_blank_and_docs();
        self.take(Kind::LeftBracket)?;
        self.skip_blank_and_docs();
        loop {
            definition.shape.mixins.push(self.target()?);
            self.skip_blank_and_docs();
            if self.is(Kind::RightBracket) {
                self.lexer.advance();
                return Ok(());
            }
        }
    }

    /// `{ member … }`
    fn members(&mut self, definition: &mut Definition) -> Parse<()> {
        self.skip_blank_and_docs();
        self.take(Kind::LeftBrace)?;
        loop {
            self.skip_blank();
            if matches!(self.kind(), Kind::RightBrace | Kind::End) {
                break;
            }
            let mut traits = self.docs_and_traits()?;
            if self.is(Kind::RightBrace) && traits.iter().all(|applied| applied.is_doc) {
                if let Some(dangling) = traits.pop() {
                    self.dangling_docs(&dangling);
                }
                break;
            }
            self.member(definition, traits)?;
        }
        self.take(Kind::RightBrace)
    }

    fn member(&mut self, definition: &mut Definition, mut traits: Vec<TraitUse>) -> Parse<()> {
        let parent = definition.shape.id;
        let is_enum = matches!(definition.shape.kind, ShapeKind::Enum | ShapeKind::IntEnum);
        let start = self.lexer.start();
        let elided = self.is(Kind::Dollar);
        if elided {
            self.lexer.advance();
        }
        let (name, span) = self.identifier()?;
        let id = parent.with_member(name);
        if let Some(first) = definition.members.iter().find(|member| member.id == id) {
            let line = self.source.line_column(first.span.start).line;
            let message = if is_enum {
                format!("Found conflicting member name, `{name}`")
            } else {
                format!("Duplicate member of `{parent}`: '{name}'")
            };
            let hint = format!("the first `{name}` is at line {line}");
            return Err(SyntaxError { hint: Some(hint), ..SyntaxError::new(start, message).about(parent) });
        }
        if elided && !self.is_v2() {
            let at = span.start as usize;
            return Err(SyntaxError::new(at, "Members can only elide targets in IDL version 2 or later").about(id));
        }
        let target = if elided {
            None
        } else if is_enum {
            Some(Target { id: ids::UNIT_SHAPE, span })
        } else {
            self.skip_spaces();
            self.take(Kind::Colon)?;
            self.skip_spaces();
            Some(self.target()?)
        };
        let end = self.lexer.start();
        let before_spaces = self.lexer.clone();
        self.skip_spaces();
        if self.is(Kind::Equal) {
            if !self.is_v2() {
                return Err(self.error("@default assignment is only supported in IDL version 2 or later"));
            }
            let equal = self.lexer.span();
            self.lexer.advance();
            self.skip_spaces();
            let value = self.node()?;
            let span = equal.to(value.span);
            let id = if is_enum { ids::ENUM_VALUE } else { ids::DEFAULT };
            traits.push(TraitUse::new(id, value, span));
            self.skip_spaces();
            if self.is(Kind::Comma) {
                self.lexer.advance();
            }
            self.take_line_break()?;
        } else {
            self.lexer = before_spaces;
        }
        let traits = self.collect_traits(id, traits);
        let span = Span::new(span.file, start, end);
        definition.members.push(MemberDefinition { id, span, target, traits, applied_only: false });
        Ok(())
    }

    /// A service or a resource: an object of properties.
    fn entity(
        &mut self,
        shape_type: ShapeType,
        id: ShapeId,
        span: Span,
        traits: Vec<TraitUse>,
        read: fn(&mut Self, ShapeId, &Node) -> ShapeKind,
    ) -> Parse<()> {
        let mut definition = self.define(id, shape_type.plain_kind(), span);
        self.mixins(&mut definition)?;
        self.skip_blank_and_docs();
        let body = self.object()?;
        if shape_type == ShapeType::Resource && !self.is_v2() && body.get("properties").is_some() {
            return Err(self.error(properties::not_in_version(self.out.version)).about(id));
        }
        definition.shape.kind = read(self, id, &body);
        self.finish(definition, traits);
        Ok(())
    }

    fn service(&mut self, id: ShapeId, body: &Node) -> ShapeKind {
        let mut properties = properties::Properties::new(id, body, &mut self.out.events);
        properties.allow(properties::SERVICE);
        let version = properties.string("version").unwrap_or_default();
        let mut service = Service { version, ..Service::default() };
        let lists = [properties.array("operations"), properties.array("resources"), properties.array("errors")];
        let rename = properties.object("rename");
        let [operations, resources, errors] = lists.map(|list| self.id_list(list));
        (service.operations, service.resources, service.errors) = (operations, resources, errors);
        for (key, member) in rename.into_iter().flat_map(crate::Object::members) {
            let key_node = Node::new(key, member.key_span);
            match (self.id_or_report(&key_node, expected_string), member.node.as_str()) {
                (Some(target), Some(name)) => service.rename.push((target, name.into())),
                (_, None) => {
                    let message = expected_string(member.node.type_name());
                    self.out.events.push(Event::error("Model", message).at(member.node.span));
                }
                _ => {}
            }
        }
        ShapeKind::Service(Box::new(service))
    }

    fn resource(&mut self, id: ShapeId, body: &Node) -> ShapeKind {
        let mut properties = properties::Properties::new(id, body, &mut self.out.events);
        properties.allow(properties::RESOURCE);
        let lists = ["operations", "collectionOperations", "resources"].map(|name| properties.array(name));
        let maps = ["identifiers", "properties"].map(|name| properties.object(name));
        let [operations, collection_operations, resources] = lists.map(|list| self.id_list(list));
        let [identifiers, properties] = maps.map(|map| {
            let entries = map.into_iter().flat_map(crate::Object::iter);
            entries.filter_map(|(name, node)| Some((name.into(), self.id_or_report(node, expected_string)?))).collect()
        });
        let mut lifecycle = |name: &str| {
            let node = body.get(name)?;
            let not_text = |found: &str| format!("Expected `{name}` member to be a string, but found {found}.");
            self.id_or_report(node, not_text)
        };
        ShapeKind::Resource(Box::new(Resource {
            identifiers,
            properties,
            create: lifecycle("create"),
            put: lifecycle("put"),
            read: lifecycle("read"),
            update: lifecycle("update"),
            delete: lifecycle("delete"),
            list: lifecycle("list"),
            operations,
            collection_operations,
            resources,
        }))
    }

    fn id_list(&mut self, list: Option<&[Node]>) -> Vec<Target> {
        let element = |(at, node)| {
            self.id_or_report(node, |found| format!("Expected array element {at} to be a string but found {found}."))
        };
        list.unwrap_or_default().iter().enumerate().filter_map(element).collect()
    }

    fn id_or_report(&mut self, node: &Node, not_text: impl FnOnce(&str) -> String) -> Option<Target> {
        let target = self.id_of(node);
        if target.is_none() {
            let message = match node.as_str() {
                Some(text) => format!("Invalid shape ID: {text}"),
                None => not_text(node.type_name()),
            };
            self.out.events.push(Event::error("Model", message).at(node.span));
        }
        target
    }

    fn operation(&mut self, id: ShapeId, span: Span, traits: Vec<TraitUse>) -> Parse<()> {
        let mut definition = self.define(id, ShapeKind::Structure, span);
        let mut operation = Operation::default();
        let mut defined: Vec<&str> = Vec::new();
        self.mixins(&mut definition)?;
        self.skip_blank_and_docs();
        self.take(Kind::LeftBrace)?;
        self.skip_blank_and_docs();
        while self.expect(&[Kind::RightBrace, Kind::Identifier])? != Kind::RightBrace {
            let at = self.lexer.start();
            let (property, _) = self.identifier()?;
            let behind = self.lexer.start();
            if defined.contains(&property) {
                let message = format!("Duplicate operation {property} property for `{id}`");
                return Err(SyntaxError::new(at, message).about(id));
            }
            defined.push(property);
            self.skip_blank_and_docs();
            match property {
                "input" => operation.input = Some(self.input_or_output(id, true)?),
                "output" => operation.output = Some(self.input_or_output(id, false)?),
                "errors" => {
                    self.take(Kind::Colon)?;
                    self.skip_blank_and_docs();
                    self.take(Kind::LeftBracket)?;
                    self.skip_blank_and_docs();
                    while !self.is(Kind::RightBracket) {
                        operation.errors.push(self.target()?);
                        self.skip_blank_and_docs();
                    }
                    self.lexer.advance();
                }
                _ => {
                    let message = format!("Unknown property {property} for {id}");
                    return Err(SyntaxError::new(behind, message).about(id));
                }
            }
            self.take_blank()?;
        }
        self.lexer.advance();
        definition.shape.kind = ShapeKind::Operation(Box::new(operation));
        self.finish(definition, traits);
        Ok(())
    }

    /// The target of `input` or `output`: a name, or a structure defined in place.
    fn input_or_output(&mut self, operation: ShapeId, is_input: bool) -> Parse<Target> {
        if !self.is(Kind::Walrus) {
            self.expect(&[Kind::Colon, Kind::Walrus])?;
            self.lexer.advance();
            self.skip_blank_and_docs();
            return self.target();
        }
        if !self.is_v2() {
            let version = self.out.version.as_str();
            return Err(SyntaxError::new(
                self.lexer.span().end as usize,
                format!(
                    "Inlined operation inputs and outputs can only be used with Smithy version 2 or later. Attempted \
                     to use inlined IO with version `{version}`."
                ),
            )
            .about(operation));
        }
        let start = self.lexer.span();
        self.lexer.advance();
        let mut traits = self.docs_and_traits()?;
        let (suffix, marker) =
            if is_input { (&self.input_suffix, ids::INPUT) } else { (&self.output_suffix, ids::OUTPUT) };
        let id = self.own(&format!("{}{suffix}", operation.name()));
        traits.push(TraitUse::new(marker, Node::new(Value::Null, start), start));
        let mut definition = self.define(id, ShapeKind::Structure, start);
        self.for_resource(&mut definition)?;
        self.mixins(&mut definition)?;
        self.members(&mut definition)?;
        self.finish(definition, traits);
        Ok(Target { id, span: start })
    }
}

fn expected_string(found: &str) -> String {
    format!("Expected string, but found {found}.")
}
