//! What identifies a resource can be read.

use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("CfnMutabilityTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for member in context.shapes_with(ids::CFN_MUTABILITY) {
        let value = member.trait_value(ids::CFN_MUTABILITY).and_then(Node::as_str).unwrap_or_default();
        if member.has_trait(ids::CFN_ADDITIONAL_IDENTIFIER) && matches!(value, "write" | "create") {
            let message =
                format!("Member with the mutability value of \"{value}\" is also marked as an additional identifier");
            sink.error(member, message).place_at_trait(member, ids::CFN_MUTABILITY);
        }
    }
}
