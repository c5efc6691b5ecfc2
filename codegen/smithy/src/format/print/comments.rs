//! Comments.

use super::super::tree::{Comment, Item};
use crate::write::text::Text;

/// A comment as it is printed: with a space behind its slashes, and two of them when it documents nothing.
pub(super) fn text(comment: &Comment<'_>) -> String {
    let slashes = if comment.documents { "///" } else { "//" };
    match comment.text.strip_prefix("///") {
        // A line of slashes is nobody's documentation.
        Some(rest) if rest.starts_with('/') => comment.text.to_owned(),
        Some(rest) => spaced(slashes, rest),
        None => spaced("//", comment.text.trim_start_matches('/')),
    }
}

fn spaced(slashes: &str, rest: &str) -> String {
    let gap = if rest.is_empty() || rest.starts_with(' ') { "" } else { " " };
    format!("{slashes}{gap}{rest}")
}

/// Prints comments, a line each.
pub(super) fn lines<'c>(text: &mut Text, comments: impl IntoIterator<Item = &'c Comment<'c>>) {
    for comment in comments {
        text.line(&self::text(comment));
    }
}

/// Prints elements and the comments between them, a line each.
pub(super) fn items<T>(text: &mut Text, items: &[Item<'_, T>], mut element: impl FnMut(&mut Text, &T)) {
    for item in items {
        match item {
            Item::Comment(comment) => text.put(&self::text(comment)),
            Item::Element(item) => element(text, item),
        }
        text.end_line();
    }
}
