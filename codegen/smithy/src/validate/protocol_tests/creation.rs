//! Tests have everything without which they are no tests.

use crate::event::Event;
use crate::ids;
use crate::model::Model;
use crate::node::{Node, Value};
use crate::shape::{Shape, ShapeType};
use crate::source::Span;
use crate::validate::rule::{Context, Phase, Rule, Sink};

pub(super) static RULE: Rule = Rule::in_phase("Model", Phase::Creation, run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for id in [ids::HTTP_REQUEST_TESTS, ids::HTTP_RESPONSE_TESTS, ids::HTTP_MALFORMED_REQUEST_TESTS] {
        let Some(definition) = context.shape(id) else { continue };
        for shape in context.shapes_with(id) {
            let Some(value) = shape.trait_value(id) else { continue };
            if let Some((name, span)) = first_missing(value, definition, context.model, 0) {
                let message = format!("Error creating trait `{id}`: Missing expected member `{name}`.");
                sink.push(Event::error("Model", message).about(shape.id, span));
            }
        }
    }
}

/// The first required member that a value lacks, parts first.
fn first_missing(value: &Node, shape: &Shape, model: &Model, depth: usize) -> Option<(&'static str, Span)> {
    let part = |member: &Shape, value| first_missing(value, model.target(member)?, model, depth + 1);
    match (&value.value, shape.shape_type()) {
        // No test nests as deep as this, whatever a document in it may do.
        _ if depth > 16 => None,
        (Value::Array(items), ShapeType::List) => {
            let member = model.member(shape, "member")?;
            items.iter().find_map(|item| part(member, item))
        }
        (Value::Object(object), ShapeType::Structure | ShapeType::Union) => {
            let mut members = model.members(shape);
            members.find_map(|member| match object.get(member.id.member()?) {
                Some(value) => part(member, value),
                None if member.has_trait(ids::REQUIRED) => Some((member.id.member()?, value.span)),
                None => None,
            })
        }
        _ => None,
    }
}
