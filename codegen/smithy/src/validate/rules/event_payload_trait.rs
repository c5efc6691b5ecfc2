//! Beside the payload of an event there are only headers.

use crate::ids;
use crate::shape::Shape;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked_sorted;

pub(super) static RULE: Rule = Rule::new("EventPayloadTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for payload in context.shapes_with(ids::EVENT_PAYLOAD) {
        let Some(event) = context.shape(payload.id.without_member()) else { continue };
        let is_rest = |member: &&Shape| !member.has_trait(ids::EVENT_HEADER) && !member.has_trait(ids::EVENT_PAYLOAD);
        let rest: Vec<_> = context.model.members(event).filter(is_rest).filter_map(|m| m.id.member()).collect();
        if !rest.is_empty() {
            let message = format!(
                "This event structure contains a member marked with the `eventPayload` trait, so all other members \
                 must be marked with the `eventHeader` trait. However, the following member(s) are not marked with \
                 the eventHeader trait: {}",
                ticked_sorted(rest)
            );
            sink.error(event, message);
        }
    }
}
