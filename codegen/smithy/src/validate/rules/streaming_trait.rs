//! Streams stand at the top of inputs and outputs, and nowhere else.

use rustc_hash::FxHashSet;

use crate::ids;
use crate::index::RelationshipKind as Kind;
use crate::node::Node;
use crate::shape::{Shape, ShapeType};
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("StreamingTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut structures = FxHashSet::default();
    for stream in context.shapes_with(ids::STREAMING) {
        if stream.shape_type() == ShapeType::Union {
            events(stream, context, sink);
        }
        for (member, kind) in context.reverse_neighbors().of(stream.id) {
            let Some(container) = context.shape(member.id.without_member()) else { continue };
            if *kind != Kind::MemberTarget || container.shape_type() != ShapeType::Structure {
                continue;
            }
            if stream.shape_type() == ShapeType::Blob
                && !member.has_trait(ids::REQUIRED)
                && !member.has_trait(ids::DEFAULT)
            {
                let message = "Members that target blobs marked with the `streaming` trait MUST also be marked with \
                               the `required` or `default` trait.";
                sink.error(member, message);
            }
            if structures.insert(container.id) {
                uses(container, context, sink);
            }
            if stream.has_trait(ids::REQUIRES_LENGTH) {
                sized(container, context, sink);
            }
        }
    }
    if !structures.is_empty() {
        payloads(context, sink);
    }
}

/// Every member of an event stream is an event.
fn events(union: &Shape, context: &Context<'_>, sink: &mut Sink<'_>) {
    let is_event =
        |member: &&Shape| context.model.target(member).is_none_or(|target| target.shape_type() == ShapeType::Structure);
    let mut others: Vec<_> =
        context.model.members(union).filter(|member| !is_event(member)).filter_map(|m| m.id.member()).collect();
    if !others.is_empty() {
        others.sort_unstable();
        let message = format!(
            "Each member of an event stream union must target a structure shape, but the following union members do \
             not: [{}]",
            others.join(", ")
        );
        sink.error(union, message);
    }
}

/// Who refers to a structure with a stream in it.
fn uses(structure: &Shape, context: &Context<'_>, sink: &mut Sink<'_>) {
    for (user, kind) in context.reverse_neighbors().of(structure.id) {
        match kind {
            Kind::Input | Kind::Output | Kind::Mixin => {}
            Kind::MemberTarget => {
                let message = format!(
                    "Members cannot target structures that contain a stream, but this member targets {}",
                    structure.id
                );
                sink.error(user, message);
            }
            kind => {
                let message = format!(
                    "This shape has an invalid `{}` relationship to a structure, `{}`, that contains a stream",
                    kind.name().to_uppercase(),
                    structure.id
                );
                sink.error(user, message);
            }
        }
    }
}

/// A stream whose length must be known is for inputs only.
fn sized(structure: &Shape, context: &Context<'_>, sink: &mut Sink<'_>) {
    for (user, kind) in context.reverse_neighbors().of(structure.id) {
        if matches!(kind, Kind::Output | Kind::Error) {
            let message = format!(
                "Structures that contain a reference to a stream marked with the @requiresLength trait can only be \
                 used as operation inputs, but this structure is referenced from `{}` as {}",
                user.id,
                kind.name()
            );
            sink.error(structure, message);
        }
    }
}

/// With a protocol that knows `@httpPayload`, a stream is one.
fn payloads(context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut seen = FxHashSet::default();
    for service in context.shapes_of(ShapeType::Service) {
        if !supports_payload(service, context) {
            continue;
        }
        for operation in context.top_down().operations(service.id).iter() {
            let Some(io) = operation.as_operation() else { continue };
            for structure in [context.model.input_of(io), context.model.output_of(io)] {
                for member in
                    context.shape(structure).into_iter().flat_map(|structure| context.model.members(structure))
                {
                    let Some(target) = context.model.target(member) else { continue };
                    if target.has_trait(ids::STREAMING)
                        && !member.has_trait(ids::HTTP_PAYLOAD)
                        && seen.insert((service.id, member.id))
                    {
                        let message = format!(
                            "Member `{}` referencing @streaming shape `{}` must have the @httpPayload trait, as \
                             service `{}` has a protocol that supports @httpPayload.",
                            member.id, target.id, service.id
                        );
                        sink.error(member, message);
                    }
                }
            }
        }
    }
}

fn supports_payload(service: &Shape, context: &Context<'_>) -> bool {
    service.traits.iter().any(|(id, _)| {
        let definition = context.shape(id).and_then(|shape| shape.trait_value(ids::PROTOCOL_DEFINITION));
        let traits = definition.and_then(|definition| definition.get("traits")?.as_array()).unwrap_or_default();
        traits.iter().filter_map(Node::as_str).any(|id| id == ids::HTTP_PAYLOAD.as_str())
    })
}
