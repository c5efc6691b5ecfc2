//! `iamAction` stands for older traits, and does not have a resource both ways.

use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("IamAction", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for operation in context.shapes_with(ids::IAM_ACTION) {
        let Some(action) = operation.trait_value(ids::IAM_ACTION) else { continue };
        for (property, older) in [
            ("name", ids::ACTION_NAME),
            ("documentation", ids::ACTION_PERMISSION_DESCRIPTION),
            ("requiredActions", ids::REQUIRED_ACTIONS),
        ] {
            if action.get(property).is_some() && operation.has_trait(older) {
                let message = format!(
                    "Operation has the `{property}` property of the `@aws.iam#iamAction` trait set and the deprecated \
                     `@{older}` trait applied."
                );
                sink.error(operation, message)
                    .place_at_trait(operation, older)
                    .sub_id("ConflictingProperty")
                    .sub_id(property);
            }
        }
        let resources =
            |kind| action.get("resources").and_then(|resources| resources.get(kind)).and_then(Node::as_object);
        if let (Some(required), Some(optional)) = (resources("required"), resources("optional")) {
            let both: Vec<_> =
                required.iter().map(|(name, _)| name).filter(|name| optional.contains_key(name)).collect();
            if !both.is_empty() {
                let message = format!(
                    "Operation has the following resource names defined as both required and optional: [{}]",
                    both.join(", ")
                );
                sink.danger(operation, message)
                    .place_at_trait(operation, ids::IAM_ACTION)
                    .sub_id("Resources")
                    .sub_id("DuplicateEntries");
            }
        }
    }
}
