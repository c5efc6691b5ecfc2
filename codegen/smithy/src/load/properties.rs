//! Properties of shapes that are written as objects, read from nodes and checked for their types.

use crate::event::{Event, Severity};
use crate::node::{Node, Object};
use crate::shape_id::ShapeId;

use super::parsed::Version;

/// The properties of a service in the IDL, in alphabetic order as messages list them.
pub(super) const SERVICE: &[&str] = &["errors", "operations", "rename", "resources", "type", "version"];

/// The properties of a resource in the IDL, in alphabetic order as messages list them.
pub(super) const RESOURCE: &[&str] = &[
    "collectionOperations",
    "create",
    "delete",
    "identifiers",
    "list",
    "operations",
    "properties",
    "put",
    "read",
    "resources",
    "type",
    "update",
];

/// The error of a resource that has `properties` in a version of Smithy that knows none.
pub(super) fn not_in_version(version: Version) -> String {
    let version = version.as_str();
    format!(
        "Resource properties can only be used with Smithy version 2 or later. Attempted to use resource properties with \
         version `{version}`."
    )
}

/// The properties of a shape.
pub(super) struct Properties<'n, 'e> {
    shape: ShapeId,
    body: &'n Node,
    events: &'e mut Vec<Event>,
}

impl<'n, 'e> Properties<'n, 'e> {
    pub(super) fn new(shape: ShapeId, body: &'n Node, events: &'e mut Vec<Event>) -> Self {
        Self { shape, body, events }
    }

    /// Warns of properties that are not among these.
    pub(super) fn allow(&mut self, allowed: &[&str]) {
        let keys = self.body.as_object().into_iter().flat_map(Object::iter);
        let mut additional: Vec<&str> = keys.map(|(key, _)| key).filter(|key| !allowed.contains(key)).collect();
        if !additional.is_empty() {
            let message = additional_properties(allowed, &mut additional);
            let first = additional.first().and_then(|key| self.body.as_object()?.get_member(key));
            let span = first.map_or(self.body.span, |member| member.key_span);
            let mut event = Event::new(Severity::Warning, "Model", message).about(self.shape, span);
            event.hint = suggestion(allowed, &additional);
            self.events.push(event);
        }
    }

    fn typed<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&'n Node) -> Option<T>,
        message: impl FnOnce(&str) -> String,
    ) -> Option<T> {
        let node = self.body.get(name)?;
        let value = read(node);
        if value.is_none() {
            self.events.push(Event::error("Model", message(node.type_name())).at(node.span));
        }
        value
    }

    pub(super) fn string(&mut self, name: &str) -> Option<Box<str>> {
        let message = |found: &str| format!("Expected `{name}` to be a string; found {found}");
        self.typed(name, Node::as_str, message).map(Box::from)
    }

    pub(super) fn array(&mut self, name: &str) -> Option<&'n [Node]> {
        let message = |found: &str| format!("Expected `{name}` member to be an array, but found {found}.");
        self.typed(name, Node::as_array, message)
    }

    pub(super) fn object(&mut self, name: &str) -> Option<&'n Object> {
        let message = |found: &str| format!("Expected `{name}` to be an object; found {found}");
        self.typed(name, Node::as_object, message)
    }
}

/// What may have been meant by the first of some properties that mean nothing.
pub(super) fn suggestion(allowed: &[&str], additional: &[&str]) -> Option<String> {
    let close = crate::spelling::closest(additional.first()?, allowed.iter().copied())?;
    Some(format!("did you mean `{close}`?"))
}

/// The warning about properties that mean nothing.
pub(super) fn additional_properties(allowed: &[&str], additional: &mut [&str]) -> String {
    additional.sort_unstable();
    let list = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    format!(
        "Expected an object with possible properties of {}, but found additional properties: {}",
        list(allowed),
        list(additional)
    )
}
