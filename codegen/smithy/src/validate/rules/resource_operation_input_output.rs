//! Top-level members of a resource's operations are its properties or identifiers, and every property is used.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids;
use crate::index::resource_bindings::{BindingKind, identifier_bindings, is_implicit, resource_operations};
use crate::shape::{Resource, Shape, ShapeType};
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("ResourceOperationInputOutput", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_of(ShapeType::Resource) {
        let Some(resource) = shape.as_resource().filter(|resource| !resource.properties.is_empty()) else { continue };
        let mut used = BTreeSet::new();
        for (target, kind, lifecycle) in resource_operations(resource) {
            if kind == BindingKind::Collection && lifecycle != Some("create") {
                continue;
            }
            let Some(bound) = context.shape(target.id) else { continue };
            let Some(operation) = bound.as_operation() else { continue };
            for structure in [operation.input, operation.output].into_iter().flatten() {
                let role = lifecycle.unwrap_or_else(|| bound.id.name());
                Check { shape, resource, role, structure: structure.id }.run(&mut used, context, sink);
            }
        }
        for (name, target) in resource.properties.iter().filter(|(name, _)| !used.contains(&**name)) {
            let message = format!(
                "Resource property `{name}` is not used in the input or output of create or an instance operation."
            );
            sink.error(shape, message).place(target.span);
        }
    }
}

/// An input or output of one operation of a resource.
struct Check<'m> {
    shape: &'m Shape,
    resource: &'m Resource,
    role: &'m str,
    structure: ShapeId,
}

impl<'m> Check<'m> {
    fn run(&self, used: &mut BTreeSet<&'m str>, context: &Context<'m>, sink: &mut Sink<'_>) {
        let Some(structure) = context.shape(self.structure) else { return };
        let identifiers = identifier_bindings(context.model, self.resource, self.structure);
        let nested = context.model.members(structure).find(|member| member.has_trait(ids::NESTED_PROPERTIES));
        let mut by_property: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        // Properties stand side by side: in the structure itself, or in the one that it names for them.
        let structure = nested.and_then(|member| context.model.target(member)).unwrap_or(structure);
        for member in context.model.members(structure) {
            // By name, because what stands in a nested structure repeats what the operation is called with.
            let is_identifier = identifiers.values().any(|bound| bound.id.member() == member.id.member())
                || member.id.member().is_some_and(|name| is_implicit(self.resource, member, name));
            if is_identifier || is_exempt(member, context) {
                continue;
            }
            let explicit = member.trait_value(ids::PROPERTY).and_then(|property| property.get("name")?.as_str());
            let Some(name) = explicit.or(member.id.member()) else { continue };
            let known = self.resource.properties.iter().find(|(property, _)| &**property == name);
            let Some((property, target)) = known else {
                self.unknown(member, sink);
                continue;
            };
            used.insert(property);
            by_property.entry(property).or_default().extend(member.id.member());
            if member.target() != Some(target.id) {
                let message = format!(
                    "This member must target `{}`. This member is used as part of the `{}` operation of the `{}` \
                     resource and conflicts with its `{property}` resource property.",
                    target.id, self.role, self.shape.id
                );
                sink.error(member, message);
            }
        }
        for (property, mut members) in by_property.into_iter().filter(|(_, members)| members.len() > 1) {
            members.sort_unstable();
            let message = format!(
                "This shape contains members with conflicting resource property names that resolve to '{property}': {}",
                members.join(", ")
            );
            sink.error(structure, message);
        }
    }

    fn unknown(&self, member: &Shape, sink: &mut Sink<'_>) {
        let name = member.id.member().unwrap_or_default();
        let message = format!(
            "Member `{name}` does not target a property or identifier for resource `{}`. If it is an identifier, apply \
             the `smithy.api#resourceIdentifier` trait. If it is a property, apply the `smithy.api#property` trait. If \
             it is neither, apply the `smithy.api#notProperty` trait.",
            self.shape.id
        );
        sink.error(member, message);
    }
}

/// Whether a member says, by a trait, that it is no property.
fn is_exempt(member: &Shape, context: &Context<'_>) -> bool {
    member.has_trait(ids::NOT_PROPERTY)
        || member.has_trait(ids::NESTED_PROPERTIES)
        || member.traits.iter().any(|(id, _)| context.shape(id).is_some_and(|shape| shape.has_trait(ids::NOT_PROPERTY)))
}
