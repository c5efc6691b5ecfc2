//! Condition keys that shapes refer to are defined.

use super::keys;
use crate::ids;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked;

pub(super) static RULE: Rule = Rule::new("ConditionKeys", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let used = [ids::CONDITION_KEYS, ids::CONDITION_KEY_VALUE, ids::SERVICE_RESOLVED_CONDITION_KEYS];
    if used.iter().all(|id| context.shapes_with(*id).is_empty()) {
        return;
    }
    for service in context.shapes_with(ids::AWS_SERVICE) {
        let known = keys::defined(service, context);
        let expected = format!("Expected one of the following defined condition keys: [{}]", ticked(&known));
        let resolved = keys::listed(service, ids::SERVICE_RESOLVED_CONDITION_KEYS);
        let resolved: Vec<_> = resolved.into_iter().map(|key| keys::resolve(key, service)).collect();
        let unknown: Vec<_> = resolved.iter().filter(|key| !known.contains(*key)).collect();
        if !unknown.is_empty() {
            let message = format!(
                "The condition keys resolved by the `{}` service refer to undefined condition key(s) [{}]. {expected}",
                service.id,
                ticked(unknown)
            );
            sink.error(service, message).place_at_trait(service, ids::SERVICE_RESOLVED_CONDITION_KEYS);
        }
        for operation in &*context.top_down().operations(service.id) {
            for key in keys::listed(operation, ids::CONDITION_KEYS) {
                let key = keys::resolve(key, service);
                if !known.contains(&key) && !key.starts_with("aws:") {
                    let message = format!(
                        "This operation scoped within the `{}` service refers to an undefined condition key `{key}`. \
                         {expected}",
                        service.id
                    );
                    sink.error(operation, message).place_at_trait(operation, ids::CONDITION_KEYS);
                }
            }
            for member in keys::input_members(operation, context) {
                let Some(key) = keys::value_of(member) else { continue };
                let key = keys::resolve(key, service);
                let prefix = format!(
                    "This operation `{}` scoped within the `{}` service with member `{}` refers to",
                    operation.id, service.id, member.id
                );
                if !known.contains(&key) {
                    sink.error(member, format!("{prefix} an undefined condition key `{key}`. {expected}"));
                }
                if resolved.contains(&key) {
                    let message = format!("{prefix} a condition key `{key}` that is also resolved by service.");
                    sink.error(member, message);
                }
            }
        }
    }
}
