//! Structures, unions, enums, and the schemas of everything else.

use whitesmith_smithy::{Model, Node, Number, Shape, ShapeType, ids};

use super::customization::Customization;
use super::deprecation::Deprecation;
use super::links::Place;
use super::names::{NameKind, Scope};
use super::types::{self, TypeName};
use super::{Constructor, Context, EnumPlan, EnumVariant, FieldPlan, SchemaPlan, StructurePlan, TypePlan, UnionPlan};
use super::{case, constructor, literal, traits};
use crate::settings::Settings;

/// What a structure is used as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A type of its own.
    Type,
    /// The input of an operation.
    Input,
    /// The output of an operation.
    Output,
    /// An error.
    Error,
}

/// The types of the `types` module.
pub(super) fn types(context: &Context<'_>) -> Vec<TypePlan> {
    let shapes = context.closure.types.iter();
    let plans = shapes.filter_map(|shape| {
        let name = context.names.types.get(&shape.id)?;
        Some(match shape.shape_type() {
            ShapeType::Structure => TypePlan::Structure(named(context, shape, name, Role::Type)),
            ShapeType::Union => TypePlan::Union(union(context, shape, name)),
            _ => TypePlan::Enum(enumeration(context, shape, name)),
        })
    });
    plans.collect()
}

/// The structures of the `error` module.
pub(super) fn errors(context: &Context<'_>) -> Vec<StructurePlan> {
    let shapes = context.closure.errors.iter();
    shapes.filter_map(|shape| Some(named(context, shape, context.names.types.get(&shape.id)?, Role::Error))).collect()
}

fn named(context: &Context<'_>, shape: &Shape, name: &TypeName, role: Role) -> StructurePlan {
    structure(context, shape, &name.name, &name.module, &name.path(), role, &about(shape))
}

/// What is said of a type that the model says nothing of.
fn about(shape: &Shape) -> String {
    format!("The {} `{}`.", shape.shape_type().as_str(), shape.id)
}

/// A structure, as a type of the given name.
pub(super) fn structure(
    context: &Context<'_>,
    shape: &Shape,
    name: &str,
    module: &str,
    path: &str,
    role: Role,
    about: &str,
) -> StructurePlan {
    let model = context.model;
    let home = path.rsplit_once("::").map_or(path, |(home, _)| home);
    let file = format!("{}::{module}", home.trim_start_matches("crate::"));
    let place = Place::module(&file);
    let reserved: &[&str] = if role == Role::Error { &["metadata"] } else { &[] };
    let mut names = Scope::new(NameKind::Field, reserved);
    let members: Vec<&Shape> = model.members(shape).collect();
    let mut fields: Vec<FieldPlan> =
        members.iter().map(|member| field(context, place, shape, member, &mut names, role)).collect();
    let required: Vec<usize> = (0..fields.len())
        .filter(|index| fields[*index].traits.first().is_some_and(|first| first == "Required"))
        .filter(|index| fields[*index].blank.is_none() && !fields[*index].rust_type.starts_with("Option<"))
        .filter(|index| !members[*index].has_trait(ids::DEFAULT))
        .collect();
    for index in &required {
        let field = &mut fields[*index];
        add_deprecation(&mut field.docs, field.deprecation.take());
    }
    let literal = context.names.literals.get(path).map_or("Required", String::as_str);
    let constructor = constructor::plan(&fields, &required, literal);
    let mut derives = Vec::new();
    let streams = fields.iter().any(|field| {
        field.rust_type.contains("whitesmith::ByteStream") || field.rust_type.contains("whitesmith::EventStream")
    });
    if !streams {
        derives.push("Clone");
    }
    if matches!(constructor, Constructor::Derived) {
        derives.push("Default");
    }
    let message = members.iter().position(|member| {
        let name = member.id.member().unwrap_or_default();
        let text =
            member.target().and_then(|target| model.shape(target)).is_some_and(|t| t.shape_type() == ShapeType::String);
        text && name.eq_ignore_ascii_case("message")
    });
    StructurePlan {
        id: shape.id.as_str().into(),
        name: name.into(),
        module: module.into(),
        schema: case::screaming(name),
        docs: documentation(context, place, shape, about),
        derives,
        constructor,
        traits: traits::runtime_traits(shape),
        message: message.and_then(|index| fields.get(index)).map(|field| field.name.clone()),
        fields,
    }
}

/// Whether a member of a structure is an `Option`.
pub(super) fn is_optional(model: &Model, settings: &Settings, container: &Shape, member: &Shape) -> bool {
    let streaming = member.target().and_then(|target| model.shape(target)).is_some_and(|t| t.has_trait(ids::STREAMING));
    if streaming {
        return false;
    }
    if settings.client_optional && (member.has_trait(ids::CLIENT_OPTIONAL) || container.has_trait(ids::INPUT)) {
        return true;
    }
    let defaulted = member.trait_value(ids::DEFAULT).is_some_and(|default| !default.is_null());
    !member.has_trait(ids::REQUIRED) && !defaulted
}

/// A member of a structure.
fn field(
    context: &Context<'_>,
    place: Place<'_>,
    container: &Shape,
    member: &Shape,
    names: &mut Scope,
    role: Role,
) -> FieldPlan {
    let (model, settings) = (context.model, context.settings);
    let target = model.target(member).unwrap_or(member);
    let default = member.trait_value(ids::DEFAULT).filter(|default| !default.is_null());
    // A caller who leaves a defaulted member of the input out leaves it to the service.
    let left_to_service = role == Role::Input && default.is_some() && !target.has_trait(ids::STREAMING);
    let optional = left_to_service || is_optional(model, settings, container, member);

    let mut field = always_there(context, place, member, names);
    if optional {
        field.rust_type = format!("Option<{}>", field.rust_type);
    }
    let value = default.and_then(|default| context.default_value(target, default));
    field.service_default =
        left_to_service.then(|| value.clone().unwrap_or_else(|| "whitesmith::shape::Blank::blank()".into()));
    field.blank = value.filter(|_| !optional);

    if role == Role::Input {
        let customization = Customization::of(context.closure.service);
        field.traits.extend(customization.and_then(|customization| customization.member_trait(member)));
    }
    if member.has_trait(ids::REQUIRED) && !(settings.client_optional && optional) {
        field.traits.insert(0, "Required".into());
    }
    field
}

/// A member that is neither absent nor has a default, as those of unions are.
fn always_there(context: &Context<'_>, place: Place<'_>, member: &Shape, names: &mut Scope) -> FieldPlan {
    let wire_name = member.id.member().unwrap_or_default();
    let target = context.model.target(member).unwrap_or(member);
    let mut rust_type = context.rust_type(target.id);
    if context.is_event_stream(target.id) {
        rust_type = format!("whitesmith::EventStream<{rust_type}>");
    }
    if context.boxed.contains(&member.id) {
        rust_type = format!("Box<{rust_type}>");
    }
    FieldPlan {
        name: names.name(wire_name),
        member: wire_name.into(),
        docs: described(context, place, member, &format!("The `{wire_name}` member.")),
        deprecation: Deprecation::of(member),
        rust_type,
        schema: context.schema_path(target.id),
        traits: traits::runtime_traits(member),
        blank: None,
        service_default: None,
    }
}

fn union(context: &Context<'_>, shape: &Shape, name: &TypeName) -> UnionPlan {
    let file = name.module_path();
    let place = Place::module(&file);
    let mut names = Scope::new(NameKind::Variant, &["Unknown"]);
    let variants = context.model.members(shape).map(|member| always_there(context, place, member, &mut names));
    UnionPlan {
        variants: variants.collect(),
        id: shape.id.as_str().into(),
        name: name.name.clone(),
        module: name.module.clone(),
        schema: name.schema.clone(),
        docs: documentation(context, place, shape, &about(shape)),
        traits: traits::runtime_traits(shape),
    }
}

fn enumeration(context: &Context<'_>, shape: &Shape, name: &TypeName) -> EnumPlan {
    let file = name.module_path();
    let place = Place::module(&file);
    let mut names = Scope::new(NameKind::Variant, &["Unknown"]);
    let of_integers = shape.shape_type() == ShapeType::IntEnum;
    let (mut variants, mut internal) = (Vec::new(), Vec::new());
    let mut add = |name: &str, value: &Node, docs: Vec<String>, deprecation: Option<Deprecation>, is_internal: bool| {
        if is_internal {
            internal.extend(value.as_str().or(value.as_number().map(Number::as_str)).map(literal::string));
        }
        let value = match (value.as_str(), value.as_number()) {
            (Some(text), _) => literal::string(text),
            (None, Some(number)) => literal::integer(number.as_str()),
            (None, None) => return,
        };
        let fallback = format!("`{}`", if of_integers { name } else { value.trim_matches('"') });
        variants.push(EnumVariant { name: names.name(name), docs: or_fallback(docs, &fallback), deprecation, value });
    };
    for member in context.model.members(shape) {
        let member_name = member.id.member().unwrap_or_default();
        let implied = Node::synthetic(member_name);
        let value = member.trait_value(ids::ENUM_VALUE).unwrap_or(&implied);
        let docs = described(context, place, member, "");
        add(member_name, value, docs, Deprecation::of(member), member.has_trait(ids::INTERNAL));
    }
    if shape.shape_type() == ShapeType::String {
        let definitions = shape.trait_value(ids::ENUM).and_then(Node::as_array).unwrap_or_default();
        for definition in definitions {
            let Some(value) = definition.get("value") else { continue };
            let name = definition.get("name").and_then(Node::as_str).or(value.as_str()).unwrap_or_default();
            // Version 1 has a tag where version 2 has a trait.
            let tags = definition.get("tags").and_then(Node::as_array).unwrap_or_default();
            let is_internal = tags.iter().any(|tag| tag.as_str() == Some("internal"));
            let text = definition.get("documentation").and_then(Node::as_str).unwrap_or_default();
            let deprecated = definition.get("deprecated").and_then(Node::as_bool).unwrap_or(false);
            let deprecation = deprecated.then(|| Deprecation::new(None, None));
            add(name, value, context.markdown(place, text), deprecation, is_internal);
        }
    }
    let mut traits = traits::runtime_traits(shape);
    if !internal.is_empty() {
        traits.push(format!("InternalValues(&[{}])", internal.join(", ")));
    }
    EnumPlan {
        id: shape.id.as_str().into(),
        name: name.name.clone(),
        module: name.module.clone(),
        schema: name.schema.clone(),
        docs: documentation(context, place, shape, &about(shape)),
        of_integers,
        variants,
        traits,
    }
}

/// The schemas of simple shapes, lists and maps.
pub(super) fn schemas(context: &Context<'_>) -> Vec<SchemaPlan> {
    let plans = context.closure.schemas.iter().filter_map(|shape| {
        let members = context.model.members(shape).map(|member| {
            let target = member.target().map(|target| context.schema_path(target)).unwrap_or_default();
            (member.id.member().unwrap_or_default().to_owned(), target, traits::runtime_traits(member))
        });
        Some(SchemaPlan {
            name: context.names.schemas.get(&shape.id)?.clone(),
            id: shape.id.as_str().into(),
            kind: types::kind(shape),
            members: members.collect(),
            traits: traits::runtime_traits(shape),
        })
    });
    plans.collect()
}

/// The documentation of a shape or member, or what can be said of one that has none. An empty fallback says nothing.
fn described(context: &Context<'_>, place: Place<'_>, shape: &Shape, fallback: &str) -> Vec<String> {
    let text = shape.trait_value(ids::DOCUMENTATION).and_then(Node::as_str).unwrap_or_default();
    or_fallback(context.markdown(place, text), fallback)
}

fn or_fallback(mut lines: Vec<String>, fallback: &str) -> Vec<String> {
    if lines.is_empty() && !fallback.is_empty() {
        lines.push(fallback.to_owned());
    }
    lines
}

/// The same, and that it is deprecated if it is: of what has no attribute that says so.
pub(super) fn documentation(context: &Context<'_>, place: Place<'_>, shape: &Shape, fallback: &str) -> Vec<String> {
    let mut lines = described(context, place, shape, fallback);
    add_deprecation(&mut lines, Deprecation::of(shape));
    lines
}

fn add_deprecation(lines: &mut Vec<String>, deprecation: Option<Deprecation>) {
    let Some(deprecation) = deprecation else { return };
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(deprecation.words);
}
