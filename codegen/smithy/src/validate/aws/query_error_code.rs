//! awsQuery tells errors apart by their codes.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids;
use crate::node::Node;
use crate::shape::{Service, ShapeType, Target};
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("QueryErrorCode", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_of(ShapeType::Service) {
        let Some(service) = shape.as_service() else { continue };
        if !shape.has_trait(ids::AWS_QUERY) && !shape.has_trait(ids::AWS_QUERY_COMPATIBLE) {
            continue;
        }
        let mut ambiguous = BTreeSet::new();
        find_ambiguous(service, &[], context, &mut ambiguous);
        for operation in context.top_down().operations(shape.id).iter().filter_map(|shape| shape.as_operation()) {
            find_ambiguous(service, &operation.errors, context, &mut ambiguous);
        }
        for (code, errors) in ambiguous {
            let errors: Vec<_> = errors.iter().map(|error| error.as_str()).collect();
            let message = format!(
                "Multiple error shapes with the error code `{code}` found: [{}]. This error code ambiguity will result in \
                 the wrong error shape being deserialized when running the query protocol. This pain will be carried \
                 forward when migrating to a new protocol when using the awsQueryCompatible trait.",
                errors.join(", ")
            );
            sink.danger(shape, message);
        }
    }
}

/// Finds codes that several of the errors have which one call may return: those of the service, and some more.
fn find_ambiguous<'m>(
    service: &'m Service,
    errors: &[Target],
    context: &Context<'m>,
    found: &mut BTreeSet<(&'m str, Vec<ShapeId>)>,
) {
    let mut codes: BTreeMap<&str, BTreeSet<ShapeId>> = BTreeMap::new();
    for error in service.errors.iter().chain(errors).filter_map(|error| context.shape(error.id)) {
        let code = error.trait_value(ids::AWS_QUERY_ERROR).and_then(|value| value.get("code")).and_then(Node::as_str);
        let renamed = service.rename.iter().find(|(from, _)| from.id == error.id).map(|(_, to)| &**to);
        codes.entry(code.or(renamed).unwrap_or(error.id.name())).or_default().insert(error.id);
    }
    let ambiguous = codes.into_iter().filter(|(_, errors)| errors.len() > 1);
    found.extend(ambiguous.map(|(code, errors)| (code, errors.into_iter().collect())));
}
