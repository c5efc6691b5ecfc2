//! Patterns can be compiled. Apart from the table, because compiled patterns are kept for whatever is matched later.

use crate::event::Event;
use crate::ids;
use crate::pattern::Pattern;
use crate::validate::rule::{Context, Phase, Rule, Sink};

pub(super) static RULE: Rule = Rule::in_phase("Model", Phase::Creation, run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::PATTERN) {
        let Some(value) = shape.trait_value(ids::PATTERN) else { continue };
        let Some(text) = value.as_str().filter(|text| context.pattern(text).is_none()) else { continue };
        let why = Pattern::new(text).err().map_or_else(String::new, |error| error.to_string());
        let message =
            format!("Error creating trait `pattern`: Invalid pattern trait regular expression: `{text}`. {why}");
        sink.push(Event::error("Model", message).about(shape.id, value.span));
    }
}
