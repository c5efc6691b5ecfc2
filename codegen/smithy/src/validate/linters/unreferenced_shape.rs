//! `UnreferencedShape`: shapes that no service, or no other root, leads to.

use rustc_hash::FxHashSet;

use crate::ids;
use crate::index::for_each_relationship;
use crate::select::Selector;
use crate::shape::Shape;
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Sink};

use super::{Config, Linter};

pub(super) static LINTER: Linter = Linter { name: "UnreferencedShape", run };

fn run(context: &Context<'_>, config: &Config<'_>, sink: &mut Sink<'_>) -> Result<(), String> {
    let text = config.text("rootShapeSelector")?.unwrap_or("service");
    let roots = Selector::parse(text).map_err(|error| format!("Error parsing `rootShapeSelector`: {error}"))?;
    let mut reached = FxHashSet::default();
    let mut stack: Vec<&Shape> = roots.select_with(context).map_err(|error| error.to_string())?;
    stack.extend(context.shapes_with(ids::TRAIT));
    while let Some(shape) = stack.pop() {
        if !reached.insert(shape.id) {
            continue;
        }
        let mut reach = |id: ShapeId| stack.extend(context.shape(id));
        for_each_relationship(shape, |relationship| reach(relationship.target));
        // The values of traits refer to shapes too.
        for (id, applied) in shape.traits.iter() {
            reach(id);
            referenced(&applied.value, &mut reach);
        }
        if shape.id.is_member() {
            reach(shape.id.without_member());
        }
    }
    for shape in context.model.shapes() {
        if shape.id.is_member() || shape.id.namespace() == "smithy.api" || reached.contains(&shape.id) {
            continue;
        }
        let message = format!(
            "This shape is unreferenced. It has no modeled connections to shapes that match the following selector: \
             `{text}`"
        );
        sink.note(shape, message);
    }
    Ok(())
}

/// Calls `reach` with everything in a value that looks like a shape id.
fn referenced(value: &crate::node::Node, reach: &mut dyn FnMut(ShapeId)) {
    let mut stack = vec![value];
    while let Some(node) = stack.pop() {
        if let Some(text) = node.as_str().filter(|text| text.contains('#'))
            && let Ok(id) = ShapeId::parse(text)
        {
            reach(id);
        }
        stack.extend(node.as_array().unwrap_or_default());
        stack.extend(node.as_object().into_iter().flat_map(|object| object.iter().map(|(_, node)| node)));
    }
}
