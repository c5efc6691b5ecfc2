//! Which condition keys a service has, and which ones its shapes refer to.

use std::collections::BTreeSet;

use crate::ids;
use crate::node::Node;
use crate::shape::Shape;
use crate::shape_id::ShapeId;
use crate::validate::aws_service::arn_namespace;
use crate::validate::rule::Context;

/// A key with the service's namespace in front if it has none.
pub(super) fn resolve(key: &str, service: &Shape) -> String {
    if key.contains(':') {
        return key.to_owned();
    }
    format!("{}:{key}", arn_namespace(service).unwrap_or_default())
}

/// The keys in a list that a trait holds, as written.
pub(super) fn listed(shape: &Shape, id: ShapeId) -> Vec<&str> {
    let keys = shape.trait_value(id).and_then(Node::as_array).unwrap_or_default();
    keys.iter().filter_map(Node::as_str).collect()
}

/// The key that a member gives the value of.
pub(super) fn value_of(member: &Shape) -> Option<&str> {
    member.trait_value(ids::CONDITION_KEY_VALUE).and_then(Node::as_str)
}

/// The keys that a service defines, and those derived from the identifiers of its resources.
pub(super) fn defined(service: &Shape, context: &Context<'_>) -> BTreeSet<String> {
    let defined = service.trait_value(ids::DEFINE_CONDITION_KEYS).and_then(Node::as_object);
    let mut keys: BTreeSet<_> =
        defined.iter().flat_map(|keys| keys.iter()).map(|(key, _)| resolve(key, service)).collect();
    if service.has_trait(ids::DISABLE_CONDITION_KEY_INFERENCE) {
        return keys;
    }
    let resources = context.top_down().resources(service.id);
    let inherited = |child: ShapeId, name: &str| {
        resources.iter().filter_map(|parent| parent.as_resource()).any(|parent| {
            parent.resources.iter().any(|target| target.id == child)
                && parent.identifiers.iter().any(|(identifier, _)| **identifier == *name)
        })
    };
    for shape in &*resources {
        let Some(resource) = shape.as_resource() else { continue };
        if shape.has_trait(ids::DISABLE_CONDITION_KEY_INFERENCE) {
            continue;
        }
        let named = shape.trait_value(ids::IAM_RESOURCE).and_then(|value| value.get("name")).and_then(Node::as_str);
        let name = capitalized(named.unwrap_or(shape.id.name()));
        for (identifier, _) in &resource.identifiers {
            if !inherited(shape.id, identifier) {
                keys.insert(resolve(&format!("{name}{}", capitalized(identifier)), service));
            }
        }
    }
    keys
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The members of an operation's input.
pub(super) fn input_members<'m>(operation: &Shape, context: &Context<'m>) -> Vec<&'m Shape> {
    let input = operation.as_operation().and_then(|operation| operation.input);
    let input = input.and_then(|input| context.shape(input.id));
    input.map(|input| context.model.members(input).collect()).unwrap_or_default()
}
