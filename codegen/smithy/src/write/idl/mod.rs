//! A model as Smithy IDL 2.0 ([specification](https://smithy.io/2.0/spec/idl.html)).
//!
//! A file a namespace, and one for metadata. What comes out loads as the same model. Shapes are in the order in which
//! people look for them: trait definitions, services, resources, operations, aggregates, and simple types; in each,
//! by name.

mod names;
mod nodes;
mod shapes;
mod traits;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::ids;
use crate::model::Model;
use crate::node::Node;
use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;

use crate::write::text::Text;
use names::Names;

/// One file of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdlFile {
    /// The file's name: `NAMESPACE.smithy`, or `metadata.smithy`.
    pub name: String,
    /// Its whole text.
    pub text: String,
}

/// The files of a model, sorted by name. The prelude and the definitions that come with the toolchain are left out.
pub fn to_files(model: &Model) -> Vec<IdlFile> {
    let mut files = Vec::new();
    let mut namespaces: BTreeMap<&str, Vec<&Shape>> = BTreeMap::new();
    for shape in model.shapes().filter(|shape| !shape.id.is_member() && !model.is_builtin(shape.id)) {
        namespaces.entry(shape.id.namespace()).or_default().push(shape);
    }
    if !model.metadata().is_empty() || namespaces.is_empty() {
        files.push(IdlFile { name: "metadata.smithy".into(), text: metadata(model) });
    }
    for (namespace, shapes) in namespaces {
        // A namespace may be called `metadata`, too.
        let taken = files.iter().any(|file| file.name == format!("{namespace}.smithy"));
        let name = format!("{namespace}{}.smithy", if taken { ".shapes" } else { "" });
        files.push(IdlFile { name, text: self::namespace(model, namespace, shapes) });
    }
    files.sort_by(|left, right| left.name.cmp(&right.name));
    files
}

const VERSION: &str = "$version: \"2.0\"\n";

fn metadata(model: &Model) -> String {
    let names = Names::new(model, "");
    let mut text = Text::default();
    let entries: BTreeMap<&str, &Node> = model.metadata().iter().collect();
    for (key, node) in entries {
        text.put(&format!("metadata {} = ", nodes::key(key)));
        nodes::value(&mut text, node, None, &names);
        text.end_line();
    }
    let text = text.finish();
    if text.is_empty() { VERSION.into() } else { format!("{VERSION}\n{text}") }
}

fn namespace(model: &Model, namespace: &str, mut shapes: Vec<&Shape>) -> String {
    let names = Names::new(model, namespace);
    let inlined = inlined(model, &shapes);
    shapes.retain(|shape| !inlined.contains(&shape.id));
    shapes.sort_by_cached_key(|shape| (rank(shape), shape.id.as_str().to_lowercase(), shape.id));
    let mut text = Text::default();
    for (at, shape) in shapes.into_iter().enumerate() {
        if at > 0 {
            text.end_line();
        }
        shapes::shape(&mut text, shape, &inlined, &names);
    }
    let body = text.finish();
    let uses: String = names.uses().iter().map(|id| format!("use {id}\n")).collect();
    let gap = if uses.is_empty() { "" } else { "\n" };
    format!("{VERSION}\nnamespace {namespace}\n\n{uses}{gap}{body}")
}

/// Where a shape stands among the others: trait definitions first, then what a reader starts from.
fn rank(shape: &Shape) -> (Reverse<bool>, usize) {
    const ORDER: [ShapeType; 8] = [
        ShapeType::Service,
        ShapeType::Resource,
        ShapeType::Operation,
        ShapeType::Structure,
        ShapeType::Union,
        ShapeType::List,
        ShapeType::Set,
        ShapeType::Map,
    ];
    let is_trait = shape.has_trait(ids::TRAIT);
    let place = ORDER.iter().position(|shape_type| *shape_type == shape.shape_type()).unwrap_or(ORDER.len());
    (Reverse(is_trait), if is_trait { 0 } else { place })
}

/// The structures that are written in the operation they belong to: its `@input` and `@output`, if they have the names
/// that the IDL would give them, and no other operation refers to them.
fn inlined(model: &Model, shapes: &[&Shape]) -> BTreeSet<ShapeId> {
    let operations = || model.shapes_of(ShapeType::Operation).filter_map(|shape| Some((shape, shape.as_operation()?)));
    let mut references: BTreeMap<ShapeId, usize> = BTreeMap::new();
    for target in operations().flat_map(|(_, operation)| [model.input_of(operation), model.output_of(operation)]) {
        *references.entry(target).or_default() += 1;
    }
    let mut inlined = BTreeSet::new();
    for (shape, operation) in shapes.iter().filter_map(|shape| Some((shape, shape.as_operation()?))) {
        for (target, marker, suffix) in
            [(model.input_of(operation), ids::INPUT, "Input"), (model.output_of(operation), ids::OUTPUT, "Output")]
        {
            let has_name = target.name().strip_suffix(suffix) == Some(shape.id.name());
            let is_here = target.namespace() == shape.id.namespace();
            let is_marked = model
                .shape(target)
                .is_some_and(|target| target.has_trait(marker) && target.shape_type() == ShapeType::Structure);
            if has_name && is_here && is_marked && references.get(&target) == Some(&1) {
                inlined.insert(target);
            }
        }
    }
    inlined
}
