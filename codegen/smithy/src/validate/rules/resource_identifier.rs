//! A child resource has the identifiers of its parent, and no identifier is a property too.

use crate::shape::ShapeType;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("ResourceIdentifier", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_of(ShapeType::Resource) {
        let Some(resource) = shape.as_resource() else { continue };
        for (name, _) in &resource.identifiers {
            if resource.properties.iter().any(|(property, _)| property.eq_ignore_ascii_case(name)) {
                sink.error(shape, format!("Resource identifier `{name}` cannot also be a resource property"));
            }
        }
        for target in &resource.resources {
            let Some(child_shape) = context.shape(target.id) else { continue };
            let Some(child) = child_shape.as_resource() else { continue };
            let mut missing = Vec::new();
            for (name, expected) in &resource.identifiers {
                let Some((_, found)) = child.identifiers.iter().find(|(other, _)| other == name) else {
                    missing.push(&**name);
                    continue;
                };
                if found.id != expected.id {
                    let message = format!(
                        "The `identifiers` property of this resource is incompatible with its binding to `{}`: \
                         expected the `{name}` member to target `{}`, but found a target of `{}`",
                        shape.id, expected.id, found.id
                    );
                    sink.error(child_shape, message).place(found.span);
                }
            }
            if !missing.is_empty() {
                missing.sort_unstable();
                let message = format!(
                    "This resource is bound as a child of `{}`, but it is invalid because its `identifiers` property \
                     is missing the following identifiers that are defined in `{}`: [{}]",
                    shape.id,
                    shape.id,
                    missing.join(", ")
                );
                sink.error(child_shape, message);
            }
        }
    }
}
