//! Shape statements.

use std::collections::BTreeSet;

use super::names::Names;
use super::{nodes, traits};
use crate::ids;
use crate::node::Node;
use crate::shape::{Operation, Resource, Service, Shape, ShapeKind, ShapeType, Target};
use crate::shape_id::ShapeId;
use crate::write::ast::introduced;
use crate::write::text::Text;

/// Writes a shape, and what it applies to members that it inherits.
pub(super) fn shape(text: &mut Text, shape: &Shape, inlined: &BTreeSet<ShapeId>, names: &Names<'_>) {
    traits::before_shape(text, &traits::of(shape, &[]), names);
    let keyword = match &shape.kind {
        // Version 2.0 has no sets; the trait makes a list one.
        ShapeKind::Set => "list",
        _ => shape.shape_type().as_str(),
    };
    text.put(&format!("{keyword} {}", shape.id.name()));
    mixins(text, " ", shape, names);
    let mut containers = vec![shape];
    match &shape.kind {
        ShapeKind::Structure
        | ShapeKind::Union
        | ShapeKind::Enum
        | ShapeKind::IntEnum
        | ShapeKind::List
        | ShapeKind::Set
        | ShapeKind::Map => {
            text.put(" ");
            members(text, shape, names);
        }
        ShapeKind::Service(service) => {
            text.put(" ");
            text.block("{", "}", |text| self::service(text, shape, service, names));
        }
        ShapeKind::Resource(resource) => {
            text.put(" ");
            text.block("{", "}", |text| self::resource(text, resource, names));
        }
        ShapeKind::Operation(operation) => {
            text.put(" ");
            text.block("{", "}", |text| self::operation(text, shape, operation, inlined, names));
            let io = [names.model.input_of(operation), names.model.output_of(operation)];
            let io = io.into_iter().filter(|id| inlined.contains(id));
            containers.extend(io.filter_map(|id| names.shape(id)));
        }
        _ => {}
    }
    text.end_line();
    for container in containers {
        for member in names.model.members(container).filter(|member| names.model.is_inherited(member)) {
            traits::apply(text, member.id, &traits::of(member, &[]), names);
        }
    }
}

/// Writes ` with [A]`, or more mixins a line each; `before` stands before it, if there is something to write.
fn mixins(text: &mut Text, before: &str, shape: &Shape, names: &Names<'_>) {
    match shape.mixins.as_slice() {
        [] => {}
        [mixin] => text.put(&format!("{before}with [{}]", names.reference(mixin.id))),
        mixins => {
            text.put(&format!("{before}with "));
            text.block("[", "]", |text| lines(text, mixins, names));
        }
    }
}

fn lines(text: &mut Text, targets: &[Target], names: &Names<'_>) {
    for target in targets {
        text.line(&names.reference(target.id));
    }
}

/// Writes the members that are the shape's own, in braces.
fn members(text: &mut Text, shape: &Shape, names: &Names<'_>) {
    let own: Vec<&Shape> = names.model.members(shape).filter(|member| !names.model.is_inherited(member)).collect();
    if own.is_empty() {
        return text.put("{}");
    }
    let is_enum = matches!(shape.kind, ShapeKind::Enum | ShapeKind::IntEnum);
    text.block("{", "}", |text| {
        for member in own {
            self::member(text, member, is_enum, names);
        }
    });
}

fn member(text: &mut Text, member: &Shape, is_enum: bool, names: &Names<'_>) {
    let name = member.id.member().unwrap_or_default();
    let assigned = if is_enum { ids::ENUM_VALUE } else { ids::DEFAULT };
    let traits = traits::of(member, &[assigned]);
    traits::before_shape(text, &traits, names);
    text.put(name);
    if let Some(target) = member.target().filter(|_| !is_enum) {
        text.put(&format!(": {}", names.reference(target)));
    }
    let applied = member.traits.get(assigned).filter(|applied| crate::write::ast::is_written(assigned, applied));
    // An enum member that says nothing has its own name for a value.
    if let Some(applied) = applied.filter(|applied| !(is_enum && applied.value.as_str() == Some(name))) {
        text.put(&format!(" = {}", applied.value));
    }
    text.end_line();
}

fn service(text: &mut Text, shape: &Shape, service: &Service, names: &Names<'_>) {
    let inherited: Vec<&Service> =
        shape.mixins.iter().filter_map(|mixin| names.shape(mixin.id)?.as_service()).collect();
    if !service.version.is_empty() && inherited.iter().all(|mixin| mixin.version != service.version) {
        text.line(&format!("version: {}", Node::synthetic(&*service.version)));
    }
    let own = |list: fn(&Service) -> &[Target]| introduced(list(service), inherited.iter().map(|mixin| list(mixin)));
    targets(text, "operations", &own(|service| &service.operations), names);
    targets(text, "resources", &own(|service| &service.resources), names);
    targets(text, "errors", &own(|service| &service.errors), names);
    let is_inherited = |target: &Target, name: &str| {
        inherited.iter().any(|mixin| mixin.rename.iter().any(|other| other.0.id == target.id && &*other.1 == name))
    };
    let rename: Vec<_> = service.rename.iter().filter(|(target, name)| !is_inherited(target, name)).collect();
    if !rename.is_empty() {
        text.put("rename: ");
        text.block("{", "}", |text| {
            for (target, name) in rename {
                text.line(&format!("{}: {}", Node::synthetic(target.id.as_str()), Node::synthetic(&**name)));
            }
        });
        text.end_line();
    }
}

fn targets(text: &mut Text, name: &str, targets: &[Target], names: &Names<'_>) {
    if !targets.is_empty() {
        text.put(&format!("{name}: "));
        text.block("[", "]", |text| lines(text, targets, names));
        text.end_line();
    }
}

fn resource(text: &mut Text, resource: &Resource, names: &Names<'_>) {
    for (name, shapes) in [("identifiers", &resource.identifiers), ("properties", &resource.properties)] {
        if shapes.is_empty() {
            continue;
        }
        text.put(&format!("{name}: "));
        text.block("{", "}", |text| {
            for (name, target) in shapes {
                text.line(&format!("{}: {}", nodes::key(name), names.reference(target.id)));
            }
        });
        text.end_line();
    }
    for (name, target) in resource.lifecycle() {
        text.line(&format!("{name}: {}", names.reference(target.id)));
    }
    targets(text, "operations", &resource.operations, names);
    targets(text, "collectionOperations", &resource.collection_operations, names);
    targets(text, "resources", &resource.resources, names);
}

fn operation(text: &mut Text, shape: &Shape, operation: &Operation, inlined: &BTreeSet<ShapeId>, names: &Names<'_>) {
    let (input, output) = (names.model.input_of(operation), names.model.output_of(operation));
    for (name, id, marker) in [("input", input, ids::INPUT), ("output", output, ids::OUTPUT)] {
        match names.shape(id).filter(|_| inlined.contains(&id)) {
            Some(structure) => inline(text, name, structure, marker, names),
            None => text.line(&format!("{name}: {}", names.reference(id))),
        }
    }
    let mixins = shape.mixins.iter().filter_map(|mixin| names.shape(mixin.id)?.as_operation());
    targets(text, "errors", &introduced(&operation.errors, mixins.map(|mixin| &*mixin.errors)), names);
}

/// Writes an input or output in its operation. What stands before its braces gets lines of its own when there are
/// traits, which have to stand behind `:=`.
fn inline(text: &mut Text, name: &str, structure: &Shape, marker: ShapeId, names: &Names<'_>) {
    debug_assert!(structure.shape_type() == ShapeType::Structure);
    let traits = traits::of(structure, &[marker]);
    text.put(&format!("{name} :="));
    if traits.is_empty() {
        mixins(text, " ", structure, names);
        text.put(" ");
        members(text, structure, names);
    } else {
        text.end_line();
        text.indent();
        traits::before_shape(text, &traits, names);
        mixins(text, "", structure, names);
        text.put(if structure.mixins.is_empty() { "" } else { " " });
        members(text, structure, names);
        text.dedent();
    }
    text.end_line();
}
