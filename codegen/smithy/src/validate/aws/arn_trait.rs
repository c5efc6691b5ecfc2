//! Only an ARN that is written out whole has a delimiter of its own.

use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("ArnTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for resource in context.shapes_with(ids::ARN) {
        let Some(arn) = resource.trait_value(ids::ARN) else { continue };
        let absolute = arn.get("absolute").and_then(Node::as_bool).unwrap_or_default();
        if arn.get("resourceDelimiter").is_some() && !absolute {
            sink.error(resource, "A `resourceDelimiter` can only be set for an `absolute` ARN.")
                .place_at_trait(resource, ids::ARN);
        }
    }
}
