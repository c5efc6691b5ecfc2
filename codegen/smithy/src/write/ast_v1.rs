//! A model as JSON AST 1.0, as far as that can express it.

use crate::ids;
use crate::model::Model;
use crate::node::{Node, Object};
use crate::shape_id::ShapeId;
use crate::source::Span;
use crate::transform::downgrade;
use crate::write::ast;

/// The model as a node: what [`downgrade`] makes of it, with its `@box` traits, which 2.0 does not have.
pub fn to_node(model: &Model) -> Node {
    let mut model = model.clone();
    downgrade(&mut model);
    let mut root = ast::to_node(&model);
    if let Some(version) = root.get_mut("smithy") {
        *version = Node::synthetic("1.0");
    }
    let boxed = model.shapes_with(ids::BOX).map(|shape| shape.id);
    for id in boxed.filter(|id| !model.is_builtin(*id)).collect::<Vec<ShapeId>>() {
        let shape = root.get_mut("shapes").and_then(|shapes| shapes.get_mut(id.without_member().as_str()));
        let target = match id.member() {
            None => shape,
            Some(name) => shape.and_then(|shape| member(shape, name)),
        };
        if let Some(object) = target.and_then(Node::as_object_mut) {
            put_box(object);
        }
    }
    root
}

/// The node of a member: those of lists and maps stand in the shape itself.
fn member<'n>(shape: &'n mut Node, name: &str) -> Option<&'n mut Node> {
    let object = shape.as_object_mut()?;
    if object.contains_key("members") { object.get_mut("members")?.get_mut(name) } else { object.get_mut(name) }
}

/// Adds the trait where it belongs in the order of ids.
fn put_box(object: &mut Object) {
    let mut traits: Vec<(String, Node)> = object
        .get("traits")
        .and_then(Node::as_object)
        .into_iter()
        .flat_map(Object::iter)
        .map(|(id, node)| (id.to_owned(), node.clone()))
        .collect();
    traits.push((ids::BOX.as_str().to_owned(), Node::synthetic(Object::default())));
    traits.sort_by(|left, right| left.0.cmp(&right.0));
    let mut sorted = Object::default();
    for (id, node) in traits {
        sorted.insert(id, Span::NONE, node);
    }
    object.insert("traits", Span::NONE, Node::synthetic(sorted));
}
