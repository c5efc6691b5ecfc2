//! Merging: of a trait into those that a shape has, of a definition with another of the same id, of metadata.

use super::parsed::Definition;
use crate::equality::{same_kind, same_targets};
use crate::event::{Event, Severity};
use crate::node::{Node, Object, Value};
use crate::shape::{AppliedTrait, Traits};
use crate::shape_id::ShapeId;
use crate::source::{Sources, Span};

/// Applies a trait to a shape that may have it already: arrays are joined, equal values are fine, and anything
/// else is a conflict ([trait conflict resolution](https://smithy.io/2.0/spec/model.html#trait-conflict-resolution)).
pub(super) fn apply_trait(
    traits: &mut Traits,
    shape: ShapeId,
    id: ShapeId,
    value: Node,
    span: Span,
    sources: &Sources,
    events: &mut Vec<Event>,
) {
    let Some(previous) = traits.get_mut(id) else {
        traits.insert(id, AppliedTrait::new(value, span));
        return;
    };
    if previous.value == value && previous.span == span {
        return;
    }
    match (&mut previous.value.value, value.value) {
        (Value::Array(elements), Value::Array(more)) => elements.extend(more),
        (value, other) if *value == other => {}
        _ => {
            let message = format!(
                "Conflicting `{id}` trait found on shape `{shape}`. The previous trait was defined at `{}`, and a \
                 conflicting trait was defined at `{}`.",
                place(sources, previous.span),
                place(sources, span)
            );
            events.push(Event::error("Model", message).about(shape, span));
        }
    }
}

/// Puts a value into the metadata: arrays are joined, equal values are fine, and anything else is a conflict
/// ([merging metadata](https://smithy.io/2.0/spec/model.html#merging-metadata)).
pub(super) fn put_metadata(
    metadata: &mut Object,
    key: &str,
    key_span: Span,
    value: Node,
    sources: &Sources,
    events: &mut Vec<Event>,
) {
    let Some(previous) = metadata.get_mut(key) else {
        metadata.insert(key, key_span, value);
        return;
    };
    if *previous == value {
        return;
    }
    let (place, previous_place) = (place(sources, value.span), place(sources, previous.span));
    if let (Value::Array(elements), Value::Array(more)) = (&mut previous.value, value.value) {
        elements.extend(more);
    } else {
        let message = format!("Metadata conflict for key `{key}`. Defined in both `{place}` and `{previous_place}`");
        events.push(Event::error("Model", message).at(value.span));
    }
}

/// A place as messages name it: file, line, column.
pub(super) fn place(sources: &Sources, span: Span) -> String {
    match sources.locate(span) {
        Some((path, at)) => format!("{} [{}, {}]", path.display(), at.line, at.column),
        None => "N/A [0, 0]".into(),
    }
}

/// Compares two definitions of one id, and reports. The first stays; its traits take in those of the second.
pub(super) fn merge_definitions(
    first: &mut Definition,
    second: Definition,
    sources: &Sources,
    events: &mut Vec<Event>,
) {
    let id = first.shape.id;
    let places = (place(sources, first.shape.span), place(sources, second.shape.span));
    if let Some(difference) = difference(first, &second) {
        let message =
            format!("Conflicting shape definition for `{id}` found at `{}` and `{}`. {difference}", places.0, places.1);
        events.push(Event::error("Model", message).about(id, second.shape.span));
        return;
    }
    if first.shape.span != second.shape.span {
        let message = format!(
            "Ignoring duplicate but equivalent shape definition: {id} defined at {} and {}",
            places.1, places.0
        );
        let event = Event::new(Severity::Note, "Model.IgnoredDuplicateDefinition", message);
        events.push(event.about(id, second.shape.span));
    }
    for (trait_id, applied) in second.shape.traits.iter() {
        apply_trait(&mut first.shape.traits, id, trait_id, applied.value.clone(), applied.span, sources, events);
    }
    for member in second.members {
        if let Some(known) = first.members.iter_mut().find(|known| known.id == member.id) {
            for (trait_id, applied) in member.traits.iter() {
                apply_trait(
                    &mut known.traits,
                    member.id,
                    trait_id,
                    applied.value.clone(),
                    applied.span,
                    sources,
                    events,
                );
            }
        }
    }
}

/// How two definitions differ, traits aside.
fn difference(first: &Definition, second: &Definition) -> Option<String> {
    let (left, right) = (&first.shape, &second.shape);
    if left.kind.shape_type() != right.kind.shape_type() {
        let (left, right) = (left.kind.shape_type(), right.kind.shape_type());
        return Some(format!("Left is {left}, right is {right}"));
    }
    let names = |definition: &Definition| {
        let names = definition.members.iter().map(|member| member.id.member().unwrap_or_default());
        names.collect::<Vec<_>>().join(", ")
    };
    if first.members.iter().map(|member| member.id).ne(second.members.iter().map(|member| member.id)) {
        return Some(format!("Members differ: `{}` and `{}`", names(first), names(second)));
    }
    for (left, right) in first.members.iter().zip(&second.members) {
        if left.target.map(|target| target.id) != right.target.map(|target| target.id) {
            return Some(format!("The targets of member `{}` differ", left.id.member().unwrap_or_default()));
        }
    }
    if !same_targets(&left.mixins, &right.mixins) {
        return Some("Mixins differ".into());
    }
    if !same_kind(&left.kind, &right.kind) {
        return Some("Their properties differ".into());
    }
    None
}
