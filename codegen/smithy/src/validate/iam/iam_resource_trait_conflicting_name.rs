//! No two resources of a service go by the same name in IAM.

use std::collections::BTreeMap;

use crate::ids;
use crate::node::Node;
use crate::shape::ShapeType;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked_sorted;

pub(super) static RULE: Rule = Rule::new("IamResourceTraitConflictingName", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.shapes_with(ids::IAM_RESOURCE).is_empty() {
        return;
    }
    for service in context.shapes_of(ShapeType::Service) {
        let mut resources: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for resource in &*context.top_down().resources(service.id) {
            let named =
                resource.trait_value(ids::IAM_RESOURCE).and_then(|value| value.get("name")).and_then(Node::as_str);
            let name = named.unwrap_or(resource.id.name()).to_ascii_lowercase();
            resources.entry(name).or_default().push(resource.id);
        }
        for (name, resources) in resources.into_iter().filter(|(_, resources)| resources.len() > 1) {
            let message = format!(
                "Multiple IAM resources defined with the same IAM resource name is not allowed in a service closure, \
                 but found multiple resources case-insensitively named `{name}` in the service `{}`: [{}]",
                service.id,
                ticked_sorted(resources)
            );
            sink.error(service, message);
        }
    }
}
