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
