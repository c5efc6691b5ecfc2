//! What the rules on tagging share: which operations tag, and whether they can.

use crate::ids;
use crate::model::Model;
use crate::node::Node;
use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;
use crate::validate::rule::Context;

/// What an operation does with tags.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Api {
    Tag,
    Untag,
    List,
}

impl Api {
    pub(super) const ALL: [Self; 3] = [Self::Tag, Self::Untag, Self::List];

    /// The usual name of the operation that works on any resource.
    pub(super) fn operation_name(self) -> &'static str {
        match self {
            Self::Tag => "TagResource",
            Self::Untag => "UntagResource",
            Self::List => "ListTagsForResource",
        }
    }

    /// The member of `apiConfig` that names another.
    pub(super) fn property(self) -> &'static str {
        match self {
            Self::Tag => "tagApi",
            Self::Untag => "untagApi",
            Self::List => "listTagsApi",
        }
    }
}

/// The operation that `apiConfig` of a trait names.
pub(super) fn configured(shape: &Shape, id: ShapeId, api: Api) -> Option<ShapeId> {
    ShapeId::parse(shape.trait_value(id)?.get("apiConfig")?.get(api.property())?.as_str()?).ok()
}

/// The operation of the usual name that is bound to the service itself.
pub(super) fn default_operation(service: &Shape, api: Api) -> Option<ShapeId> {
    let operations = &service.as_service()?.operations;
    operations.iter().map(|target| target.id).find(|id| id.name() == api.operation_name())
}

/// The operation of a service that works on any resource.
pub(super) fn service_operation(service: &Shape, api: Api) -> Option<ShapeId> {
    configured(service, ids::TAG_ENABLED, api).or_else(|| default_operation(service, api))
}

/// Whether a service has all operations that work on any resource, and they look like it.
pub(super) fn is_service_wide(service: &Shape, context: &Context<'_>) -> bool {
    service.has_trait(ids::TAG_ENABLED)
        && Api::ALL.into_iter().all(|api| {
            service_operation(service, api).is_some_and(|operation| works_on_any(operation, api, context.model))
        })
}

/// Whether an operation takes an ARN, and takes or returns what it should.
pub(super) fn works_on_any(operation: ShapeId, api: Api, model: &Model) -> bool {
    let arn = |member: &&Shape| is_arn_name(name(member)) && model.target(member).is_some_and(is_string);
    members(operation, true, model).iter().any(arn) && handles_tags(operation, api, model)
}

/// Whether an operation takes or returns what it should: exactly one member of tags, or keys of tags.
pub(super) fn handles_tags(operation: ShapeId, api: Api, model: &Model) -> bool {
    let fits = |member: &&Shape| {
        let Some(target) = model.target(member) else { return false };
        match api {
            Api::Tag | Api::List => is_tags_name(name(member)) && holds_tags(target, model),
            Api::Untag => {
                matches!(name(member), "tagKeys" | "TagKeys" | "tagkeys" | "Tagkeys")
                    && target.shape_type() == ShapeType::List
                    && member_target(target, "member", model).is_some_and(is_string)
            }
        }
    };
    members(operation, api != Api::List, model).iter().filter(|member| fits(member)).count() == 1
}

/// Whether values of a shape are tags: a list of pairs of strings, or a map to strings.
pub(super) fn holds_tags(shape: &Shape, model: &Model) -> bool {
    match shape.shape_type() {
        ShapeType::List | ShapeType::Set => member_target(shape, "member", model).is_some_and(|pair| {
            pair.shape_type() == ShapeType::Structure
                && pair.members.len() == 2
                && model.members(pair).all(|member| model.target(member).is_some_and(is_string))
        }),
        ShapeType::Map => member_target(shape, "value", model).is_some_and(is_string),
        _ => false,
    }
}

/// Whether a name is one that tags go by.
pub(super) fn is_tags_name(name: &str) -> bool {
    let rest = name.strip_prefix(['T', 't']).and_then(|rest| rest.strip_prefix("ag"));
    matches!(rest, Some("s" | "List" | "list"))
}

fn is_arn_name(name: &str) -> bool {
    let rest = name.strip_prefix("resource").or_else(|| name.strip_prefix("Resource")).unwrap_or(name);
    matches!(rest, "Arn" | "arn" | "ARN")
}

/// The property of a resource that holds its tags.
pub(super) fn property(resource: &Shape) -> Option<&str> {
    resource.trait_value(ids::TAGGABLE)?.get("property").and_then(Node::as_str)
}

/// Whether an operation takes the property that holds the tags of a resource.
pub(super) fn takes_property(operation: ShapeId, resource: &Shape, model: &Model) -> bool {
    let Some(wanted) = property(resource) else { return false };
    members(operation, true, model).iter().any(|member| {
        let renamed = member.trait_value(ids::PROPERTY).and_then(|value| value.get("name")).and_then(Node::as_str);
        !member.has_trait(ids::NOT_PROPERTY) && renamed.unwrap_or(name(member)) == wanted
    })
}

fn members(operation: ShapeId, input: bool, model: &Model) -> Vec<&Shape> {
    let operation = model.shape(operation).and_then(Shape::as_operation);
    let structure = operation.and_then(|operation| if input { operation.input } else { operation.output });
    let structure = structure.and_then(|target| model.shape(target.id));
    structure.map(|structure| model.members(structure).collect()).unwrap_or_default()
}

fn name(member: &Shape) -> &'static str {
    member.id.member().unwrap_or_default()
}

fn is_string(shape: &Shape) -> bool {
    matches!(shape.shape_type(), ShapeType::String | ShapeType::Enum)
}

fn member_target<'m>(shape: &'m Shape, name: &str, model: &'m Model) -> Option<&'m Shape> {
    model.member(shape, name).and_then(|member| model.target(member))
}
