//! A topic has one payload, whoever publishes and subscribes.

use super::topic;
use crate::ids;
use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("MqttTopicConflict", run);

/// What an operation does with a topic.
struct Binding<'m> {
    operation: &'m Shape,
    by: ShapeId,
    topic: &'m str,
    payload: ShapeId,
}

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let operations = topic::TRAITS.iter().flat_map(|id| context.shapes_with(*id)).copied();
    let bindings: Vec<_> = operations.filter_map(|operation| binding(operation, context)).collect();
    for binding in &bindings {
        let conflicts = bindings.iter().filter(|other| {
            other.operation.id != binding.operation.id
                && topic::overlap(other.topic, binding.topic)
                && other.payload != binding.payload
        });
        let mut conflicts: Vec<_> = conflicts
            .map(|other| format!("`{}` trait payload `{}` of `{}`", other.by, other.payload, other.operation.id))
            .collect();
        if conflicts.is_empty() {
            continue;
        }
        conflicts.sort_unstable();
        let message = format!(
            "This shape resolves to an MQTT topic `{}` as part of the `{}` operation, and its payload of `{}` conflicts \
             with other topic payloads: [{}]",
            binding.topic,
            binding.operation.id,
            binding.payload,
            conflicts.join(", ")
        );
        sink.error(binding.operation, message).place_at_trait(binding.operation, binding.by);
    }
}

fn binding<'m>(operation: &'m Shape, context: &Context<'m>) -> Option<Binding<'m>> {
    let (by, topic) = topic::of(operation)?;
    let bound = operation.as_operation()?;
    let payload = if by == ids::MQTT_PUBLISH {
        bound.input.map_or(ids::UNIT_SHAPE, |input| input.id)
    } else {
        // The events of a subscription are its payload.
        let output = context.shape(bound.output?.id)?;
        let target = |member| context.model.target(member);
        let stream =
            context.model.members(output).filter_map(target).find(|target| target.shape_type() == ShapeType::Union);
        stream?.id
    };
    Some(Binding { operation, by, topic, payload })
}
