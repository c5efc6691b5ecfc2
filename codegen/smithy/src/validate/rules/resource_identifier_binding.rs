//! Operations of a resource take the identifiers that they need.

use std::collections::BTreeMap;

use crate::ids;
use crate::index::resource_bindings::{BindingKind, identifier_bindings, is_implicit, resource_operations};
use crate::node::Node;
use crate::shape::{Resource, Shape, ShapeType};
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked_sorted;

pub(super) static RULE: Rule = Rule::new("ResourceIdentifierBinding", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_of(ShapeType::Resource) {
        let Some(resource) = shape.as_resource() else { continue };
        let mut structures = BTreeMap::new();
        for (target, kind, _) in resource_operations(resource) {
            let Some(bound) = context.shape(target.id) else { continue };
            let Some(operation) = bound.as_operation() else { continue };
            identifiers(shape, resource, bound, kind, context, sink);
            for structure in [context.model.input_of(operation), context.model.output_of(operation)] {
                structures.extend(context.shape(structure).map(|shape| (shape.id, shape)));
            }
        }
        for structure in structures.values() {
            conflicts(resource, structure, context, sink);
        }
        for child in &resource.resources {
            if let Some(child) = context.shape(child.id) {
                parents(shape, resource, child, context, sink);
            }
        }
    }
}

/// An operation on an instance takes all identifiers; one on the collection leaves out at least one.
fn identifiers(
    shape: &Shape,
    resource: &Resource,
    operation: &Shape,
    kind: BindingKind,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) {
    let Some(input) = operation.as_operation().map(|operation| context.model.input_of(operation)) else { return };
    let bound = identifier_bindings(context.model, resource, input);
    let all = resource.identifiers.iter().all(|(name, _)| bound.contains_key(&**name));
    let message = match kind {
        BindingKind::Instance if !all => {
            let describe = |name: &str, target: &dyn std::fmt::Display| {
                format!("required member named `{name}` that targets `{target}`")
            };
            let mut expected: Vec<_> =
                resource.identifiers.iter().map(|(name, target)| describe(name, &target.id)).collect();
            expected.sort();
            let found: Vec<_> =
                bound.iter().filter_map(|(name, member)| Some(describe(name, &member.id.member()?))).collect();
            format!(
                "This operation does not form a valid instance operation when bound to resource `{}`. All of the \
                 identifiers of the resource were not implicitly or explicitly bound to the input of the operation. \
                 Expected the following identifier bindings: [{}]. Found the following identifier bindings: [{}]",
                shape.id,
                expected.join(", "),
                found.join(", ")
            )
        }
        BindingKind::Collection if all && !resource.identifiers.is_empty() => format!(
            "This operation is bound as a collection operation on the `{}` resource, but it improperly binds all of \
             the identifiers of the resource to members of the operation input.",
            shape.id
        ),
        _ => return,
    };
    sink.error(operation, message);
}

/// One member an identifier.
fn conflicts(resource: &Resource, structure: &Shape, context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut explicit: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for member in context.model.members(structure) {
        if let Some(identifier) = member.trait_value(ids::RESOURCE_IDENTIFIER).and_then(Node::as_str) {
            explicit.entry(identifier).or_default().extend(member.id.member());
        }
    }
    for (identifier, members) in explicit {
        let quoted = members.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ");
        if members.len() > 1 {
            let message = format!(
                "Conflicting resource identifier member bindings found for identifier '{identifier}' between members: \
                 {quoted}"
            );
            sink.error(structure, message);
        }
        let implicit = context.model.member(structure, identifier).filter(|_| !members.contains(&identifier));
        if implicit.is_some_and(|member| is_implicit(resource, member, identifier)) {
            let message = format!(
                "Implicit resource identifier for '{identifier}' is overridden by `resourceIdentifier` trait on \
                 members: {quoted}"
            );
            sink.warning(structure, message);
        }
    }
}

/// Operations of a child take the identifiers of its parent too.
fn parents(parent: &Shape, resource: &Resource, child: &Shape, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(child_resource) = child.as_resource() else { return };
    for (target, _, _) in resource_operations(child_resource) {
        let Some(operation) = context.shape(target.id) else { continue };
        let Some(input) = operation.as_operation().map(|operation| context.model.input_of(operation)) else { continue };
        let bound = identifier_bindings(context.model, child_resource, input);
        let missing = resource.identifiers.iter().map(|(name, _)| &**name).filter(|name| !bound.contains_key(name));
        let missing: Vec<_> = missing.collect();
        if !missing.is_empty() {
            let message = format!(
                "This operation is bound to the `{}` resource, which is a child of the `{}` resource, and it is \
                 missing the following resource identifier bindings of `{}`: [{}]",
                child.id,
                parent.id,
                parent.id,
                ticked_sorted(missing)
            );
            sink.error(operation, message);
        }
    }
}
