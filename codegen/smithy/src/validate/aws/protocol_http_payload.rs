//! The HTTP protocols of AWS cannot have just anything as their body.

use crate::ids;
use crate::shape::{Shape, ShapeType};
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("ProtocolHttpPayload", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.shapes_with(ids::HTTP_PAYLOAD).is_empty() {
        return;
    }
    let protocols = [ids::REST_JSON_1, ids::REST_XML, ids::AWS_JSON_1_0, ids::AWS_JSON_1_1];
    let mut checked = Vec::new();
    for service in context.shapes_of(ShapeType::Service) {
        if !protocols.iter().any(|protocol| service.has_trait(*protocol)) {
            continue;
        }
        for shape in &*context.top_down().operations(service.id) {
            let Some(operation) = shape.as_operation() else { continue };
            let bound = [operation.input, operation.output].into_iter().flatten();
            for structure in bound.chain(operation.errors.iter().copied()) {
                let structure = context.shape(structure.id).filter(|structure| !checked.contains(&structure.id));
                if let Some(structure) = structure {
                    checked.push(structure.id);
                    check(structure, context, sink);
                }
            }
        }
    }
}

fn check(structure: &Shape, context: &Context<'_>, sink: &mut Sink<'_>) {
    for member in context.model.members(structure).filter(|member| member.has_trait(ids::HTTP_PAYLOAD)) {
        let Some(target) = context.model.target(member) else { continue };
        let possible = matches!(
            target.shape_type(),
            ShapeType::Structure
                | ShapeType::Union
                | ShapeType::Document
                | ShapeType::Blob
                | ShapeType::String
                | ShapeType::Enum
        );
        if !possible {
            let message = "AWS Protocols only support binding the following shape types to the payload: string, \
                           blob, structure, union, and document";
            sink.error(member, message);
        }
    }
}
