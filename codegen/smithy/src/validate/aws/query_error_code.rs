//! awsQuery tells errors apart by their codes.

use std::collections::BTreeMap;

use crate::ids;
use crate::node::Node;
use crate::shape::ShapeType;
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("QueryErrorCode", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_of(ShapeType::Service) {
        let Some(service) = shape.as_service() else { continue };
        if !shape.has_trait(ids::AWS_QUERY) && !shape.has_trait(ids::AWS_QUERY_COMPATIBLE) {
            continue;
        }
        let operations = context.top_down().operations(shape.id);
        let of_operations = operations.iter().filter_map(|operation| operation.as_operation());
        let errors = of_operations.flat_map(|operation| &operation.errors).chain(&service.errors);
        let mut codes: BTreeMap<&str, Vec<ShapeId>> = BTreeMap::new();
        for error in errors.filter_map(|error| context.shape(error.id)) {
            let code =
                error.trait_value(ids::AWS_QUERY_ERROR).and_then(|value| value.get("code")).and_then(Node::as_str);
            let renamed = service.rename.iter().find(|(from, _)| from.id == error.id).map(|(_, to)| &**to);
            let same = codes.entry(code.or(renamed).unwrap_or(error.id.name())).or_default();
            if !same.contains(&error.id) {
                same.push(error.id);
            }
        }
        for (code, mut errors) in codes {
            if errors.len() > 1 {
                errors.sort();
                let errors: Vec<_> = errors.iter().map(|error| error.as_str()).collect();
                let message = format!(
                    "Multiple error shapes with the error code `{code}` found: [{}]. This error code ambiguity will \
                     result in the wrong error shape being deserialized when running the query protocol. This pain \
                     will be carried forward when migrating to a new protocol when using the awsQueryCompatible trait.",
                    errors.join(", ")
                );
                sink.danger(shape, message);
            }
        }
    }
}
