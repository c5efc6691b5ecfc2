//! A property of a CloudFormation resource has one type, wherever it comes from.

use std::collections::BTreeMap;

use crate::ids;
use crate::node::Node;
use crate::shape::{Resource, Shape, ShapeType};
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("CfnResourceProperty", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::CFN_RESOURCE) {
        let (Some(resource), Some(value)) = (shape.as_resource(), shape.trait_value(ids::CFN_RESOURCE)) else {
            continue;
        };
        if let Some(identifier) = value.get("primaryIdentifier").and_then(Node::as_str) {
            primary_identifier(shape, resource, identifier, context, sink);
        }
        let name = value.get("name").and_then(Node::as_str).unwrap_or(shape.id.name());
        for (property, mut targets) in properties(resource, value, context) {
            targets.sort();
            targets.dedup();
            if targets.len() > 1 {
                let targets: Vec<_> = targets.iter().map(|target| target.as_str()).collect();
                let message = format!(
                    "The `{property}` property of the generated `{name}` CloudFormation resource targets multiple \
                     shapes: [{}]. Reusing member names that target different shapes can cause confusion for users of \
                     the API. This target discrepancy must either be resolved in the model or one of the members must \
                     be excluded from the conversion.",
                    targets.join(", ")
                );
                sink.error(shape, message);
            }
        }
    }
}

fn primary_identifier(
    shape: &Shape,
    resource: &Resource,
    identifier: &str,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) {
    let property = resource.properties.iter().find(|(name, _)| **name == *identifier);
    let Some((_, target)) = property else {
        let message =
            format!("The alternative resource primary identifier, `{identifier}`, must be a property of the resource.");
        sink.error(shape, message).place_at_trait(shape, ids::CFN_RESOURCE);
        return;
    };
    let Some(target) = context.shape(target.id) else { return };
    if !matches!(target.shape_type(), ShapeType::String | ShapeType::Enum) {
        let message = format!(
            "The alternative resource primary identifier, `{identifier}`, targets a `{}` shape, it must target a \
             `string`.",
            target.shape_type()
        );
        sink.error(shape, message).place_at_trait(shape, ids::CFN_RESOURCE);
    }
}

/// The properties by name, each with every shape that it targets: of the identifiers, the inputs of operations that
/// write, the output of the one that reads, and the structures the trait adds.
fn properties<'m>(resource: &'m Resource, value: &Node, context: &Context<'m>) -> BTreeMap<&'m str, Vec<ShapeId>> {
    let mut properties: BTreeMap<&str, Vec<ShapeId>> = BTreeMap::new();
    for (name, target) in &resource.identifiers {
        properties.entry(name).or_default().push(target.id);
    }
    let operation = |target: Option<crate::shape::Target>| context.shape(target?.id)?.as_operation();
    let read = operation(resource.read).and_then(|read| read.output).map(|output| output.id);
    let written = [resource.put, resource.create, resource.update].map(|target| Some(operation(target)?.input?.id));
    let additional = value.get("additionalSchemas").and_then(Node::as_array).unwrap_or_default();
    let additional = additional.iter().filter_map(|id| ShapeId::parse(id.as_str()?).ok());
    for structure in read.into_iter().chain(written.into_iter().flatten()).chain(additional) {
        let Some(structure) = context.shape(structure) else { continue };
        // A member that says itself when it can be read and written has a type of its own there.
        let apart =
            |member: &&Shape| [ids::CFN_EXCLUDE_PROPERTY, ids::CFN_MUTABILITY].iter().any(|id| member.has_trait(*id));
        for member in context.model.members(structure).filter(|member| !apart(member)) {
            if let (Some(name), Some(target)) = (member.id.member(), member.target()) {
                properties.entry(name).or_default().push(target);
            }
        }
    }
    properties
}
