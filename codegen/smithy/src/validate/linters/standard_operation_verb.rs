//! `StandardOperationVerb`: operations begin with the verbs that a team has agreed on.

use crate::node::{Node, Object};
use crate::shape::ShapeType;
use crate::validate::rule::{Context, Sink};
use crate::validate::text::ticked;

use super::{Config, Linter, words};

pub(super) static LINTER: Linter = Linter { name: "StandardOperationVerb", run };

fn run(context: &Context<'_>, config: &Config<'_>, sink: &mut Sink<'_>) -> Result<(), String> {
    let verbs = config.texts("verbs")?.unwrap_or_default();
    let prefixes = config.texts("prefixes")?.unwrap_or_default();
    let alternatives = config.node.get("suggestAlternatives").and_then(Node::as_object);
    if verbs.is_empty() && alternatives.is_none_or(Object::is_empty) {
        return Err(format!("Either verbs or suggestAlternatives must be set when configuring {}", LINTER.name));
    }
    for operation in context.shapes_of(ShapeType::Operation) {
        let name = operation.id.name();
        let split = words::split(name);
        let mut rest = split.iter();
        let Some(mut verb) = rest.next() else { continue };
        let mut prefix = None;
        if let Some(found) = prefixes.iter().find(|prefix| prefix.eq_ignore_ascii_case(verb)) {
            let Some(second) = rest.next() else { continue };
            (prefix, verb) = (Some(found), second);
        }
        // The verb as it is written in the name.
        let written = verb_in(name, prefix.map_or(0, |prefix| prefix.len()), verb);
        let subject = match prefix {
            Some(prefix) => format!(
                "Operation shape `{name}` uses a non-standard verb, `{written}`, after removing the prefix, `{prefix}`."
            ),
            None => format!("Operation shape `{name}` uses a non-standard verb, `{written}`."),
        };
        let instead = alternatives.into_iter().flat_map(Object::iter).find(|(key, _)| key.eq_ignore_ascii_case(verb));
        if let Some((_, instead)) = instead {
            let instead = instead.as_array().unwrap_or_default().iter().filter_map(Node::as_str);
            let message =
                format!("{subject} Expected one of the following standard verbs instead: {}", ticked(instead));
            sink.danger(operation, message);
        } else if !verbs.is_empty() && !verbs.iter().any(|standard| standard.eq_ignore_ascii_case(verb)) {
            sink.danger(operation, format!("{subject} Expected one of the following verbs: {}", ticked(&verbs)));
        }
    }
    Ok(())
}

fn verb_in<'n>(name: &'n str, skip: usize, verb: &str) -> &'n str {
    let lower = name.to_ascii_lowercase();
    let at = lower.get(skip..).and_then(|rest| rest.find(verb)).map_or(0, |at| at + skip);
    name.get(at..at + verb.len()).unwrap_or(name)
}
