//! Metadata whose key has a type are values of that type.

use crate::event::Event;
use crate::ids;
use crate::node_validation::NodeValidator;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("TypedMetadata", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let validator = NodeValidator::new(context);
    for shape in context.shapes_with(ids::METADATA) {
        let Some(key) = shape.trait_value(ids::METADATA).and_then(|value| value.get("key")?.as_str()) else { continue };
        let Some(value) = context.model.metadata().get(key) else { continue };
        for finding in validator.validate(value, shape) {
            let message = finding.in_context(&format!("metadata.{key}"));
            let sub_id = finding.sub_id.map(|sub| format!(".{sub}")).unwrap_or_default();
            let id = format!("TypedMetadata.{key}{sub_id}");
            sink.push(Event::new(finding.severity, id, message).at(finding.span));
        }
    }
}
