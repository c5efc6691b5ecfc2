//! What is deprecated, as an attribute or as a sentence.
//!
//! Whoever calls a method, sets a member or names a value that is deprecated is told by rustc. Types, and members
//! that have to be given, are deprecated in words: nobody can do without them, and generated code names them.

use whitesmith_smithy::{Node, Shape, ids};

use super::docs;

/// That something is deprecated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deprecation {
    /// Since which version, where it is one as Rust has them.
    pub(crate) since: Option<String>,
    /// What else the attribute says.
    pub(crate) note: Option<String>,
    /// All of it in words.
    pub(crate) words: String,
}

impl Deprecation {
    /// Of a shape or member, if it is.
    pub(super) fn of(shape: &Shape) -> Option<Self> {
        let value = shape.trait_value(ids::DEPRECATED)?;
        let text = |key| value.get(key).and_then(Node::as_str);
        Some(Self::new(text("since"), text("message")))
    }

    /// As models say it.
    pub(super) fn new(since: Option<&str>, message: Option<&str>) -> Self {
        let message = message.map(|text| docs::markdown(text, &|_, text| text.into()).join(" "));
        let message = message.filter(|message| !message.is_empty());
        let version = since.map_or_else(String::new, |since| format!(" since {since}"));
        let words = match &message {
            Some(message) => format!("**Deprecated**{version}: {message}"),
            None => format!("**Deprecated**{version}."),
        };
        let (since, note) = match (since, message) {
            // Clippy refuses any other version in the attribute.
            (Some(since), None) if !is_version(since) => (None, Some(format!("since {since}"))),
            (Some(since), Some(message)) if !is_version(since) => (None, Some(format!("since {since}: {message}"))),
            (since, message) => (since.map(str::to_owned), message),
        };
        Self { since, note, words }
    }
}

/// Whether a text is a version of three numbers.
fn is_version(text: &str) -> bool {
    text.split('.').count() == 3 && text.split('.').all(|number| number.parse::<u32>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deprecations() {
        for (since, message, expected, words) in [
            (None, None, (None, None), "**Deprecated**."),
            (Some("1.2.0"), None, (Some("1.2.0"), None), "**Deprecated** since 1.2.0."),
            (Some("1.2.0"), Some("use B"), (Some("1.2.0"), Some("use B")), "**Deprecated** since 1.2.0: use B"),
            (None, Some("<p>use <a>B</a></p>"), (None, Some("use B")), "**Deprecated**: use B"),
            (Some("2019-03-22"), None, (None, Some("since 2019-03-22")), "**Deprecated** since 2019-03-22."),
            (Some("1.0"), Some("use B"), (None, Some("since 1.0: use B")), "**Deprecated** since 1.0: use B"),
        ] {
            let deprecation = Deprecation::new(since, message);
            assert_eq!((deprecation.since.as_deref(), deprecation.note.as_deref()), expected);
            assert_eq!(deprecation.words, words);
        }
    }
}
