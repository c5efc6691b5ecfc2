//! The labels of an ARN's template are identifiers of the resource.

use crate::ids;
use crate::node::Node;
use crate::shape::ShapeType;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked_sorted;

pub(super) static RULE: Rule = Rule::new("ArnTemplate", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.shapes_with(ids::ARN).is_empty() {
        return;
    }
    for service in context.shapes_of(ShapeType::Service).iter().filter(|service| service.has_trait(ids::AWS_SERVICE)) {
        for shape in &*context.top_down().resources(service.id) {
            let template = shape.trait_value(ids::ARN).and_then(|arn| arn.get("template")).and_then(Node::as_str);
            let (Some(resource), Some(template)) = (shape.as_resource(), template) else { continue };
            let known = |label: &str| resource.identifiers.iter().any(|(name, _)| **name == *label);
            let unknown: Vec<_> = labels(template).into_iter().filter(|label| !known(label)).collect();
            if !unknown.is_empty() {
                let identifiers: Vec<_> = resource.identifiers.iter().map(|(name, _)| &**name).collect();
                let message = format!(
                    "Invalid aws.api#arn trait resource, `{template}`. Found template labels in the trait that are \
                     not the names of the identifiers of the resource: [{}]. Extraneous identifiers: [{}]",
                    identifiers.join(", "),
                    ticked_sorted(unknown)
                );
                sink.error(shape, message).place_at_trait(shape, ids::ARN);
            }
        }
    }
}

/// What stands in braces.
fn labels(template: &str) -> Vec<&str> {
    template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(label, _)| label).collect()
}
