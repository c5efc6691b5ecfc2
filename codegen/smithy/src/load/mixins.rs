//! Mixins: what shapes inherit, in the order in which the specification has it
//! ([mixins](https://smithy.io/2.0/spec/mixins.html)). Also the last look at what each shape must have.
//!
//! Shapes are built in an order in which every mixin comes before those that use it; see `mixin_order`.

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashSet};

use super::assemble::State;
use super::mixin_order::{self, Mixed};
use super::parsed::{Definition, MemberDefinition};
use crate::event::Event;
use crate::ids;
use crate::node::Node;
use crate::shape::{AppliedTrait, Shape, ShapeKind, ShapeType, Target, Traits};
use crate::shape_id::ShapeId;
use crate::source::Span;

type Shapes = IndexMap<ShapeId, Shape, FxBuildHasher>;

/// Builds the shapes of all definitions.
pub(super) fn resolve(state: &mut State<'_>) -> Shapes {
    let definitions = std::mem::take(&mut state.definitions);
    let count = definitions.values().map(|definition| definition.members.len() + 1).sum();
    let mut shapes = Shapes::with_capacity_and_hasher(count, FxBuildHasher);
    let mut mixed = Mixed::default();
    for (id, definition) in definitions {
        if definition.shape.mixins.is_empty() {
            build(definition, &mut shapes, state);
        } else {
            // Keeps the shape's place in the order.
            shapes.insert(id, Shape::new(id, definition.shape.kind.clone(), definition.shape.span));
            mixed.insert(id, definition);
        }
    }
    if mixed.is_empty() {
        return shapes;
    }
    let order = mixin_order::order(&mixed, count);
    let mut failed = FxHashSet::default();
    for cycle in &order.cycles {
        for id in cycle {
            let others: Vec<&str> =
                cycle.iter().filter(|other| *other != id || cycle.len() == 1).map(|other| other.as_str()).collect();
            let message =
                format!("Unable to resolve mixins; cycles detected between this shape and [{}]", others.join(", "));
            let span = mixed.get(id).map_or(Span::NONE, |definition| definition.shape.span);
            state.events.push(Event::error("Model", message).about(*id, span));
        }
    }
    // What uses a shape of a circle is not reported: whoever breaks the circle mends it too.
    for id in order.unbuildable {
        failed.insert(id);
        if let Some(definition) = mixed.get(&id) {
            report_unclaimed(&definition.members, &mut state.events);
        }
    }
    for id in order.shapes {
        let Some(definition) = mixed.get(&id) else { continue };
        match inherit(definition.clone(), &shapes, &failed) {
            Ok(inherited) => {
                state.events.extend(inherited.events);
                shapes.insert(id, inherited.shape);
                for member in inherited.members {
                    shapes.insert(member.id, member);
                }
                // What a mixin has too much is reported of the mixin.
                let own: Vec<ShapeId> = definition.members.iter().map(|member| member.id).collect();
                if shapes.get(&id).is_some_and(|shape| !check_names(shape, &own, &mut state.events)) {
                    failed.insert(id);
                }
            }
            Err(event) => {
                state.events.push(*event);
                failed.insert(id);
                report_unclaimed(&definition.members, &mut state.events);
            }
        }
    }
    shapes.retain(|id, _| !failed.contains(&id.without_member()));
    shapes
}

/// Adds a shape that inherits nothing.
fn build(definition: Definition, shapes: &mut Shapes, state: &mut State<'_>) {
    let Definition { mut shape, members, .. } = definition;
    let id = shape.id;
    shape.members = members.iter().map(|member| member.id).collect();
    if !check_names(&shape, &shape.members, &mut state.events) {
        return;
    }
    shapes.insert(id, shape);
    for MemberDefinition { id: member, span, target, traits, .. } in members {
        let Some(target) = target else {
            state.events.push(elided(member, span));
            continue;
        };
        let mut shape = Shape::new(member, ShapeKind::Member(target), span);
        shape.traits = traits;
        shapes.insert(member, shape);
    }
}

fn elided(member: ShapeId, span: crate::source::Span) -> Event {
    let message =
        "Member target was elided, but no bound resource or mixin contained a matching identifier or member name.";
    Event::error("Model", message).about(member, span)
}

/// Whether a list, a map or an enum has the members it must have; reports those of its own that it must not have.
fn check_names(shape: &Shape, own: &[ShapeId], events: &mut Vec<Event>) -> bool {
    let (required, rule): (&[&str], _) = match shape.shape_type() {
        ShapeType::Enum | ShapeType::IntEnum if shape.members.is_empty() => {
            let message = if shape.shape_type() == ShapeType::Enum {
                "enum must have at least one entry"
            } else {
                "intEnum shapes must have at least one member"
            };
            events.push(Event::error("Model", message).about(shape.id, shape.span));
            return false;
        }
        ShapeType::List | ShapeType::Set => (&["member"], "List shapes may only have a `member` member"),
        ShapeType::Map => (&["key", "value"], "Map shapes may only have `key` and `value` members"),
        _ => return true,
    };
    let names = || shape.members.iter().filter_map(|id| id.member());
    for name in own.iter().filter_map(|id| id.member()).filter(|name| !required.contains(name)) {
        let message = format!("{rule}, but found `{name}`");
        events.push(Event::error("Model", message).about(shape.id, shape.span));
    }
    let missing: Vec<&str> = required.iter().copied().filter(|name| names().all(|found| found != *name)).collect();
    if missing.is_empty() {
        return true;
    }
    let plural = if missing.len() == 1 { "" } else { "s" };
    let message = format!("Missing required member{plural} of shape `{}`: {}", shape.id, missing.join(", "));
    events.push(Event::error("Model", message).about(shape.id, shape.span));
    false
}

/// Reports traits that were applied to members which no mixin brought.
fn report_unclaimed(members: &[MemberDefinition], events: &mut Vec<Event>) {
    for member in members.iter().filter(|member| member.applied_only) {
        for (trait_id, applied) in member.traits.iter() {
            let name = super::traits::short_name(trait_id);
            let message = format!("Trait `{name}` applied to unknown shape `{}`", member.id);
            events.push(Event::error("Model", message).at(applied.span));
        }
    }
}

struct Inherited {
    shape: Shape,
    members: Vec<Shape>,
    events: Vec<Event>,
}

/// Builds a shape of its own definition and of its mixins, which are built already.
fn inherit(definition: Definition, shapes: &Shapes, failed: &FxHashSet<ShapeId>) -> Result<Inherited, Box<Event>> {
    let Definition { mut shape, members: mut own, .. } = definition;
    let id = shape.id;
    let mut events = Vec::new();
    let mut mixins = Vec::with_capacity(shape.mixins.len());
    for mixin in &shape.mixins {
        let Some(found) = shapes.get(&mixin.id).filter(|_| !failed.contains(&mixin.id)) else {
            let about = own.iter().find(|member| member.target.is_none()).map_or(id, |member| member.id);
            let message = format!("Cannot apply mixin to {about}: {} not found", mixin.id);
            return Err(Box::new(Event::error("Model", message).about(id, mixin.span)));
        };
        mixins.push(found);
    }
    let mut traits = Traits::default();
    for mixin in &mixins {
        let local = mixin.trait_value(ids::MIXIN).and_then(|value| value.get("localTraits"));
        let is_local = |trait_id: ShapeId| {
            let listed = local.and_then(Node::as_array).unwrap_or_default();
            trait_id == ids::MIXIN || listed.iter().any(|node| node.as_str() == Some(trait_id.as_str()))
        };
        for (trait_id, applied) in mixin.traits.iter().filter(|(trait_id, _)| !is_local(*trait_id)) {
            traits.insert(trait_id, AppliedTrait { introduced_by: Some(mixin.id), ..applied.clone() });
        }
        inherit_properties(&mut shape.kind, &mixin.kind);
    }
    override_traits(&mut traits, std::mem::take(&mut shape.traits));
    shape.traits = traits;

    let mut members: IndexMap<ShapeId, Shape, FxBuildHasher> = IndexMap::default();
    for mixin in &mixins {
        for inherited in mixin.members.iter().filter_map(|member| shapes.get(member)) {
            let ShapeKind::Member(target) = inherited.kind else { continue };
            let member_id = id.with_member(inherited.id.member().unwrap_or_default());
            let expected = own
                .iter()
                .find(|member| member.id == member_id)
                .and_then(|member| member.target)
                .or_else(|| members.get(&member_id).and_then(Shape::target).map(|id| Target { id, ..target }));
            if expected.is_some_and(|expected| expected.id != target.id) {
                let message = format!("Member conflicts with an inherited mixin member: `{}`", inherited.id);
                let span = own.iter().find(|member| member.id == member_id).map_or(shape.span, |member| member.span);
                events.push(Event::error("Model", message).about(member_id, span));
                continue;
            }
            let member = members
                .entry(member_id)
                .or_insert_with(|| Shape::new(member_id, ShapeKind::Member(target), inherited.span));
            for (trait_id, applied) in inherited.traits.iter() {
                let applied = AppliedTrait { introduced_by: Some(inherited.id), ..applied.clone() };
                member.traits.insert(trait_id, applied);
            }
        }
    }
    for member in own.drain(..) {
        let known = members.get_mut(&member.id);
        match (known, member.target) {
            (Some(known), target) => {
                if let Some(target) = target {
                    known.kind = ShapeKind::Member(target);
                }
                if !member.applied_only {
                    known.span = member.span;
                }
                override_traits(&mut known.traits, member.traits);
            }
            (None, Some(target)) => {
                let mut shape = Shape::new(member.id, ShapeKind::Member(target), member.span);
                shape.traits = member.traits;
                members.insert(member.id, shape);
            }
            (None, None) if member.applied_only => report_unclaimed(&[member], &mut events),
            (None, None) => events.push(elided(member.id, member.span)),
        }
    }
    shape.members = members.keys().copied().collect();
    Ok(Inherited { shape, members: members.into_values().collect(), events })
}

/// Traits applied directly take precedence over inherited ones.
fn override_traits(inherited: &mut Traits, own: Traits) {
    for (id, applied) in own {
        inherited.insert(id, applied);
    }
}

/// What services, operations and resources take from their mixins: those of a mixin come before their own.
fn inherit_properties(kind: &mut ShapeKind, mixin: &ShapeKind) {
    fn prepend(own: &mut Vec<Target>, inherited: &[Target]) {
        let more: Vec<Target> =
            inherited.iter().filter(|target| own.iter().all(|other| other.id != target.id)).copied().collect();
        // Behind those of the mixins before this one it would be most natural, but sets have no order.
        own.splice(0..0, more);
    }
    match (kind, mixin) {
        (ShapeKind::Service(own), ShapeKind::Service(mixin)) => {
            if own.version.is_empty() {
                own.version.clone_from(&mixin.version);
            }
            prepend(&mut own.operations, &mixin.operations);
            prepend(&mut own.resources, &mixin.resources);
            prepend(&mut own.errors, &mixin.errors);
            for (target, name) in &mixin.rename {
                if own.rename.iter().all(|(other, _)| other.id != target.id) {
                    own.rename.push((*target, name.clone()));
                }
            }
        }
        (ShapeKind::Operation(own), ShapeKind::Operation(mixin)) => prepend(&mut own.errors, &mixin.errors),
        _ => {}
    }
}
