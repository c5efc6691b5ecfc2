//! Patterns are regular expressions.

use rustc_hash::FxHashMap;

use crate::event::Event;
use crate::ids;
use crate::pattern::Pattern;
use crate::validate::rule::{Context, Phase, Rule, Sink};

pub(super) static RULE: Rule = Rule::in_phase("Model", Phase::Creation, run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    // Models repeat a few patterns many times, and compiling one takes longer than all else about it.
    let mut problems: FxHashMap<&str, Option<String>> = FxHashMap::default();
    for shape in context.shapes_with(ids::PATTERN) {
        let Some(node) = shape.trait_value(ids::PATTERN) else { continue };
        let Some(pattern) = node.as_str().filter(|_| !context.model.is_builtin(shape.id)) else { continue };
        let compile = || Pattern::new(pattern).err().map(|error| error.to_string());
        if let Some(problem) = problems.entry(pattern).or_insert_with(compile) {
            let message = format!(
                "Error creating trait `pattern`: Invalid `pattern` trait regular expression: `{pattern}`. {problem}"
            );
            sink.push(Event::error("Model", message).about(shape.id, node.span));
        }
    }
}
