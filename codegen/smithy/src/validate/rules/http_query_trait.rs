//! A query parameter is bound once, and not to what the URI says literally.

use std::collections::BTreeMap;

use crate::ids;
use crate::index::uri_pattern::UriPattern;
use crate::node::Node;
use crate::shape::Shape;
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked_sorted;

pub(super) static RULE: Rule = Rule::new("HttpQueryTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut structures: BTreeMap<ShapeId, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
    for member in context.shapes_with(ids::HTTP_QUERY) {
        let Some(parameter) = member.trait_value(ids::HTTP_QUERY).and_then(Node::as_str) else { continue };
        let parameters = structures.entry(member.id.without_member()).or_default();
        parameters.entry(parameter).or_default().extend(member.id.member());
    }
    for (id, parameters) in &structures {
        let Some(structure) = context.shape(*id) else { continue };
        for (parameter, members) in parameters.iter().filter(|(_, members)| members.len() > 1) {
            let message = format!(
                "`httpQuery` parameter name binding conflicts found for the `{parameter}` parameter in the following \
                 structure members: {}",
                ticked_sorted(members)
            );
            sink.error(structure, message);
        }
    }
    for shape in context.shapes_with(ids::HTTP) {
        let input = shape.as_operation().map(|operation| context.model.input_of(operation));
        if let Some((id, parameters)) = input.and_then(|id| structures.get_key_value(&id))
            && let Some(input) = context.shape(*id)
        {
            literals(shape, input, parameters, sink);
        }
    }
}

fn literals(operation: &Shape, input: &Shape, parameters: &BTreeMap<&str, Vec<&str>>, sink: &mut Sink<'_>) {
    let Some(uri) = operation.trait_value(ids::HTTP).and_then(|http| http.get("uri")?.as_str()) else { return };
    for (literal, _) in UriPattern::parse(uri).query {
        if parameters.contains_key(literal.as_str()) {
            let message = format!(
                "`httpQuery` name `{literal}` conflicts with the `http` trait of the `{}` operation: `{uri}`",
                operation.id
            );
            sink.error(input, message);
        }
    }
}
