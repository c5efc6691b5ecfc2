//! Members without target of shapes bound `for` a resource take that of the resource's identifier or property of
//! the same name ([target elision](https://smithy.io/2.0/spec/idl.html#idl-target-elision)).

use super::assemble::State;
use super::parsed::MemberDefinition;
use crate::event::{Event, Severity};
use crate::ids;
use crate::shape::{ShapeKind, Target};
use crate::shape_id::ShapeId;

/// Gives elided members the targets that resources know of.
pub(super) fn resolve(state: &mut State<'_>) {
    let mut found: Vec<(usize, usize, Target)> = Vec::new();
    for (index, definition) in state.definitions.values().enumerate() {
        let Some(resource) = definition.resource else { continue };
        let mut elided = definition.members.iter().enumerate().filter(|(_, member)| member.target.is_none()).peekable();
        let Some((_, first)) = elided.peek() else { continue };
        let (about, span) = (first.id, first.span);
        let id = definition.shape.id;
        match state.definitions.get(&resource.id).map(|definition| &definition.shape) {
            None => {
                let message = format!("Cannot apply resource to elided member {about}: {} not found", resource.id);
                state.events.push(Event::error("Model", message).about(id, span));
                // One error is enough: it is not the members' fault that nobody knows what they target.
                let unknown = |member: &MemberDefinition| Target { id: resource.id, span: member.span };
                found.extend(elided.map(|(at, member)| (index, at, unknown(member))));
            }
            Some(shape) => {
                let ShapeKind::Resource(properties) = &shape.kind else {
                    let message = format!(
                        "The target of the `for` production must be a resource shape, but found a {} shape: {}",
                        shape.shape_type(),
                        resource.id
                    );
                    state.events.push(Event::error("Model", message).about(about, resource.span));
                    continue;
                };
                if shape.has_trait(ids::PRIVATE) && shape.id.namespace() != id.namespace() {
                    state.events.push(private_access(id, resource));
                }
                for (at, member) in elided {
                    let name = member.id.member();
                    let named = |(known, _): &&(Box<str>, Target)| Some(&**known) == name;
                    // A property would come after an identifier of the same name.
                    let bound = properties.properties.iter().find(named);
                    if let Some((_, target)) = bound.or_else(|| properties.identifiers.iter().find(named)) {
                        found.push((index, at, Target { id: target.id, span: member.span }));
                    }
                }
            }
        }
    }
    for (index, at, target) in found {
        let definition = state.definitions.get_index_mut(index).map(|(_, definition)| definition);
        if let Some(member) = definition.and_then(|definition| definition.members.get_mut(at)) {
            member.target = Some(target);
        }
    }
}

fn private_access(shape: ShapeId, resource: Target) -> Event {
    let message = format!(
        "This shape has an invalid elided-member reference to a private shape, `{}`, in another namespace.",
        resource.id
    );
    Event::new(Severity::Warning, "PrivateAccess", message).about(shape, resource.span)
}
