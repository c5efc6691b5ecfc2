//! The property that holds tags can hold tags.

use super::tagging::{holds_tags, property};
use crate::ids;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("TagResourcePropertyType", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::TAGGABLE) {
        let (Some(resource), Some(property)) = (shape.as_resource(), property(shape)) else { continue };
        let target = resource.properties.iter().find(|(name, _)| **name == *property);
        let Some(target) = target.and_then(|(_, target)| context.shape(target.id)) else { continue };
        if !holds_tags(target, context.model) {
            let message = "Tag property must be a list shape targeting a member containing a pair of strings, or a \
                           Map shape targeting a string member.";
            sink.error(shape, message);
        }
    }
}
