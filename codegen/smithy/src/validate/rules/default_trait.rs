//! Defaults are values of what they default, and agree with the defaults of what members target
//! ([default trait](https://smithy.io/2.0/spec/type-refinement-traits.html#default-trait)).

use crate::event::Severity;
use crate::ids;
use crate::node::{Node, Value};
use crate::node_validation::{Leniency, NodeValidator};
use crate::shape::{Shape, ShapeType};
use crate::validate::rule::{Context, Phase, Rule, Sink};

pub(super) static RULE: Rule = Rule::in_phase("DefaultTrait", Phase::Critical, run);

const PLACE: &str = "Error validating @default trait";

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::DEFAULT) {
        let Some(value) = shape.trait_value(ids::DEFAULT) else { continue };
        if value.is_null() {
            if !shape.id.is_member() {
                sink.error(shape, "The @default trait can be set to null only on members")
                    .place_at_trait(shape, ids::DEFAULT);
            }
            continue;
        }
        is_value(shape, value, context, sink);
        agrees(shape, value, context, sink);
    }
    missing(context, sink);
}

/// Whether the default is a value of the shape, and one that a default may be.
fn is_value(shape: &Shape, value: &Node, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(target) = context.model.target(shape) else { return };
    let message = match (target.shape_type(), &value.value) {
        (ShapeType::List | ShapeType::Set, Value::Array(elements)) if !elements.is_empty() => {
            Some("The @default value of a list must be an empty list")
        }
        (ShapeType::Map, Value::Object(entries)) if !entries.is_empty() => {
            Some("The @default value of a map must be an empty map")
        }
        (ShapeType::Document, Value::Array(elements)) if !elements.is_empty() => {
            Some("The @default value of a document cannot be a non-empty array")
        }
        (ShapeType::Document, Value::Object(entries)) if !entries.is_empty() => {
            Some("The @default value of a document cannot be a non-empty object")
        }
        _ => None,
    };
    if let Some(message) = message {
        sink.error(shape, message).place_at_trait(shape, ids::DEFAULT);
        return;
    }
    let leniency = Leniency { base64_blobs: true, zero_out_of_range_warns: true, ..Leniency::default() };
    let mut findings = NodeValidator::new(context).with(leniency).validate(value, shape);
    for finding in &mut findings {
        // Models written before blobs had to be base64 still load.
        if target.shape_type() == ShapeType::Blob && finding.message.starts_with("Blob value must be") {
            finding.severity = Severity::Warning;
        }
    }
    sink.findings(shape, findings, PLACE, value.span);
}

/// Whether a member's default is that of its target, if that has one.
fn agrees(member: &Shape, value: &Node, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(target) = member.target().and_then(|id| context.shape(id)) else { return };
    let Some(expected) = target.trait_value(ids::DEFAULT) else { return };
    if expected != value {
        let own = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let message = format!(
            "Member defines a default value that differs from the default value of the target shape, {}. The member \
             has a default of `{own}`, but the target has a default of `{expected}`.",
            target.id
        );
        sink.error(member, message).place_at_trait(member, ids::DEFAULT);
    }
}

/// Members of structures whose targets have a default say so themselves.
fn missing(context: &Context<'_>, sink: &mut Sink<'_>) {
    for target in context.shapes_with(ids::DEFAULT).iter().filter(|shape| !shape.id.is_member()) {
        let Some(expected) = target.trait_value(ids::DEFAULT) else { continue };
        for (member, _) in context.reverse_neighbors().of(target.id) {
            let container = context.shape(member.id.without_member());
            if member.target() == Some(target.id)
                && !member.has_trait(ids::DEFAULT)
                && container.is_some_and(|container| container.shape_type() == ShapeType::Structure)
            {
                let message = format!(
                    "Member targets {}, which requires that the member defines the same default of `{expected}` or \
                     `null`",
                    target.id
                );
                sink.error(member, message);
            }
        }
    }
}
