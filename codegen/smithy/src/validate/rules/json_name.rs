//! No two members have the same name in JSON.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("JsonName", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let containers: BTreeSet<_> =
        context.shapes_with(ids::JSON_NAME).iter().map(|member| member.id.without_member()).collect();
    for container in containers.into_iter().filter_map(|id| context.shape(id)) {
        let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for member in context.model.members(container) {
            let Some(name) = member.id.member() else { continue };
            let json = member.trait_value(ids::JSON_NAME).and_then(Node::as_str).unwrap_or(name);
            names.entry(json).or_default().insert(name);
        }
        for (json, members) in names.into_iter().filter(|(_, members)| members.len() > 1) {
            let members = members.into_iter().collect::<Vec<_>>().join(", ");
            let message =
                format!("This shape contains members with conflicting JSON names that resolve to '{json}': {members}");
            sink.error(container, message);
        }
    }
}
