//! `@cors` takes `origin` or `origins`, not both.

use crate::ids;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("CorsTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::CORS) {
        let Some(cors) = shape.traits.get(ids::CORS) else { continue };
        if cors.value.get("origin").is_some() && cors.value.get("origins").is_some() {
            sink.error(shape, "The `origin` and `origins` members of the `cors` trait are mutually exclusive.")
                .place(cors.span);
        }
    }
}
