//! The JSON AST, versions 1.0 and 2.0 ([specification](https://smithy.io/2.0/spec/json-ast.html)).
//!
//! Reads shapes straight from the text; see [`super::json`] for why. There are two kinds of trouble: text that is
//! not JSON ends the file, while a shape that is not as it should be is reported and passed over.

use std::borrow::Cow;

use super::json::{Json, JsonError, Kind};
use super::merge::apply_trait;
use super::parsed::{Application, Definition, MemberDefinition, Parsed, Version};
use super::properties::{additional_properties, not_in_version, suggestion};
use crate::event::{Event, Severity};
use crate::shape::{Operation, Resource, Service, Shape, ShapeKind, ShapeType, Target, Traits};
use crate::shape_id::{ShapeId, is_identifier};
use crate::source::{FileId, Sources, Span};

/// What is wrong: the text, or what it says.
enum AstError {
    Json(JsonError),
    Schema { message: String, span: Span },
}

impl From<JsonError> for AstError {
    fn from(error: JsonError) -> Self {
        Self::Json(error)
    }
}

type Ast<T> = Result<T, AstError>;

fn schema<T>(message: impl Into<String>, span: Span) -> Ast<T> {
    Err(AstError::Schema { message: message.into(), span })
}

/// Whether the text is a JSON object with the member `smithy`; `None` when that cannot be told.
pub(super) fn is_model(file: FileId, text: &str) -> Option<bool> {
    let mut json = Json::new(file, text);
    let mut entries = json.object().ok()?;
    while let Some((key, _)) = json.key(&mut entries).ok()? {
        if key == "smithy" {
            return Some(true);
        }
        json.skip().ok()?;
    }
    Some(false)
}

/// Reads a source.
pub(super) fn parse(file: FileId, sources: &Sources, text: &str) -> Parsed {
    let mut reader = Reader { json: Json::new(file, text), sources, out: Parsed::default() };
    if let Err(error) = reader.model() {
        let event = match error {
            AstError::Json(error) => Event::error("Model", parsing(&error)).at(error.span),
            AstError::Schema { message, span } => Event::error("Model", message).at(span),
        };
        reader.out.events.push(event);
    }
    reader.out
}

/// Says that the text is not JSON. What is wrong with its content needs no such introduction.
fn parsing(error: &JsonError) -> String {
    if error.message.starts_with("Duplicate") {
        error.message.clone()
    } else {
        format!("Error parsing JSON: {}", error.message)
    }
}

struct Reader<'s> {
    json: Json<'s>,
    sources: &'s Sources,
    out: Parsed,
}

impl<'s> Reader<'s> {
    fn model(&mut self) -> Ast<()> {
        if let Some(version) = self.find_version()? {
            self.out.version = version;
        }
        let mut entries = self.json.object()?;
        let mut additional = Vec::new();
        while let Some((key, _)) = self.json.key(&mut entries)? {
            match &*key {
                "smithy" => self.json.skip()?,
                "metadata" => self.recovering(None, Self::metadata)?,
                "shapes" => self.recovering(None, Self::shapes)?,
                _ => {
                    additional.push(key);
                    self.json.skip()?;
                }
            }
        }
        self.json.finish()?;
        self.warn_additional(None, &["metadata", "shapes", "smithy"], &additional, self.json.span_from(entries.start));
        Ok(())
    }

    /// The version may stand behind the shapes, which are read by it.
    fn find_version(&mut self) -> Ast<Option<Version>> {
        let mut ahead = self.json.clone();
        if ahead.kind()? != Kind::Object {
            return schema(
                "Expected a Smithy model, which is a JSON object",
                ahead.span_from(ahead.clone().position()),
            );
        }
        let mut entries = ahead.object()?;
        while let Some((key, span)) = ahead.key(&mut entries)? {
            if key != "smithy" {
                ahead.skip()?;
                continue;
            }
            if ahead.kind()? != Kind::String {
                let found = ahead.kind()?.as_str();
                return schema(format!("Expected `smithy` member to be a string, but found {found}"), span);
            }
            let (text, span) = ahead.string()?;
            return match Version::parse(&text) {
                Some(version) => Ok(Some(version)),
                None => schema(format!("Unsupported Smithy version number: {text}"), span),
            };
        }
        Ok(None)
    }

    /// Reads a value; when its content is wrong, reports that and passes over the value.
    fn recovering(&mut self, shape: Option<ShapeId>, read: impl FnOnce(&mut Self) -> Ast<()>) -> Ast<()> {
        let before = self.json.clone();
        match read(self) {
            Err(AstError::Schema { message, span }) => {
                let mut event = Event::error("Model", message).at(span);
                event.shape = shape;
                self.out.events.push(event);
                self.json = before;
                Ok(self.json.skip()?)
            }
            other => other,
        }
    }

    fn warn_additional(&mut self, shape: Option<ShapeId>, allowed: &[&str], found: &[Cow<'s, str>], span: Span) {
        if !found.is_empty() {
            let mut found: Vec<&str> = found.iter().map(|key| &**key).collect();
            let message = additional_properties(allowed, &mut found);
            let mut event = Event::new(Severity::Warning, "Model", message).at(span);
            event.shape = shape;
            event.hint = suggestion(allowed, &found);
            self.out.events.push(event);
        }
    }

    /// Fails unless a value of some kind comes next; `expected` begins to say what was expected.
    fn expect(&mut self, kind: Kind, expected: impl FnOnce(&'static str) -> String) -> Ast<()> {
        let found = self.json.kind()?;
        if found == kind {
            return Ok(());
        }
        let start = self.json.position();
        schema(expected(found.as_str()), self.span_of_value(start))
    }

    /// Fails unless the value of the member `name` is an object.
    fn expect_object(&mut self, name: &str) -> Ast<()> {
        self.expect(Kind::Object, |found| format!("Expected `{name}` to be an object, but found {found}"))
    }

    fn span_of_value(&self, start: usize) -> Span {
        let mut ahead = self.json.clone();
        match ahead.skip() {
            Ok(()) => ahead.span_from(start),
            Err(error) => error.span,
        }
    }

    fn metadata(&mut self) -> Ast<()> {
        self.expect(Kind::Object, |found| format!("Expected `metadata` to be an object; found {found}"))?;
        let mut entries = self.json.object()?;
        while let Some((key, span)) = self.json.key(&mut entries)? {
            let node = self.json.node()?;
            self.out.metadata.push((key.into(), span, node));
        }
        Ok(())
    }

    fn shapes(&mut self) -> Ast<()> {
        self.expect(Kind::Object, |found| format!("Expected `shapes` to be an object; found {found}"))?;
        let mut entries = self.json.object()?;
        while let Some((key, span)) = self.json.key(&mut entries)? {
            if let Ok(id) = ShapeId::parse(&key) {
                self.recovering(Some(id), |reader| reader.shape(id, span))?;
            } else {
                self.out.events.push(Event::error("Model", format!("Invalid shape ID: {key}")).at(span));
                self.json.skip()?;
            }
        }
        Ok(())
    }

    /// The type of the shape that comes next, wherever among its properties it stands.
    fn shape_type(&mut self) -> Ast<(Cow<'s, str>, Span)> {
        if self.json.kind()? != Kind::Object {
            let start = self.json.position();
            let found = self.json.kind()?.as_str();
            return schema(format!("Expected object, but found {found}."), self.span_of_value(start));
        }
        let mut ahead = self.json.clone();
        let mut entries = ahead.object()?;
        while let Some((key, _)) = ahead.key(&mut entries)? {
            if key == "type" {
                if ahead.kind()? != Kind::String {
                    let found = ahead.kind()?.as_str();
                    let start = ahead.position();
                    return schema(
                        format!("Expected `type` member to be a string, but found {found}"),
                        ahead.span_from(start),
                    );
                }
                return Ok(ahead.string()?);
            }
            ahead.skip()?;
        }
        schema("Missing expected member `type`.", ahead.span_from(entries.start))
    }

    fn shape(&mut self, id: ShapeId, key_span: Span) -> Ast<()> {
        let (type_name, type_span) = self.shape_type()?;
        if type_name == "apply" {
            return self.apply(id);
        }
        let shape_type = match ShapeType::from_keyword(&type_name) {
            Some(shape_type) if !id.is_member() => shape_type,
            Some(_) => {
                let message =
                    format!("Shapes of type `{type_name}` cannot contain a member in their shape ID. Found `{id}`");
                return schema(message, key_span);
            }
            None => return schema(format!("Invalid shape `type`: {type_name}"), type_span),
        };
        let mut definition = Definition {
            shape: Shape::new(id, shape_type.plain_kind(), key_span),
            members: Vec::new(),
            resource: None,
            version: self.out.version,
        };
        let mut entries = self.json.object()?;
        let mut additional = Vec::new();
        while let Some((key, span)) = self.json.key(&mut entries)? {
            match &*key {
                "type" => self.json.skip()?,
                "traits" => definition.shape.traits = self.traits(id)?,
                "mixins" => self.targets(id, &mut definition.shape.mixins)?,
                property => {
                    if !self.property(&mut definition, property, span)? {
                        additional.push(key);
                        self.json.skip()?;
                    }
                }
            }
        }
        if !additional.is_empty() {
            self.warn_additional(Some(id), allowed_properties(shape_type), &additional, key_span);
        }
        self.out.definitions.push(definition);
        Ok(())
    }

    /// Reads a property that only some types have. `false`, and nothing read, when this type has no such property.
    fn property(&mut self, definition: &mut Definition, name: &str, span: Span) -> Ast<bool> {
        let Definition { shape: Shape { id, kind, .. }, members, .. } = definition;
        match (&mut *kind, name) {
            (ShapeKind::Structure | ShapeKind::Union | ShapeKind::Enum | ShapeKind::IntEnum, "members") => {
                self.expect_object(name)?;
                let mut entries = self.json.object()?;
                while let Some((member, span)) = self.json.key(&mut entries)? {
                    if !is_identifier(&member) {
                        return schema(format!("Invalid shape ID member: {member}"), span);
                    }
                    let member = self.member(id.with_member(&member), span)?;
                    members.push(member);
                }
            }
            (ShapeKind::List | ShapeKind::Set, "member") | (ShapeKind::Map, "key" | "value") => {
                members.push(self.member(id.with_member(name), span)?);
            }
            (ShapeKind::Service(service), _) => return self.service_property(*id, service, name),
            (ShapeKind::Operation(operation), _) => return self.operation_property(*id, operation, name),
            (ShapeKind::Resource(resource), _) => return self.resource_property(*id, resource, name),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn service_property(&mut self, shape: ShapeId, service: &mut Service, name: &str) -> Ast<bool> {
        match name {
            "version" => {
                self.expect(Kind::String, |found| format!("Expected `version` to be a string, but found {found}"))?;
                service.version = self.json.string()?.0.into();
            }
            "operations" => self.targets(shape, &mut service.operations)?,
            "resources" => self.targets(shape, &mut service.resources)?,
            "errors" => self.targets(shape, &mut service.errors)?,
            "rename" => {
                self.expect_object(name)?;
                let mut entries = self.json.object()?;
                while let Some((key, span)) = self.json.key(&mut entries)? {
                    let Ok(id) = ShapeId::parse(&key) else {
                        return schema(format!("Invalid shape ID: {key}"), span);
                    };
                    self.expect(Kind::String, |found| {
                        format!("Expected rename value to be a string, but found {found}")
                    })?;
                    service.rename.push((Target { id, span }, self.json.string()?.0.into()));
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn operation_property(&mut self, shape: ShapeId, operation: &mut Operation, name: &str) -> Ast<bool> {
        match name {
            "input" => operation.input = Some(self.named_target(shape, name)?),
            "output" => operation.output = Some(self.named_target(shape, name)?),
            "errors" => self.targets(shape, &mut operation.errors)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn resource_property(&mut self, shape: ShapeId, resource: &mut Resource, name: &str) -> Ast<bool> {
        let lifecycle = match name {
            "create" => &mut resource.create,
            "put" => &mut resource.put,
            "read" => &mut resource.read,
            "update" => &mut resource.update,
            "delete" => &mut resource.delete,
            "list" => &mut resource.list,
            "operations" => return self.targets(shape, &mut resource.operations).map(|()| true),
            "collectionOperations" => {
                return self.targets(shape, &mut resource.collection_operations).map(|()| true);
            }
            "resources" => return self.targets(shape, &mut resource.resources).map(|()| true),
            "identifiers" => return self.named_targets(shape, &mut resource.identifiers).map(|()| true),
            "properties" if self.out.version == Version::V1 => {
                let start = self.json.position();
                return schema(not_in_version(self.out.version), self.span_of_value(start));
            }
            "properties" => return self.named_targets(shape, &mut resource.properties).map(|()| true),
            _ => return Ok(false),
        };
        *lifecycle = Some(self.named_target(shape, name)?);
        Ok(true)
    }

    fn named_targets(&mut self, shape: ShapeId, targets: &mut Vec<(Box<str>, Target)>) -> Ast<()> {
        self.expect(Kind::Object, |found| format!("Expected an object, but found {found}."))?;
        let mut entries = self.json.object()?;
        while let Some((key, _)) = self.json.key(&mut entries)? {
            self.expect(Kind::Object, |found| format!("Expected object, but found {found}."))?;
            let target = self.reference(Some(shape))?;
            targets.push((key.into(), target));
        }
        Ok(())
    }

    fn targets(&mut self, shape: ShapeId, targets: &mut Vec<Target>) -> Ast<()> {
        self.expect(Kind::Array, |found| format!("Expected an array, but found {found}."))?;
        let mut entries = self.json.array()?;
        while self.json.element(&mut entries)? {
            self.expect(Kind::Object, |found| format!("Expected object, but found {found}."))?;
            targets.push(self.reference(Some(shape))?);
        }
        Ok(())
    }

    fn named_target(&mut self, shape: ShapeId, name: &str) -> Ast<Target> {
        self.expect(Kind::Object, |found| format!("Expected `{name}` to be an object; found {found}"))?;
        self.reference(Some(shape))
    }

    /// `{"target": id}`
    fn reference(&mut self, shape: Option<ShapeId>) -> Ast<Target> {
        let mut target = None;
        let mut additional = Vec::new();
        let mut entries = self.json.object()?;
        while let Some((key, _)) = self.json.key(&mut entries)? {
            if key == "target" {
                target = Some(self.target()?);
            } else {
                additional.push(key);
                self.json.skip()?;
            }
        }
        let span = self.json.span_from(entries.start);
        self.warn_additional(shape, &["target"], &additional, span);
        target.map_or_else(|| schema("Missing expected member `target`.", span), Ok)
    }

    /// The id under `target`.
    fn target(&mut self) -> Ast<Target> {
        self.expect(Kind::String, |found| format!("Expected `target` member to be a string, but found {found}"))?;
        let (text, span) = self.json.string()?;
        match ShapeId::parse(&text) {
            Ok(id) => Ok(Target { id, span }),
            Err(_) => schema(format!("Invalid shape ID: {text}"), span),
        }
    }

    /// `{"target": id, "traits": {…}}`
    fn member(&mut self, id: ShapeId, span: Span) -> Ast<MemberDefinition> {
        self.expect(Kind::Object, |found| format!("Expected object, but found {found}."))?;
        let (mut target, mut traits) = (None, Traits::default());
        let mut additional = Vec::new();
        let mut entries = self.json.object()?;
        while let Some((key, _)) = self.json.key(&mut entries)? {
            match &*key {
                "target" => target = Some(self.target()?),
                "traits" => traits = self.traits(id)?,
                _ => {
                    additional.push(key);
                    self.json.skip()?;
                }
            }
        }
        self.warn_additional(Some(id), &["target", "traits"], &additional, span);
        if target.is_none() {
            return schema("Missing expected member `target`.", self.json.span_from(entries.start));
        }
        Ok(MemberDefinition { id, span, target, traits, applied_only: false })
    }

    fn traits(&mut self, shape: ShapeId) -> Ast<Traits> {
        self.expect_object("traits")?;
        let mut traits = Traits::default();
        let mut entries = self.json.object()?;
        while let Some((key, span)) = self.json.key(&mut entries)? {
            let Ok(id) = ShapeId::parse(&key) else {
                return schema(format!("Invalid shape ID: {key}"), span);
            };
            let value = self.json.node()?;
            if value.is_null() {
                self.out.nulls.push((shape, id));
            }
            apply_trait(&mut traits, shape, id, value, span, self.sources, &mut self.out.events);
        }
        Ok(traits)
    }

    /// `{"type": "apply", "traits": {…}}`
    fn apply(&mut self, target: ShapeId) -> Ast<()> {
        let mut additional = Vec::new();
        let mut entries = self.json.object()?;
        while let Some((key, _)) = self.json.key(&mut entries)? {
            match &*key {
                "type" => self.json.skip()?,
                "traits" => {
                    for (id, applied) in self.traits(target)? {
                        let (value, span) = (applied.value, applied.span);
                        let target = Target { id: target, span };
                        self.out.applications.push(Application { target, id, value, span });
                    }
                }
                _ => {
                    additional.push(key);
                    self.json.skip()?;
                }
            }
        }
        let span = self.json.span_from(entries.start);
        self.warn_additional(Some(target), &["traits", "type"], &additional, span);
        Ok(())
    }
}

/// What shapes of a type may have, in alphabetic order.
fn allowed_properties(shape_type: ShapeType) -> &'static [&'static str] {
    match shape_type {
        ShapeType::List | ShapeType::Set => &["member", "mixins", "traits", "type"],
        ShapeType::Map => &["key", "mixins", "traits", "type", "value"],
        ShapeType::Structure | ShapeType::Union | ShapeType::Enum | ShapeType::IntEnum => {
            &["members", "mixins", "traits", "type"]
        }
        ShapeType::Service => &["errors", "mixins", "operations", "rename", "resources", "traits", "type", "version"],
        ShapeType::Operation => &["errors", "input", "mixins", "output", "traits", "type"],
        ShapeType::Resource => &[
            "collectionOperations",
            "create",
            "delete",
            "identifiers",
            "list",
            "mixins",
            "operations",
            "properties",
            "put",
            "read",
            "resources",
            "traits",
            "type",
            "update",
        ],
        _ => &["mixins", "traits", "type"],
    }
}
