//! `EmitEachSelector`: an event for each shape that a selector matches.

use crate::node::Node;
use crate::select::{Match, Selector};
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Sink};

use super::{Config, Linter};

pub(super) static LINTER: Linter = Linter { name: "EmitEachSelector", run };

fn run(context: &Context<'_>, config: &Config<'_>, sink: &mut Sink<'_>) -> Result<(), String> {
    let selector = selector(config)?;
    let trait_id = match config.text("bindToTrait")? {
        None => None,
        Some(id) => {
            let id = if id.contains('#') { id.to_owned() } else { format!("smithy.api#{id}") };
            Some(ShapeId::parse(&id).map_err(|error| error.to_string())?)
        }
    };
    let template = config.text("messageTemplate")?.map(parse_template).transpose()?;
    for found in selector.matches(context).map_err(|error| error.to_string())? {
        let shape = found.shape;
        if trait_id.is_some_and(|id| !shape.has_trait(id)) {
            continue;
        }
        let message = match &template {
            None => format!("Selector capture matched selector: {selector}"),
            Some(parts) => parts.iter().map(|part| part.expand(&found, context)).collect(),
        };
        let reported = sink.danger(shape, message);
        if let Some(id) = trait_id {
            reported.place_at_trait(shape, id);
        }
    }
    Ok(())
}

/// The selector that must be under `selector`.
pub(super) fn selector(config: &Config<'_>) -> Result<Selector, String> {
    let text = config.text("selector")?.ok_or("selector is required")?;
    Selector::parse(text).map_err(|error| {
        let quoted = Node::synthetic(text);
        format!(
            "Deserialization error at (/selector): unable to create software.amazon.smithy.model.selector.Selector \
             from {quoted}: Unable to deserialize Node using fromNode method: {error}"
        )
    })
}

/// A part of a message template.
enum Part<'t> {
    Text(&'t str),
    Attribute(&'t str),
}

impl Part<'_> {
    fn expand<'m>(&self, found: &Match<'m>, context: &Context<'m>) -> String {
        match self {
            Self::Text(text) => (*text).to_owned(),
            Self::Attribute(path) => found.attribute(path, context.model).unwrap_or_default(),
        }
    }
}

/// Splits a template at `@{path}`; `@@` stands for `@`.
fn parse_template(template: &str) -> Result<Vec<Part<'_>>, String> {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('@') {
        parts.push(Part::Text(before));
        if let Some(after) = after.strip_prefix('@') {
            parts.push(Part::Text("@"));
            rest = after;
            continue;
        }
        let inside = after.strip_prefix('{').and_then(|inside| inside.split_once('}'));
        let Some((path, after)) = inside.filter(|(path, _)| Selector::is_path(path)) else {
            return Err(format!("Syntax error in the message template, near `@{after}`: expected `@{{path}}` or `@@`"));
        };
        parts.push(Part::Attribute(path));
        rest = after;
    }
    parts.push(Part::Text(rest));
    Ok(parts)
}
