//! A model as JSON AST 2.0 ([specification](https://smithy.io/2.0/spec/json-ast.html)).
//!
//! What comes out loads as the same model. Shapes are sorted by id, and traits as well; members keep their order,
//! because it is part of the model. What a shape has from its mixins is not repeated.
//!
//! ```
//! use whitesmith_smithy::{Loader, write};
//!
//! let mut loader = Loader::new();
//! loader.add_source("a.smithy", "$version: \"2\"\nnamespace a\nlist Names { member: String }\n");
//! let model = loader.assemble().model;
//! let text = write::json::pretty(&write::ast::to_node(&model));
//!
//! let mut again = Loader::new();
//! again.add_source("a.json", text);
//! assert_eq!(again.assemble().model, model);
//! ```

use crate::ids;
use crate::model::Model;
use crate::node::{Node, Object};
use crate::shape::{Resource, Service, Shape, ShapeKind, Target, Traits};
use crate::shape_id::ShapeId;
use crate::source::Span;

/// The model as a node. The prelude and the definitions that come with the toolchain are left out.
pub fn to_node(model: &Model) -> Node {
    let mut root = Object::default();
    put(&mut root, "smithy", Node::synthetic("2.0"));
    let mut keys: Vec<&str> = model.metadata().iter().map(|(key, _)| key).collect();
    if !keys.is_empty() {
        keys.sort_unstable();
        let mut metadata = Object::default();
        for (key, node) in keys.into_iter().filter_map(|key| Some((key, model.metadata().get(key)?))) {
            put(&mut metadata, key, node.clone());
        }
        put(&mut root, "metadata", Node::synthetic(metadata));
    }
    let mut shapes: Vec<&Shape> =
        model.shapes().filter(|shape| !shape.id.is_member() && !model.is_builtin(shape.id)).collect();
    shapes.sort_by_key(|shape| shape.id);
    let mut written = Object::with_capacity(shapes.len());
    for shape in shapes {
        put(&mut written, shape.id.as_str(), Node::synthetic(self::shape(model, shape)));
        for member in model.members(shape).filter(|member| model.is_inherited(member)) {
            let traits = traits(&member.traits);
            if !traits.is_empty() {
                let mut apply = Object::default();
                put(&mut apply, "type", Node::synthetic("apply"));
                put(&mut apply, "traits", Node::synthetic(traits));
                put(&mut written, member.id.as_str(), Node::synthetic(apply));
            }
        }
    }
    put(&mut root, "shapes", Node::synthetic(written));
    Node::synthetic(root)
}

fn put(object: &mut Object, key: &str, node: Node) {
    object.insert(key, Span::NONE, node);
}

fn shape(model: &Model, shape: &Shape) -> Object {
    let mut object = Object::default();
    put(&mut object, "type", Node::synthetic(shape.shape_type().as_str()));
    let mixins = || shape.mixins.iter().filter_map(|mixin| model.shape(mixin.id));
    match &shape.kind {
        ShapeKind::Structure | ShapeKind::Union | ShapeKind::Enum | ShapeKind::IntEnum => {
            let mut members = Object::default();
            for member in model.members(shape).filter(|member| !model.is_inherited(member)) {
                put(&mut members, member.id.member().unwrap_or_default(), self::member(member));
            }
            put(&mut object, "members", Node::synthetic(members));
        }
        ShapeKind::List | ShapeKind::Set | ShapeKind::Map => {
            for member in model.members(shape).filter(|member| !model.is_inherited(member)) {
                put(&mut object, member.id.member().unwrap_or_default(), self::member(member));
            }
        }
        ShapeKind::Service(service) => {
            let inherited: Vec<&Service> = mixins().filter_map(Shape::as_service).collect();
            let own = |list: fn(&Service) -> &[Target]| introduced(list(service), inherited.iter().map(|s| list(s)));
            if !service.version.is_empty() && inherited.iter().all(|mixin| mixin.version != service.version) {
                put(&mut object, "version", Node::synthetic(&*service.version));
            }
            targets(&mut object, "operations", &own(|service| &service.operations));
            targets(&mut object, "resources", &own(|service| &service.resources));
            targets(&mut object, "errors", &own(|service| &service.errors));
            let mut rename = Object::default();
            for (target, name) in &service.rename {
                let is_inherited =
                    |(other, other_name): &(Target, Box<str>)| other.id == target.id && other_name == name;
                if !inherited.iter().any(|mixin| mixin.rename.iter().any(is_inherited)) {
                    put(&mut rename, target.id.as_str(), Node::synthetic(&**name));
                }
            }
            if !rename.is_empty() {
                put(&mut object, "rename", Node::synthetic(rename));
            }
        }
        ShapeKind::Operation(operation) => {
            put(&mut object, "input", reference(model.input_of(operation)));
            put(&mut object, "output", reference(model.output_of(operation)));
            let inherited = mixins().filter_map(Shape::as_operation).map(|mixin| &*mixin.errors);
            targets(&mut object, "errors", &introduced(&operation.errors, inherited));
        }
        ShapeKind::Resource(resource) => self::resource(&mut object, resource),
        _ => {}
    }
    targets(&mut object, "mixins", &shape.mixins);
    put_traits(&mut object, &shape.traits);
    object
}

/// The targets of a list that did not come from a mixin: those have the mixin's place.
pub(super) fn introduced<'t>(own: &[Target], mut inherited: impl Iterator<Item = &'t [Target]>) -> Vec<Target> {
    let inherited: Vec<Target> = inherited.by_ref().flatten().copied().collect();
    let is_inherited =
        |target: &Target| inherited.iter().any(|other| other.id == target.id && other.span == target.span);
    own.iter().filter(|target| !is_inherited(target)).copied().collect()
}

fn resource(object: &mut Object, resource: &Resource) {
    for (name, shapes) in [("identifiers", &resource.identifiers), ("properties", &resource.properties)] {
        if !shapes.is_empty() {
            let mut named = Object::default();
            for (name, target) in shapes {
                put(&mut named, name, reference(target.id));
            }
            put(object, name, Node::synthetic(named));
        }
    }
    for (name, target) in resource.lifecycle() {
        put(object, name, reference(target.id));
    }
    targets(object, "operations", &resource.operations);
    targets(object, "collectionOperations", &resource.collection_operations);
    targets(object, "resources", &resource.resources);
}

fn reference(id: ShapeId) -> Node {
    let mut reference = Object::default();
    put(&mut reference, "target", Node::synthetic(id.as_str()));
    Node::synthetic(reference)
}

fn targets(object: &mut Object, name: &str, targets: &[Target]) {
    if !targets.is_empty() {
        let references: Vec<Node> = targets.iter().map(|target| reference(target.id)).collect();
        put(object, name, Node::synthetic(references));
    }
}

fn member(member: &Shape) -> Node {
    let mut object = Object::default();
    put(&mut object, "target", Node::synthetic(member.target().map_or("", ShapeId::as_str)));
    put_traits(&mut object, &member.traits);
    Node::synthetic(object)
}

fn put_traits(object: &mut Object, traits: &Traits) {
    let traits = self::traits(traits);
    if !traits.is_empty() {
        put(object, "traits", Node::synthetic(traits));
    }
}

/// The traits that were applied to the shape itself, sorted.
fn traits(traits: &Traits) -> Object {
    let mut own: Vec<_> = traits.iter().filter(|(id, applied)| is_written(*id, applied)).collect();
    own.sort_by_key(|(id, _)| *id);
    let mut object = Object::default();
    for (id, applied) in own {
        put(&mut object, id.as_str(), applied.value.clone());
    }
    object
}

/// Whether a trait is written out: not what mixins or the loader bring, nor `@box`, which 2.0 does not have.
pub(super) fn is_written(id: ShapeId, applied: &crate::AppliedTrait) -> bool {
    applied.introduced_by.is_none() && !applied.synthetic && id != ids::BOX
}
