//! How messages show names and lists.

use crate::shape::Shape;
use crate::shape_id::ShapeId;

/// `` `a`, `b` `` in the order given.
pub(crate) fn ticked<T: std::fmt::Display>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().map(|item| format!("`{item}`")).collect::<Vec<_>>().join(", ")
}

/// `` `a`, `b` `` sorted.
pub(crate) fn ticked_sorted<T: std::fmt::Display>(items: impl IntoIterator<Item = T>) -> String {
    let mut items: Vec<_> = items.into_iter().map(|item| item.to_string()).collect();
    items.sort();
    ticked(items)
}

/// A trait's name as people write it: without namespace when it is of the prelude.
pub(crate) fn trait_name(id: ShapeId) -> &'static str {
    if id.namespace() == "smithy.api" { id.name() } else { id.as_str() }
}

/// A shape with its type: ``(string: `smithy.api#String`)``.
pub(crate) fn typed(shape: &Shape) -> String {
    format!("({}: `{}`)", shape.shape_type(), shape.id)
}

/// `a` or `an`, as the word that follows wants it.
pub(crate) fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) { "an" } else { "a" }
}

/// Whether `a` can be made into `b` by at most `limit` insertions, removals, replacements or swaps.
pub(crate) fn distance(a: &str, b: &str, limit: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > limit {
        return false;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, cb) in b.iter().enumerate() {
            let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let mut cost = (get(&row, j) + usize::from(ca != cb)).min(get(&row, j + 1) + 1).min(get(&next, j) + 1);
            if i > 0 && j > 0 && a.get(i - 1) == Some(cb) && Some(ca) == b.get(j - 1) {
                cost = cost.min(get(&before, j - 1) + 1);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().is_some_and(|cost| *cost <= limit)
}
