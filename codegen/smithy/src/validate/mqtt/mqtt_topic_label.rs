//! Labels of a topic are members of the input, and the other way round.

use super::topic;
use crate::ids;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked_sorted;

pub(super) static RULE: Rule = Rule::new("MqttTopicLabel", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in topic::TRAITS.iter().flat_map(|id| context.shapes_with(*id)) {
        let (Some(operation), Some((id, topic))) = (shape.as_operation(), topic::of(shape)) else { continue };
        let input = operation.input.and_then(|input| context.shape(input.id));
        let members = input.map(|input| context.model.members(input).collect::<Vec<_>>()).unwrap_or_default();
        let labelled: Vec<_> = members.into_iter().filter(|member| member.has_trait(ids::MQTT_TOPIC_LABEL)).collect();
        let unbound: Vec<_> = topic::labels(topic)
            .filter(|label| !labelled.iter().any(|member| member.id.member() == Some(label)))
            .collect();
        if !unbound.is_empty() {
            let message = format!(
                "The `{id}` trait contains the following topic labels that could not be found in the input structure \
                 of the operation or were not marked with the `smithy.mqtt#topicLabel` trait: [{}]",
                ticked_sorted(unbound)
            );
            sink.error(shape, message).place_at_trait(shape, id);
        }
        for member in labelled {
            if !topic::labels(topic).any(|label| member.id.member() == Some(label)) {
                let message = format!(
                    "This member is marked with the `smithy.mqtt#topicLabel` trait, but when this member is used as \
                     part of the input of the `{}` operation, a corresponding label cannot be found in the `{id}` trait",
                    shape.id
                );
                sink.error(member, message);
            }
        }
    }
}
