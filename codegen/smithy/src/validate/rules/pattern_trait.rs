//! Patterns say where they begin and end.

use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("PatternTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::PATTERN) {
        let Some(pattern) = shape.trait_value(ids::PATTERN).and_then(Node::as_str) else { continue };
        let missing = match (pattern.starts_with('^'), pattern.ends_with('$')) {
            (true, true) => continue,
            (false, true) => "leading '^'",
            (true, false) => "trailing '$'",
            (false, false) => "leading '^' and trailing '$'",
        };
        let message = format!(
            "A pattern trait is applied without a {missing}, meaning only part of the string must match the regular \
             expression. Explicitly anchoring regular expressions is preferable because it is more restrictive by \
             default and does not require modelers to understand that Smithy patterns are not automatically anchored."
        );
        sink.warning(shape, message).place_at_trait(shape, ids::PATTERN);
    }
}
