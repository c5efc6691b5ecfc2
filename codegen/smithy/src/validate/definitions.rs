//! Validators that the model asks for by name, in its metadata `validators`
//! ([validators](https://smithy.io/2.0/spec/model-validation.html#validators)).

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::event::{Event, Severity};
use crate::node::{Node, Object};
use crate::select::Selector;
use crate::shape_id::ShapeId;

use super::linters::{self, Config};
use super::overrides::{entries, optional, required};
use super::rule::{Context, Sink};

/// Runs every validator that the metadata asks for.
pub(super) fn run(context: &Context<'_>, events: &mut Vec<Event>) {
    for definition in entries(context.model, "validators", events) {
        if let Some(name) = required(definition, "name", events) {
            one(definition, name, context, events);
        }
    }
}

fn one(definition: &Node, name: &str, context: &Context<'_>, events: &mut Vec<Event>) {
    let Some(linter) = linters::TABLE.iter().find(|linter| linter.name == name) else {
        let message = format!("Unable to locate a validator named `{name}`");
        events.push(Event::new(Severity::Warning, format!("UnknownValidator_{name}"), message).at(definition.span));
        return;
    };
    let adjust = match Adjustment::read(definition, name, context) {
        Ok(adjust) => adjust,
        Err(event) => return events.push(*event),
    };
    let nothing = Node::new(Object::default(), definition.span);
    let config = Config { node: definition.get("configuration").unwrap_or(&nothing) };
    if config.node.as_object().is_none() {
        let message = format!("Expected `configuration` to be an object; found {}", config.node.type_name());
        return events.push(Event::error("Model", message).at(config.node.span));
    }
    let mut found = Vec::new();
    if let Err(error) = (linter.run)(context, &config, &mut Sink::new(linter.name, &mut found)) {
        let message = format!("Error creating `{name}` validator: {error}");
        events.push(Event::error("Model", message).at(definition.span));
        return;
    }
    events.extend(found.into_iter().filter(|event| adjust.admits(event)).map(|event| adjust.apply(event)));
}

/// What a definition changes about the events of its validator.
struct Adjustment<'m> {
    name: &'m str,
    id: &'m str,
    message: Option<&'m str>,
    severity: Option<Severity>,
    namespaces: Vec<&'m str>,
    selected: Option<FxHashSet<ShapeId>>,
}

impl<'m> Adjustment<'m> {
    fn read(definition: &'m Node, name: &'m str, context: &Context<'_>) -> Result<Self, Box<Event>> {
        let text = |key| optional(definition, key);
        let wrong = |message: String| Box::new(Event::error("Model", message).at(definition.span));
        let severity = match text("severity")? {
            None => None,
            Some("NOTE") => Some(Severity::Note),
            Some("WARNING") => Some(Severity::Warning),
            Some("DANGER") => Some(Severity::Danger),
            Some(other) => {
                return Err(wrong(format!("Expected one of `DANGER`, `NOTE`, `WARNING`; got `{other}`.")));
            }
        };
        let namespaces = definition.get("namespaces").map_or(Ok(Vec::new()), |list| {
            let Some(elements) = list.as_array() else {
                let found = list.type_name();
                return Err(wrong(format!("Expected `namespaces` to be an array of strings. Found {found}.")));
            };
            let element = |(at, node): (usize, &'m Node)| {
                let found = node.type_name();
                let message = || wrong(format!("Expected array element {at} to be a string but found {found}."));
                node.as_str().ok_or_else(message)
            };
            elements.iter().enumerate().map(element).collect()
        })?;
        let selected = match text("selector")? {
            None => None,
            Some(selector) => {
                let selector = Selector::parse(selector).map_err(|error| wrong(error.to_string()))?;
                let selected = selector.select_with(context).map_err(|error| wrong(error.to_string()))?;
                Some(selected.into_iter().map(|shape| shape.id).collect())
            }
        };
        Ok(Self { name, id: text("id")?.unwrap_or(name), message: text("message")?, severity, namespaces, selected })
    }

    fn admits(&self, event: &Event) -> bool {
        let in_namespace = |id: ShapeId| self.namespaces.contains(&id.namespace());
        let is_selected = |selected: &FxHashSet<ShapeId>| event.shape.is_some_and(|id| selected.contains(&id));
        (self.namespaces.is_empty() || event.shape.is_some_and(in_namespace))
            && self.selected.as_ref().is_none_or(is_selected)
    }

    fn apply(&self, mut event: Event) -> Event {
        if let Some(rest) = event.id.strip_prefix(self.name) {
            event.id = Cow::Owned(format!("{}{rest}", self.id));
        }
        if let Some(message) = self.message {
            event.message = message.replace("{super}", &event.message);
        }
        if let Some(severity) = self.severity.filter(|_| event.severity != Severity::Error) {
            event.severity = severity;
        }
        event
    }
}
