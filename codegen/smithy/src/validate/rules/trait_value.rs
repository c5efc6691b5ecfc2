//! The values of traits are values of the shapes that define them.

use crate::node_validation::NodeValidator;
use crate::validate::rule::{Context, Phase, Rule, Sink};
use crate::validate::text::trait_name;

pub(super) static RULE: Rule = Rule::in_phase("TraitValue", Phase::Critical, run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let validator = NodeValidator::new(context);
    for shape in context.model.shapes() {
        for (id, applied) in shape.traits.iter().filter(|(_, applied)| !applied.synthetic) {
            let Some(definition) = context.shape(id) else { continue };
            let findings = validator.validate(&applied.value, definition);
            if !findings.is_empty() {
                let place = format!("Error validating trait `{}`", trait_name(id));
                sink.findings(shape, findings, &place, applied.span);
            }
        }
    }
}
