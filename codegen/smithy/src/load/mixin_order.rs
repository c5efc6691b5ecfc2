//! In which order shapes with mixins can be built: every mixin before the shapes that use it; and the circles for
//! which there is no such order.

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::parsed::Definition;
use crate::hash_order::sort_ids;
use crate::shape_id::ShapeId;

/// Shapes that use mixins.
pub(super) type Mixed = IndexMap<ShapeId, Definition, FxBuildHasher>;

/// What [`order`] finds out.
pub(super) struct Order {
    /// Every shape that is in no circle and needs none, its mixins before it.
    pub(super) shapes: Vec<ShapeId>,
    /// Shapes that use each other, or themselves, as mixins, in the order in which messages list them.
    pub(super) cycles: Vec<Vec<ShapeId>>,
    /// Shapes that can never be built: those of circles, and whatever uses them.
    pub(super) unbuildable: Vec<ShapeId>,
}

/// Finds the order, and the circles. `count` is how many shapes there are in all.
pub(super) fn order(mixed: &Mixed, count: usize) -> Order {
    let mut users: FxHashMap<ShapeId, Vec<ShapeId>> = FxHashMap::default();
    let mut waiting: FxHashMap<ShapeId, usize> = FxHashMap::default();
    let mut shapes = Vec::with_capacity(mixed.len());
    for (id, definition) in mixed {
        let mixins: FxHashSet<ShapeId> = definition.shape.mixins.iter().map(|mixin| mixin.id).collect();
        let mut left = 0;
        // A mixin that uses none itself, or that nobody defines, need not be waited for.
        for mixin in mixins.into_iter().filter(|mixin| mixed.contains_key(mixin)) {
            users.entry(mixin).or_default().push(*id);
            left += 1;
        }
        if left == 0 {
            shapes.push(*id);
        } else {
            waiting.insert(*id, left);
        }
    }
    let mut done = 0;
    while let Some(id) = shapes.get(done).copied() {
        done += 1;
        for user in users.get(&id).into_iter().flatten() {
            if let Some(left) = waiting.get_mut(user) {
                *left -= 1;
                if *left == 0 {
                    waiting.remove(user);
                    shapes.push(*user);
                }
            }
        }
    }
    let mut unbuildable: Vec<ShapeId> = mixed.keys().copied().filter(|id| waiting.contains_key(id)).collect();
    let mut cycles = Vec::new();
    if !unbuildable.is_empty() {
        sort_ids(&mut unbuildable, count);
        let left = unbuildable.len();
        sort_ids(&mut unbuildable, left);
        for users in users.values_mut() {
            users.retain(|user| waiting.contains_key(user));
            let left = users.len();
            sort_ids(users, left);
        }
        cycles = find_cycles(&unbuildable, mixed, &users);
    }
    Order { shapes, cycles, unbuildable }
}

/// The strongly connected components with more than one shape, and shapes that use themselves: Kosaraju's algorithm.
/// A first walk along mixins tells with which shapes a second one, along users, must start.
fn find_cycles(nodes: &[ShapeId], mixed: &Mixed, users: &FxHashMap<ShapeId, Vec<ShapeId>>) -> Vec<Vec<ShapeId>> {
    let no_users = Vec::new();
    let (mut seen, mut finished) = (FxHashSet::default(), Vec::with_capacity(nodes.len()));
    let is_node: FxHashSet<ShapeId> = nodes.iter().copied().collect();
    let mixins = |id: ShapeId| -> Vec<ShapeId> {
        let mixins = mixed.get(&id).map(|definition| definition.shape.mixins.iter());
        mixins.into_iter().flatten().map(|mixin| mixin.id).filter(|id| is_node.contains(id)).collect()
    };
    for node in nodes {
        walk(*node, mixins, &mut seen, |_| {}, |id| finished.push(id));
    }
    let mut cycles = Vec::new();
    seen.clear();
    for node in finished.iter().rev() {
        let mut component = Vec::new();
        walk(*node, |id| users.get(&id).unwrap_or(&no_users).clone(), &mut seen, |id| component.push(id), |_| {});
        component.reverse();
        if component.len() > 1 || component.iter().any(|id| mixins(*id).contains(id)) {
            cycles.push(component);
        }
    }
    cycles
}

/// Walks depth first from `start` to whatever has not been seen; with a stack of its own, because chains of mixins
/// may be long.
fn walk(
    start: ShapeId,
    next: impl Fn(ShapeId) -> Vec<ShapeId>,
    seen: &mut FxHashSet<ShapeId>,
    mut enter: impl FnMut(ShapeId),
    mut leave: impl FnMut(ShapeId),
) {
    if !seen.insert(start) {
        return;
    }
    enter(start);
    let mut stack = vec![(start, next(start).into_iter())];
    while let Some((id, rest)) = stack.last_mut() {
        match rest.next() {
            Some(to) if seen.insert(to) => {
                enter(to);
                stack.push((to, next(to).into_iter()));
            }
            Some(_) => {}
            None => {
                leave(*id);
                stack.pop();
            }
        }
    }
}
