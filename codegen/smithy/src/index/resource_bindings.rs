//! Which members of an operation's input and output identify the resource it is bound to
//! ([binding identifiers](https://smithy.io/2.0/spec/service-types.html#binding-identifiers-to-operations)).

use std::collections::BTreeMap;

use crate::ids;
use crate::model::Model;
use crate::node::Node;
use crate::shape::{Resource, Shape, Target};
use crate::shape_id::ShapeId;

/// How an operation is bound to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BindingKind {
    /// To one instance: all identifiers are given.
    Instance,
    /// To the collection: at least one identifier is not.
    Collection,
}

/// The operations of a resource, in the order of its lifecycle, each with the lifecycle it serves, if one.
pub fn resource_operations(resource: &Resource) -> impl Iterator<Item = (&Target, BindingKind, Option<&'static str>)> {
    use BindingKind::{Collection, Instance};
    let lifecycle = [
        (&resource.put, Instance, "put"),
        (&resource.create, Collection, "create"),
        (&resource.read, Instance, "read"),
        (&resource.update, Instance, "update"),
        (&resource.delete, Instance, "delete"),
        (&resource.list, Collection, "list"),
    ];
    let lifecycle = lifecycle.into_iter().filter_map(|(target, kind, name)| Some((target.as_ref()?, kind, Some(name))));
    let instance = resource.operations.iter().map(|target| (target, Instance, None));
    let collection = resource.collection_operations.iter().map(|target| (target, Collection, None));
    lifecycle.chain(instance).chain(collection)
}

/// The identifiers of a resource that members of `structure` carry: identifier and member, sorted.
///
/// A member carries an identifier when it says so with `@resourceIdentifier`, or, if no member says so, when it is
/// required and has the identifier's name and target.
pub fn identifier_bindings<'m>(
    model: &'m Model,
    resource: &Resource,
    structure: ShapeId,
) -> BTreeMap<&'m str, &'m Shape> {
    let mut bound = BTreeMap::new();
    let Some(structure) = model.shape(structure) else { return bound };
    for member in model.members(structure) {
        if let Some(name) = member.id.member().filter(|name| is_implicit(resource, member, name)) {
            bound.insert(name, member);
        }
    }
    for member in model.members(structure) {
        if let Some(name) = member.trait_value(ids::RESOURCE_IDENTIFIER).and_then(Node::as_str) {
            bound.insert(name, member);
        }
    }
    bound
}

/// Whether a member carries an identifier without saying so.
pub fn is_implicit(resource: &Resource, member: &Shape, name: &str) -> bool {
    let identifier = resource.identifiers.iter().find(|(identifier, _)| &**identifier == name);
    identifier.is_some_and(|(_, target)| member.target() == Some(target.id)) && member.has_trait(ids::REQUIRED)
}
