//! `@references` bind members to the identifiers of resources.

use crate::ids;
use crate::node::{Node, Object};
use crate::shape::{Resource, Shape, ShapeType};
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::{article, ticked_sorted};

pub(super) static RULE: Rule = Rule::new("ReferencesTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::REFERENCES) {
        for reference in shape.trait_value(ids::REFERENCES).and_then(Node::as_array).unwrap_or_default() {
            if let Some(message) = check(shape, reference, context) {
                sink.error(shape, message).place(reference.span);
            }
        }
    }
}

/// What is wrong with a reference.
fn check(shape: &Shape, reference: &Node, context: &Context<'_>) -> Option<String> {
    let bindings = reference.get("ids").and_then(Node::as_object).filter(|bindings| !bindings.is_empty());
    let is_structure = shape.shape_type() == ShapeType::Structure;
    if !is_structure && bindings.is_some() {
        return Some(format!("References applied to string shapes cannot contain 'ids': {}", show(reference)));
    }
    // References may lead out of the model.
    let target = context.shape(ShapeId::parse(reference.get("resource")?.as_str()?).ok()?)?;
    let Some(resource) = target.as_resource() else {
        let found = target.shape_type();
        return Some(format!(
            "`references` trait reference targets {} {found} shape not a resource: {}",
            article(found.as_str()),
            show(reference)
        ));
    };
    if is_structure {
        of_structure(shape, reference, bindings, resource, context)
    } else {
        of_string(reference, target, resource)
    }
}

fn of_string(reference: &Node, target: &Shape, resource: &Resource) -> Option<String> {
    if resource.identifiers.len() == 1 {
        return None;
    }
    Some(format!(
        "This string shape contains an invalid reference to {}: {}. References on a string shape can only refer to \
         resource shapes with exactly one entry in its identifiers property, but this shape has the following \
         identifiers: [{}]",
        target.id,
        show(reference),
        ticked_sorted(resource.identifiers.iter().map(|(name, _)| name))
    ))
}

fn of_structure(
    structure: &Shape,
    reference: &Node,
    bindings: Option<&Object>,
    resource: &Resource,
    context: &Context<'_>,
) -> Option<String> {
    let is_collection = reference.get("rel").and_then(Node::as_str) == Some("collection");
    let mut reasons = Vec::new();
    let member = |name: &str| context.model.member(structure, name);
    if let Some(bindings) = bindings {
        let (found, expected) = (bindings.len(), resource.identifiers.len());
        if found > expected || (found < expected && !is_collection) {
            return Some(format!(
                "{} identifiers were provided in the `ids` properties of {}. Expected {expected} identifiers(s), but \
                 found {found}. This resource requires bindings for the following identifiers: [{}].",
                if found < expected { "Not enough" } else { "Too many" },
                show(reference),
                ticked_sorted(resource.identifiers.iter().map(|(name, _)| name))
            ));
        }
        for (identifier, name) in bindings.iter() {
            if !resource.identifiers.iter().any(|(known, _)| &**known == identifier) {
                reasons.push(format!("`{identifier}` is not an identifier of the resource"));
            }
            let name = name.as_str().unwrap_or_default();
            match member(name) {
                None => reasons.push(format!("`{name}` refers to a member that is not part of the structure")),
                Some(member) => reasons.extend(not_string(member, name, context)),
            }
        }
    } else if !is_collection {
        for (name, _) in &resource.identifiers {
            match member(name) {
                None => reasons.push(format!(
                    "implicit binding of `{name}` is not part of the structure (set \"rel\" to \"collection\" to \
                     create a collection binding)"
                )),
                Some(member) => reasons.extend(not_string(member, name, context)),
            }
        }
    }
    if reasons.is_empty() {
        return None;
    }
    Some(format!("`references` trait {} is invalid for the following reasons: {}", show(reference), reasons.join("; ")))
}

fn not_string(member: &Shape, name: &str, context: &Context<'_>) -> Option<String> {
    let target = context.model.target(member)?;
    let is_string = matches!(target.shape_type(), ShapeType::String | ShapeType::Enum);
    (!is_string)
        .then(|| format!("`{name}` refers to a member that targets a {} shape, not a string", target.shape_type()))
}

/// A reference as messages show it.
fn show(reference: &Node) -> String {
    let mut shown = Object::default();
    for key in ["resource", "service", "ids", "rel"] {
        if let Some(value) = reference.get(key) {
            shown.insert(key, value.span, value.clone());
        }
    }
    format!("Reference{}", Node::synthetic(shown))
}
