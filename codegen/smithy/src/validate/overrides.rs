//! What a model says about the events of its validation: `@suppress`, and the metadata `suppressions` and
//! `severityOverrides`.

use crate::event::{Event, Severity};
use crate::ids;
use crate::model::Model;
use crate::node::{Node, Value};

/// The suppressions and severity overrides of a model.
pub(super) struct Overrides<'m> {
    suppressions: Vec<Filter<'m>>,
    severities: Vec<(Filter<'m>, Severity)>,
}

/// Which events are meant.
struct Filter<'m> {
    id: &'m str,
    namespace: &'m str,
    reason: Option<&'m str>,
}

impl<'m> Overrides<'m> {
    /// Reads them, behind those of the caller; entries that are malformed are reported to `events` and left out.
    pub(super) fn read(model: &'m Model, allowed: &'m [String], events: &mut Vec<Event>) -> Self {
        let allow = |id: &'m String| Filter { id, namespace: "*", reason: None };
        let mut suppressions: Vec<Filter<'m>> = allowed.iter().map(allow).collect();
        for entry in entries(model, "suppressions", events) {
            suppressions.extend(Filter::read(entry, events));
        }
        let mut severities = Vec::new();
        for entry in entries(model, "severityOverrides", events) {
            let Some(filter) = Filter::read(entry, events) else { continue };
            let Some(severity) = required(entry, "severity", events) else { continue };
            match severity {
                "WARNING" => severities.push((filter, Severity::Warning)),
                "DANGER" => severities.push((filter, Severity::Danger)),
                other => {
                    let message = format!("Expected one of `DANGER`, `WARNING`; got `{other}`.");
                    events.push(Event::error("Model", message).at(entry.span));
                }
            }
        }
        Self { suppressions, severities }
    }

    /// Suppresses an event, or else raises its severity, if the model says so. Errors stay what they are.
    pub(super) fn apply(&self, model: &Model, event: &mut Event) {
        if matches!(event.severity, Severity::Error | Severity::Suppressed) {
            return;
        }
        let of_shape = event.shape.and_then(|id| model.shape(id)?.trait_value(ids::SUPPRESS)?.as_array());
        if of_shape.unwrap_or_default().iter().filter_map(Node::as_str).any(|id| contains(id, &event.id)) {
            event.severity = Severity::Suppressed;
            return;
        }
        if let Some(filter) = self.suppressions.iter().find(|filter| filter.matches(event)) {
            event.severity = Severity::Suppressed;
            event.suppression_reason = filter.reason.map(String::from);
            return;
        }
        let raised = self.severities.iter().filter(|(filter, _)| filter.matches(event)).map(|(_, severity)| *severity);
        event.severity = raised.fold(event.severity, Severity::max);
    }
}

impl<'m> Filter<'m> {
    fn read(entry: &'m Node, events: &mut Vec<Event>) -> Option<Self> {
        let id = required(entry, "id", events)?;
        let namespace = required(entry, "namespace", events)?;
        let reason = optional(entry, "reason").map_err(|event| events.push(*event)).ok()?;
        Some(Self { id, namespace, reason })
    }

    fn matches(&self, event: &Event) -> bool {
        let namespace = event.shape.map(super::super::shape_id::ShapeId::namespace);
        (self.namespace == "*" || namespace == Some(self.namespace)) && contains(self.id, &event.id)
    }
}

/// Whether the dotted `id` is `event` or a parent of it.
fn contains(id: &str, event: &str) -> bool {
    event.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || id.ends_with('.'))
}

/// The objects of a metadata array.
pub(super) fn entries<'m>(model: &'m Model, key: &str, events: &mut Vec<Event>) -> Vec<&'m Node> {
    let Some(value) = model.metadata().get(key) else { return Vec::new() };
    let Value::Array(elements) = &value.value else {
        let found = value.type_name();
        let message = if key == "validators" {
            format!("{key} must be an array. Found {found}.")
        } else {
            format!("Expected array, but found {found}.")
        };
        events.push(Event::error("Model", message).at(value.span));
        return Vec::new();
    };
    let mut objects = Vec::new();
    for (at, element) in elements.iter().enumerate() {
        if element.as_object().is_some() {
            objects.push(element);
        } else {
            let found = element.type_name();
            let message = if key == "validators" {
                format!("Each element of `validators` must be an object. Found {found}.")
            } else {
                format!("Expected array element {at} to be a object but found {found}.")
            };
            events.push(Event::error("Model", message).at(element.span));
        }
    }
    objects
}

/// The text under a key that must be there.
pub(super) fn required<'m>(object: &'m Node, key: &str, events: &mut Vec<Event>) -> Option<&'m str> {
    let message = match object.get(key) {
        None => format!("Missing expected member `{key}`."),
        Some(value) => match value.as_str() {
            Some(text) => return Some(text),
            None => format!("Expected `{key}` member to be a string, but found {}.", value.type_name()),
        },
    };
    events.push(Event::error("Model", message).at(object.span));
    None
}

/// The text under a key that need not be there.
pub(super) fn optional<'m>(object: &'m Node, key: &str) -> Result<Option<&'m str>, Box<Event>> {
    let Some(value) = object.get(key) else { return Ok(None) };
    let wrong = || {
        let message = format!("Expected `{key}` to be a string; found {}", value.type_name());
        Box::new(Event::error("Model", message).at(value.span))
    };
    value.as_str().map(Some).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::contains;

    #[test]
    fn event_ids_are_hierarchical() {
        for (event, id, expected) in [
            ("Foo", "Foo", true),
            ("Foo.Bar", "Foo", true),
            ("Foo.Bar.Baz", "Foo", true),
            ("Foo.", "Foo.", true),
            ("Foo.", "Foo", true),
            ("Foo", "Foo.", false),
            ("Foosball", "Foo", false),
            ("Foo", "Foo.Bar", false),
            ("Abc.Foo.Bar", "Foo.Bar", false),
        ] {
            assert_eq!(contains(id, event), expected, "{id} on {event}");
        }
    }
}
