//! Shapes that look like the input or output of an operation, but are not.

use crate::ids;
use crate::shape::{ShapeType, Target};
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("OperationNameAmbiguity", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for operation in context.shapes_of(ShapeType::Operation) {
        let Some(io) = operation.as_operation() else { continue };
        for (role, actual, suffixes) in
            [("input", io.input, ["Input", "Request"]), ("output", io.output, ["Output", "Response"])]
        {
            let actual = actual.map_or(ids::UNIT_SHAPE, |target: Target| target.id);
            for suffix in suffixes {
                let name = format!("{}{suffix}", operation.id.name());
                let Ok(implied) = ShapeId::parse(&format!("{}#{name}", operation.id.namespace())) else { continue };
                let Some(shape) = context.shape(implied).filter(|_| implied != actual) else { continue };
                let message = format!(
                    "The name of this shape implies that it is the {role} of {}, but that operation uses {actual} for \
                     {role}. This kind of ambiguity can confuse developers calling this operation and can cause issues \
                     in code generators that use similar naming conventions to generate {role} types.",
                    operation.id
                );
                sink.warning(shape, message);
            }
        }
    }
}
