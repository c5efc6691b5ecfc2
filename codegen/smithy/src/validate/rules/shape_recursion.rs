//! Recursive shapes have values: recursion passes through something that may end it.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::ids;
use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("ShapeRecursion", run);

/// How many steps of a path a message shows. Longer cycles are no accident that a person has to read.
const MAX_SHOWN: usize = 40;

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let collections: Vec<_> = [ShapeType::List, ShapeType::Set, ShapeType::Map]
        .into_iter()
        .flat_map(|shape_type| context.shapes_of(shape_type).iter().copied())
        .collect();
    // A list or map that holds itself would have to hold infinitely many levels.
    let element = |shape: &Shape| -> Vec<(ShapeId, ShapeId)> {
        let member = shape.members.last().and_then(|id| context.shape(*id));
        member.and_then(|member| Some((member.id, member.target()?))).into_iter().collect()
    };
    report(
        &collections,
        &element,
        "A recursive list, set, or map shape is only valid if an intermediate reference is through a union or \
         structure.",
        sink,
    );
    let required = |shape: &Shape| -> Vec<(ShapeId, ShapeId)> {
        let members = context.model.members(shape).filter(|member| member.has_trait(ids::REQUIRED));
        members.filter_map(|member| Some((member.id, member.target()?))).collect()
    };
    report(
        context.shapes_of(ShapeType::Structure),
        &required,
        "A structure cannot be mutually recursive through all required members.",
        sink,
    );
    unions(context, sink);
}

/// Reports each of `shapes` from which `edges` lead back to it through others of them.
fn report(shapes: &[&Shape], edges: &dyn Fn(&Shape) -> Vec<(ShapeId, ShapeId)>, rule: &str, sink: &mut Sink<'_>) {
    let among: FxHashSet<ShapeId> = shapes.iter().map(|shape| shape.id).collect();
    let mut graph: FxHashMap<ShapeId, Vec<(ShapeId, ShapeId)>> = FxHashMap::default();
    let mut back: FxHashMap<ShapeId, Vec<ShapeId>> = FxHashMap::default();
    for shape in shapes {
        let out: Vec<_> = edges(shape).into_iter().filter(|(_, target)| among.contains(target)).collect();
        for (_, target) in &out {
            back.entry(*target).or_default().push(shape.id);
        }
        if !out.is_empty() {
            graph.insert(shape.id, out);
        }
    }
    // What leads nowhere is on no cycle; dropping it lets what led only there lead nowhere too.
    let mut done: Vec<ShapeId> = shapes.iter().map(|shape| shape.id).filter(|id| !graph.contains_key(id)).collect();
    let mut left: FxHashMap<ShapeId, usize> = graph.iter().map(|(id, out)| (*id, out.len())).collect();
    while let Some(id) = done.pop() {
        for from in back.get(&id).into_iter().flatten() {
            if let Some(count) = left.get_mut(from) {
                *count -= 1;
                if *count == 0 {
                    left.remove(from);
                    done.push(*from);
                }
            }
        }
    }
    for shape in shapes.iter().filter(|shape| left.contains_key(&shape.id)) {
        if let Some(path) = cycle(shape.id, &graph, &left) {
            let shown = path.iter().take(MAX_SHOWN).map(|id| id.as_str()).collect::<Vec<_>>().join(" > ");
            let more = if path.len() > MAX_SHOWN { " > ..." } else { "" };
            sink.error(shape, format!("Found invalid shape recursion: {shown}{more}. {rule}"));
        }
    }
}

/// The shortest path from a shape back to it: members and what they target, without the shape at its start.
fn cycle(
    start: ShapeId,
    graph: &FxHashMap<ShapeId, Vec<(ShapeId, ShapeId)>>,
    among: &FxHashMap<ShapeId, usize>,
) -> Option<Vec<ShapeId>> {
    let mut from: FxHashMap<ShapeId, (ShapeId, ShapeId)> = FxHashMap::default();
    let mut queue = std::collections::VecDeque::from([start]);
    while let Some(id) = queue.pop_front() {
        for (member, target) in graph.get(&id).into_iter().flatten() {
            if !among.contains_key(target) || from.contains_key(target) {
                continue;
            }
            from.insert(*target, (*member, id));
            if *target == start {
                let mut path = Vec::new();
                let mut at = start;
                while let Some((member, previous)) = from.get(&at) {
                    path.extend([at, *member]);
                    at = *previous;
                    if at == start {
                        break;
                    }
                }
                path.reverse();
                return Some(path);
            }
            queue.push_back(*target);
        }
    }
    None
}

/// Unions of which no value can be made: every member leads back, without end.
fn unions(context: &Context<'_>, sink: &mut Sink<'_>) {
    // How many required members of a structure, or whether any member of a union, still wait for a value.
    let mut waiting: FxHashMap<ShapeId, usize> = FxHashMap::default();
    let mut users: FxHashMap<ShapeId, Vec<ShapeId>> = FxHashMap::default();
    let mut ready: Vec<ShapeId> = Vec::new();
    for shape in context.model.shapes() {
        let counts = match shape.shape_type() {
            ShapeType::Structure => {
                context.model.members(shape).filter(|m| m.has_trait(ids::REQUIRED)).collect::<Vec<_>>()
            }
            ShapeType::Union => context.model.members(shape).collect(),
            _ => {
                if !shape.id.is_member() {
                    ready.push(shape.id);
                }
                continue;
            }
        };
        if counts.is_empty() {
            ready.push(shape.id);
            continue;
        }
        let needed = if shape.shape_type() == ShapeType::Union { 1 } else { counts.len() };
        waiting.insert(shape.id, needed);
        for target in counts.into_iter().filter_map(Shape::target) {
            users.entry(target).or_default().push(shape.id);
        }
    }
    while let Some(id) = ready.pop() {
        for user in users.get(&id).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(user) {
                *count -= 1;
                if *count == 0 {
                    waiting.remove(user);
                    ready.push(*user);
                }
            }
        }
    }
    for union in context.shapes_of(ShapeType::Union).iter().filter(|union| waiting.contains_key(&union.id)) {
        sink.error(union, "It is impossible to create instances of this recursive union");
    }
}
