//! Operations that change part of something must be able to tell what was left out from what was given.

use rustc_hash::FxHashSet;

use crate::ids;
use crate::node::Node;
use crate::shape::{Shape, ShapeType};
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("DefaultValueInUpdate", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let resources = context.shapes_of(ShapeType::Resource).iter().filter_map(|shape| shape.as_resource());
    let updates: FxHashSet<_> = resources.filter_map(|resource| Some(resource.update.as_ref()?.id)).collect();
    for operation in context.shapes_of(ShapeType::Operation) {
        if updates.contains(&operation.id) || is_partial_update(operation) {
            check(operation, context, sink);
        }
    }
}

fn is_partial_update(operation: &Shape) -> bool {
    let method = operation.trait_value(ids::HTTP).and_then(|http| http.get("method")?.as_str());
    operation.id.name().starts_with("Patch") || method.is_some_and(|method| method.eq_ignore_ascii_case("PATCH"))
}

fn check(operation: &Shape, context: &Context<'_>, sink: &mut Sink<'_>) {
    let input = operation.as_operation().map(|operation| context.model.input_of(operation));
    let Some(input) = input.and_then(|id| context.shape(id)) else { return };
    let has_default = |member: &&Shape| member.trait_value(ids::DEFAULT).is_some_and(|value: &Node| !value.is_null());
    let mut names: Vec<_> = context.model.members(input).filter(has_default).filter_map(|m| m.id.member()).collect();
    if names.is_empty() {
        return;
    }
    names.sort_unstable();
    let message = format!(
        "This update style operation has top-level input members marked with the @default trait. It will be \
         impossible to tell if the member was omitted or explicitly provided. Affected members: [{}]",
        names.join(", ")
    );
    sink.warning(operation, message);
}
