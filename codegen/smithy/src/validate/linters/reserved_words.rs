//! `ReservedWords`: names that a team does not want to see.

use crate::node::Node;
use crate::select::Selector;
use crate::validate::rule::{Context, Sink};

use super::{Config, Linter, words};

pub(super) static LINTER: Linter = Linter { name: "ReservedWords", run };

fn run(context: &Context<'_>, config: &Config<'_>, sink: &mut Sink<'_>) -> Result<(), String> {
    let reserved = config.node.get("reserved").ok_or("Missing expected member `reserved`.")?;
    for entry in reserved.as_array().ok_or("Expected `reserved` to be an array")? {
        let entry = Config { node: entry };
        let reserved = entry.texts("words")?.unwrap_or_default();
        let terms = entry.texts("terms")?.unwrap_or_default();
        if reserved.is_empty() && terms.is_empty() {
            return Err("At least one of `words` or `terms` must be provided".into());
        }
        if let Some(term) = terms.iter().find(|term| !words::is_term(term)) {
            return Err(format!("Expected words separated by single spaces; found `{term}`"));
        }
        let reason = entry.node.get("reason").and_then(Node::as_str).unwrap_or_default();
        let selector = Selector::parse(entry.text("selector")?.unwrap_or("*")).map_err(|error| error.to_string())?;
        for shape in selector.select_with(context).map_err(|error| error.to_string())? {
            let name = shape.id.member().unwrap_or(shape.id.name());
            let split = words::split(name);
            if reserved.iter().any(|word| is_reserved(name, word))
                || terms.iter().any(|term| words::find(&split, term).is_some())
            {
                sink.danger(shape, format!("The word `{name}` is reserved. {reason}"));
            }
        }
    }
    Ok(())
}

/// Whether a name is `word`; `*` at its ends stands for anything.
fn is_reserved(name: &str, word: &str) -> bool {
    let (name, word) = (name.to_lowercase(), word.to_lowercase());
    let inner = word.trim_matches('*');
    match (word.starts_with('*'), word.ends_with('*')) {
        (true, true) => name.contains(inner),
        (true, false) => name.ends_with(inner),
        (false, true) => name.starts_with(inner),
        (false, false) => name == inner,
    }
}
