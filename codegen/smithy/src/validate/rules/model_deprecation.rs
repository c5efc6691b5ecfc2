//! What IDL 1.0 had and 2.0 no longer has: sets, and the `enum` trait.

use crate::ids;
use crate::shape::ShapeType;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("ModelDeprecation", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for set in context.shapes_of(ShapeType::Set) {
        let message = "Set shapes are deprecated and have been removed in Smithy IDL v2. Use a list shape with the \
                       @uniqueItems trait instead.";
        sink.warning(set, message);
    }
    for shape in context.shapes_with(ids::ENUM) {
        sink.warning(shape, "The enum trait is deprecated. Smithy 2.0 models should use the enum shape.")
            .place_at_trait(shape, ids::ENUM);
    }
}
