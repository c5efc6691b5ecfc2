//! Which shapes may have been meant by an id that is not in the model.

use rustc_hash::FxHashMap;

use crate::model::Model;
use crate::shape_id::ShapeId;

/// How many ids are looked into: each costs a walk over the model, and a model may consist of mistakes.
const BUDGET: usize = 500;

/// How many shapes are named at most.
const NAMED: usize = 50;

/// Finds ids that are spelt alike.
pub(super) struct Similar<'m> {
    model: &'m Model,
    known: FxHashMap<ShapeId, Vec<ShapeId>>,
}

impl<'m> Similar<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        Self { model, known: FxHashMap::default() }
    }

    /// The model that ids are looked for in.
    pub(super) fn model(&self) -> &'m Model {
        self.model
    }

    /// The ids that differ from `id` in as few characters as any does, and in no more than two; sorted. `None` when
    /// too many ids have been looked into.
    pub(super) fn to(&mut self, id: ShapeId) -> Option<&[ShapeId]> {
        if !self.known.contains_key(&id) {
            if self.known.len() >= BUDGET {
                return None;
            }
            self.known.insert(id, spelt_alike(id, self.model));
        }
        self.known.get(&id).map(Vec::as_slice)
    }
}

fn spelt_alike(id: ShapeId, model: &Model) -> Vec<ShapeId> {
    let mut limit = 2;
    let mut found = Vec::new();
    for other in model.shapes().map(|shape| shape.id) {
        let Some(distance) = distance(id.as_str(), other.as_str(), limit) else { continue };
        if distance < limit {
            found.clear();
            limit = distance;
        }
        found.push(other);
    }
    found.sort_unstable();
    found.truncate(NAMED);
    found
}

/// How many characters have to be inserted, removed or replaced to make one of the other; `None` when that is more
/// than `limit`.
fn distance(left: &str, right: &str, limit: usize) -> Option<usize> {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len().abs_diff(right.len()) > limit {
        return None;
    }
    let prefix = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let (left, right) = (left.get(prefix..)?, right.get(prefix..)?);
    let suffix = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    let (left, right) = (left.get(..left.len() - suffix)?, right.get(..right.len() - suffix)?);
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut row = Vec::with_capacity(above.len());
        row.push(i + 1);
        for (j, b) in right.iter().enumerate() {
            let replaced = above.get(j)? + usize::from(a != b);
            row.push(replaced.min(above.get(j + 1)? + 1).min(row.get(j)? + 1));
        }
        // No row gets smaller than the smallest of the row above it.
        if row.iter().all(|distance| *distance > limit) {
            return None;
        }
        above = row;
    }
    above.last().copied().filter(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn distances() {
        for (left, right, expected) in [
            ("d#Foo", "d#Foo", Some(0)),
            ("d#Foo", "d#foo", Some(1)),
            ("d#Fo", "d#Foo", Some(1)),
            ("d#Strnig", "d#String", Some(2)),
            ("b#A", "d#I", Some(2)),
            ("d#Ezx", "d#I", None),
            ("", "abc", None),
            ("", "ab", Some(2)),
        ] {
            assert_eq!(distance(left, right, 2), expected, "{left} {right}");
            assert_eq!(distance(right, left, 2), expected, "{right} {left}");
        }
    }
}
