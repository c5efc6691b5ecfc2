//! A flattened list names its elements after the member, not after what the list says.

use crate::ids;
use crate::node::Node;
use crate::shape::ShapeType;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("XmlFlattenedTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for member in context.shapes_with(ids::XML_FLATTENED) {
        let (Some(name), Some(target)) = (member.id.member(), context.model.target(member)) else { continue };
        if member.has_trait(ids::XML_NAME) || !matches!(target.shape_type(), ShapeType::List | ShapeType::Set) {
            continue;
        }
        let Some(element) = context.model.members(target).next() else { continue };
        let Some(ignored) = element.trait_value(ids::XML_NAME).and_then(Node::as_str) else { continue };
        if ignored != name {
            let message = format!(
                "Member is `@xmlFlattened`, so `@xmlName` of target's member (`{}`) has no effect. The flattened list \
                 elements will have the name of this member - `{name}`. If this is unintended, you can add \
                 `@xmlName(\"{ignored}\")` to this member.",
                element.id
            );
            sink.warning(member, message).place_at_trait(member, ids::XML_FLATTENED);
        }
    }
}
