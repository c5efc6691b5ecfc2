//! Resources do not contain themselves.

use rustc_hash::FxHashSet;

use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Phase, Rule, Sink};

pub(super) static RULE: Rule = Rule::in_phase("ResourceCycle", Phase::Correctness, run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let resources = context.shapes_of(ShapeType::Resource);
    // Only what lies on a way to a cycle is worth searching: drop, again and again, what leads nowhere.
    let mut suspects: FxHashSet<ShapeId> = resources.iter().map(|resource| resource.id).collect();
    loop {
        let innocent: Vec<_> = resources
            .iter()
            .filter(|resource| suspects.contains(&resource.id))
            .filter(|resource| !children(resource).any(|child| suspects.contains(&child)))
            .map(|resource| resource.id)
            .collect();
        if innocent.is_empty() {
            break;
        }
        for id in innocent {
            suspects.remove(&id);
        }
    }
    for resource in resources.iter().filter(|resource| suspects.contains(&resource.id)) {
        if let Some(path) = path_to_itself(resource, context) {
            let path: Vec<_> = path.iter().map(|id| id.as_str()).collect();
            sink.error(resource, format!("Circular resource hierarchy found: {}", path.join(" -> ")));
        }
    }
}

fn children(resource: &Shape) -> impl Iterator<Item = ShapeId> {
    resource.as_resource().into_iter().flat_map(|resource| resource.resources.iter().map(|child| child.id))
}

/// The shortest way from a resource back to it.
fn path_to_itself(start: &Shape, context: &Context<'_>) -> Option<Vec<ShapeId>> {
    let mut seen = FxHashSet::default();
    // Each entry: a resource, and the entry it was reached from.
    let mut queue: Vec<(ShapeId, usize)> = vec![(start.id, 0)];
    let mut at = 0;
    while let Some(&(id, _)) = queue.get(at) {
        for child in context.shape(id).into_iter().flat_map(children) {
            if child == start.id {
                let mut path = vec![child];
                let mut back = at;
                while let Some(&(id, from)) = queue.get(back) {
                    path.push(id);
                    if back == 0 {
                        break;
                    }
                    back = from;
                }
                path.reverse();
                return Some(path);
            }
            if seen.insert(child) {
                queue.push((child, at));
            }
        }
        at += 1;
    }
    None
}
