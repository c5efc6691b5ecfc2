//! Checks of applied traits that need no more than the definitions: that they exist and are traits at all. Traits
//! written without a value get the empty one of their type.

use rustc_hash::{FxHashMap, FxHashSet};

use super::PRELUDE;
use super::assemble::State;
use crate::event::{Event, Severity};
use crate::ids;
use crate::node::{Object, Value};
use crate::shape::{ShapeType, Traits};
use crate::shape_id::ShapeId;
use crate::suggest;

/// How messages name a trait: without namespace when it is the prelude's.
pub(super) fn short_name(id: ShapeId) -> &'static str {
    if id.namespace() == PRELUDE { id.name() } else { id.as_str() }
}

/// What is known of a trait's definition.
#[derive(Clone, Copy)]
enum Definition {
    Missing,
    NoTrait,
    Trait(ShapeType),
}

/// Checks every applied trait.
pub(super) fn check(state: &mut State<'_>) {
    let mut known: FxHashMap<ShapeId, Definition> = FxHashMap::default();
    // Traits of shapes are changed while those of others are looked up: take the shapes out one at a time.
    let (mut events, mut changes) = (Vec::new(), Vec::new());
    for (index, definition) in state.definitions.values().enumerate() {
        let shape = std::iter::once((definition.shape.id, &definition.shape.traits, None));
        let members = definition.members.iter().enumerate().map(|(at, member)| (member.id, &member.traits, Some(at)));
        for (target, traits, member) in shape.chain(members) {
            check_traits(state, target, traits, &mut known, &mut events);
            if traits.iter().any(|(_, applied)| applied.value.is_null()) {
                changes.push((index, member));
            }
        }
    }
    for (index, member) in changes {
        let Some((_, definition)) = state.definitions.get_index_mut(index) else { continue };
        let (target, traits) = match member {
            None => (definition.shape.id, &mut definition.shape.traits),
            Some(at) => match definition.members.get_mut(at) {
                Some(member) => (member.id, &mut member.traits),
                None => continue,
            },
        };
        for (id, applied) in traits.iter_mut() {
            if applied.value.is_null() && !state.nulls.contains(&(target, id)) {
                let empty = match known.get(&id) {
                    Some(Definition::Trait(ShapeType::Structure | ShapeType::Map)) => Value::Object(Object::default()),
                    Some(Definition::Trait(ShapeType::List | ShapeType::Set)) => Value::Array(Vec::new()),
                    // Nobody knows what the value should be; most traits are structures.
                    Some(Definition::Missing) => Value::Object(Object::default()),
                    _ => continue,
                };
                applied.value.value = empty;
            }
        }
    }
    state.events.append(&mut events);
}

fn check_traits(
    state: &State<'_>,
    target: ShapeId,
    traits: &Traits,
    known: &mut FxHashMap<ShapeId, Definition>,
    events: &mut Vec<Event>,
) {
    for (id, applied) in traits.iter() {
        let definition = *known.entry(id).or_insert_with(|| match state.definitions.get(&id) {
            None => Definition::Missing,
            Some(definition) if is_trait(id, state) => Definition::Trait(definition.shape.shape_type()),
            Some(_) => Definition::NoTrait,
        });
        match definition {
            Definition::Trait(_) => {}
            Definition::Missing => {
                let severity = if state.allow_unknown_traits { Severity::Warning } else { Severity::Error };
                let message = format!(
                    "Unable to resolve trait `{id}`. If this is a custom trait, then it must be defined before it can \
                     be used in a model."
                );
                let mut event = Event::new(severity, "Model.UnresolvedTrait", message).about(target, applied.span);
                if let Some(hint) = suggestion(state, id) {
                    event = event.with_hint(hint);
                }
                events.push(event);
            }
            Definition::NoTrait => {
                let message = format!(
                    "Shape `{id}` cannot be applied as a trait. If this is a custom trait, please add `@trait` to this \
                     shape."
                );
                events.push(Event::error("Model", message).about(id, applied.span));
            }
        }
    }
}

/// Whether a shape is a trait, by itself or by one of its mixins.
fn is_trait(id: ShapeId, state: &State<'_>) -> bool {
    let mut seen = FxHashSet::default();
    let mut stack = vec![id];
    while let Some(id) = stack.pop() {
        let Some(definition) = state.definitions.get(&id).filter(|_| seen.insert(id)) else { continue };
        if definition.shape.has_trait(ids::TRAIT) {
            return true;
        }
        stack.extend(definition.shape.mixins.iter().map(|mixin| mixin.id));
    }
    false
}

/// What may have been meant by a trait that does not exist: one of another namespace, or one spelt much like it.
fn suggestion(state: &State<'_>, id: ShapeId) -> Option<String> {
    let traits = state.definitions.values().filter(|definition| definition.shape.has_trait(ids::TRAIT));
    let ids: Vec<ShapeId> = traits.map(|definition| definition.shape.id).collect();
    // Definitions that come with the toolchain are loaded only when a source mentions their namespace.
    match crate::builtin::defining(id.name()) {
        Some(namespace) if ids.iter().all(|other| other.name() != id.name()) => {
            suggest::reference(id, &[ShapeId::from_parts(namespace, id.name())])
        }
        _ => suggest::reference(id, &ids),
    }
}
