//! `InputOutputStructureReuse`: every operation has structures of its own for input and output.

use crate::ids;
use crate::shape::ShapeType;
use crate::validate::rule::{Context, Sink};

use super::{Config, Linter};

pub(super) static LINTER: Linter = Linter { name: "InputOutputStructureReuse", run };

#[expect(clippy::unnecessary_wraps, reason = "linters with a configuration may refuse it")]
fn run(context: &Context<'_>, _config: &Config<'_>, sink: &mut Sink<'_>) -> Result<(), String> {
    for operation in context.shapes_of(ShapeType::Operation) {
        let Some(io) = operation.as_operation() else { continue };
        let input = "This structure is the input of `OPERATION`, but it is not marked with the @input trait. The \
                     @input trait gives operations more flexibility to evolve their top-level input members in ways \
                     that would otherwise be backward incompatible.";
        let output = "This structure is the output of `OPERATION`, but it is not marked with the @output trait.";
        for (target, marker, message, sub) in
            [(io.input, ids::INPUT, input, "Input"), (io.output, ids::OUTPUT, output, "Output")]
        {
            let Some(target) = target.filter(|target| target.id != ids::UNIT_SHAPE) else { continue };
            if let Some(structure) = context.shape(target.id).filter(|shape| !shape.has_trait(marker)) {
                sink.warning(structure, message.replace("OPERATION", operation.id.as_str()))
                    .sub_id(&format!("{sub}.{}", operation.id.name()));
            }
        }
    }
    Ok(())
}
