//! A service cannot rename errors if its protocol tells errors apart by their names.

use crate::ids;
use crate::shape::ShapeType;
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("ErrorRename", run);

/// The protocols that send the name of an error.
static PROTOCOLS: &[ShapeId] =
    &[ids::REST_JSON_1, ids::REST_XML, ids::AWS_JSON_1_0, ids::AWS_JSON_1_1, ids::AWS_QUERY, ids::EC2_QUERY];

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_of(ShapeType::Service) {
        let Some(service) = shape.as_service().filter(|service| !service.rename.is_empty()) else { continue };
        let protocols: Vec<_> =
            PROTOCOLS.iter().filter(|protocol| shape.has_trait(**protocol)).map(|protocol| protocol.name()).collect();
        if protocols.is_empty() {
            continue;
        }
        for (from, to) in &service.rename {
            if context.shape(from.id).is_some_and(|renamed| renamed.has_trait(ids::ERROR)) {
                let message = format!(
                    "Service attempts to rename an error shape from `{}` to \"{to}\"; Service protocols [{}] do not \
                     support error renaming.",
                    from.id,
                    protocols.join(", ")
                );
                sink.error(shape, message).place(from.span);
            }
        }
    }
}
