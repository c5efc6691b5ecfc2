//! Bounds of `@length` are not negative and not crossed.

use crate::ids;
use crate::node::{Node, Number};
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("LengthTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::LENGTH) {
        let Some(length) = shape.trait_value(ids::LENGTH) else { continue };
        let bound = |key| length.get(key).and_then(Node::as_number).and_then(Number::as_i64);
        let (min, max) = (bound("min"), bound("max"));
        let mut report = |message: &str| {
            sink.error(shape, message).place_at_trait(shape, ids::LENGTH);
        };
        if min.is_some_and(|min| min < 0) {
            report("A length trait is applied with a negative `min` value.");
        }
        if max.is_some_and(|max| max < 0) {
            report("A length trait is applied with a negative `max` value.");
        }
        if let (Some(min), Some(max)) = (min, max)
            && min > max
        {
            report("A length trait is applied with a `min` value greater than its `max` value.");
        }
    }
}
