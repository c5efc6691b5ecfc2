//! A resource goes by the same name in IAM as in its ARN.

use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("IamResourceTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for resource in context.shapes_with(ids::IAM_RESOURCE) {
        let text = |id, name| resource.trait_value(id)?.get(name).and_then(Node::as_str);
        let (Some(name), Some(template)) = (text(ids::IAM_RESOURCE, "name"), text(ids::ARN, "template")) else {
            continue;
        };
        // The name is the last of the fixed parts; a template without any says nothing about it.
        let fixed = template.split(['/', ':']).rfind(|part| !part.is_empty() && !part.contains('{'));
        if fixed.is_some_and(|fixed| fixed != name) {
            let message = format!(
                "The `@aws.iam#iamResource` trait applied to the resource defines an IAM resource name, `{name}`, that \
                 does not match the `@arn` template, `{template}`, of the resource."
            );
            sink.danger(resource, message).place_at_trait(resource, ids::IAM_RESOURCE);
        }
    }
}
