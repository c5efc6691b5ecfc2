//! Shapes of the AST.

use std::borrow::Cow;

use super::{Ast, Reader, schema};
use crate::load::json::Kind;
use crate::load::merge::apply_trait;
use crate::load::parsed::{Application, Definition, MemberDefinition, Version};
use crate::load::properties::not_in_version;
use crate::shape::{Operation, Resource, Service, Shape, ShapeKind, ShapeType, Target, Traits};
use crate::shape_id::{ShapeId, is_identifier};
use crate::source::Span;

impl<'s> Reader<'s> {
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

    /// Reads a shape, or applies traits to one.
    pub(super) fn shape(&mut self, id: ShapeId, key_span: Span) -> Ast<()> {
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
