//! What a trait asks of the shapes that it is applied to, in selectors of its own.

use crate::event::Severity;
use crate::ids;
use crate::node::Node;
use crate::select::Selector;
use crate::shape::Shape;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("TraitValidators", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for definition in context.shapes_with(ids::TRAIT_VALIDATORS) {
        let validators = definition.trait_value(ids::TRAIT_VALIDATORS).and_then(Node::as_object);
        for (id, member) in validators.into_iter().flat_map(crate::node::Object::members) {
            if !is_event_id(id) {
                let message = format!("Invalid `traitValidators` key found: `{id}`: expected an event ID");
                sink.error(definition, message).place(member.key_span);
                continue;
            }
            let validator = &member.node;
            let text = validator.get("selector").and_then(Node::as_str).unwrap_or_default();
            match Selector::parse(text) {
                Ok(selector) => apply(definition, id, &selector, validator, context, sink),
                Err(error) => {
                    let message = format!("Invalid `traitValidators` selector found for `{id}`: {error}");
                    sink.error(definition, message).place(validator.span);
                }
            }
        }
    }
}

fn apply(
    definition: &Shape,
    id: &str,
    selector: &Selector,
    validator: &Node,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) {
    let severity = match validator.get("severity").and_then(Node::as_str) {
        Some("NOTE") => Severity::Note,
        Some("WARNING") => Severity::Warning,
        Some("DANGER") => Severity::Danger,
        _ => Severity::Error,
    };
    let detail = validator.get("message").and_then(Node::as_str);
    for shape in context.shapes_with(definition.id) {
        let found = match selector.select_from(shape, context) {
            Ok(found) => found,
            Err(error) => {
                sink.error(definition, format!("The selector of `{id}` cannot be run: {error}"));
                return;
            }
        };
        for found in found {
            let mut message = format!(
                "Found an incompatible shape when validating the constraints of the `{}` trait attached to `{}`",
                definition.id, shape.id
            );
            if let Some(detail) = detail {
                message = format!("{message}: {detail}");
            }
            sink.report(severity, found, message).id(id.to_owned());
        }
    }
}

/// Whether `text` is identifiers, dotted.
fn is_event_id(text: &str) -> bool {
    crate::shape_id::is_namespace(text)
}
