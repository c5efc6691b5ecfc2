//! One member of an input at most gives the value of a condition key.

use std::collections::BTreeMap;

use super::keys;
use crate::ids;
use crate::shape::ShapeType;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked;

pub(super) static RULE: Rule = Rule::new("ConditionKeyValueTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.shapes_with(ids::CONDITION_KEY_VALUE).is_empty() {
        return;
    }
    for service in context.shapes_of(ShapeType::Service) {
        for operation in &*context.top_down().operations(service.id) {
            let mut members: BTreeMap<String, Vec<&str>> = BTreeMap::new();
            for member in keys::input_members(operation, context) {
                if let Some(key) = keys::value_of(member) {
                    members.entry(keys::resolve(key, service)).or_default().extend(member.id.member());
                }
            }
            let input = operation.as_operation().and_then(|operation| context.shape(operation.input?.id));
            let Some(input) = input else { continue };
            for (key, members) in members.into_iter().filter(|(_, members)| members.len() > 1) {
                let message = format!(
                    "The `{key}` condition key has its value supplied in the `{}` operation's input shape by multiple \
                     members [{}]. This value must only be supplied by one member.",
                    operation.id,
                    ticked(members)
                );
                sink.error(input, message);
            }
        }
    }
}
