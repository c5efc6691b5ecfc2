//! The selectors of trait definitions can be read.

use crate::event::Event;
use crate::ids;
use crate::select::Selector;
use crate::validate::rule::{Context, Phase, Rule, Sink};

pub(super) static RULE: Rule = Rule::in_phase("Model", Phase::Creation, run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::TRAIT).iter().filter(|shape| !context.model.is_builtin(shape.id)) {
        let selector = shape.trait_value(ids::TRAIT).and_then(|definition| definition.get("selector"));
        let Some((node, text)) = selector.and_then(|node| Some((node, node.as_str()?))) else { continue };
        if let Err(error) = Selector::parse(text) {
            let message = format!("Error creating trait `trait`: {error}");
            sink.push(Event::error("Model", message).about(shape.id, node.span));
        }
    }
}
