//! The property that holds tags is called tags.

use super::tagging::{is_tags_name, property};
use crate::ids;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("TagResourcePropertyName", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for resource in context.shapes_with(ids::TAGGABLE) {
        if property(resource).is_some_and(|name| !is_tags_name(name)) {
            sink.warning(resource, "Suggested tag property name is '[T|t]ags'.")
                .place_at_trait(resource, ids::TAGGABLE);
        }
    }
}
