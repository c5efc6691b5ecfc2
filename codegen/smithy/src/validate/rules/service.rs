//! Names in the closure of a service are unique, and its renames make them so.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::event::Severity;
use crate::index::closure;
use crate::shape::{Service, Shape, ShapeType};
use crate::shape_id::{ShapeId, is_identifier};
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("Service", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_of(ShapeType::Service) {
        let Some(service) = shape.as_service() else { continue };
        let closure = closure(context.model, shape.id);
        let renames: FxHashMap<ShapeId, &str> =
            service.rename.iter().map(|(target, name)| (target.id, &**name)).collect();
        names(shape, &closure, &renames, context, sink);
        check_renames(shape, service, &closure, sink);
    }
}

fn names(
    service: &Shape,
    closure: &[&Shape],
    renames: &FxHashMap<ShapeId, &str>,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) {
    let mut by_name: BTreeMap<String, Vec<&Shape>> = BTreeMap::new();
    for shape in closure.iter().filter(|shape| !shape.id.is_member()) {
        let name = renames.get(&shape.id).copied().unwrap_or(shape.id.name());
        by_name.entry(name.to_ascii_lowercase()).or_default().push(*shape);
    }
    for shapes in by_name.values_mut().filter(|shapes| shapes.len() > 1) {
        shapes.sort_by_key(|shape| shape.id);
        for subject in shapes.iter() {
            for other in shapes.iter().filter(|other| other.id != subject.id) {
                let Some(severity) = severity(subject, other, context, 0) else { continue };
                let must = if severity >= Severity::Danger { "must" } else { "should" };
                let message = format!(
                    "Shape name `{}` conflicts with `{}` in the `{}` service closure. Shapes in the closure of a \
                     service {must} have case-insensitively unique names regardless of their namespaces. Use the \
                     `rename` property of the service to disambiguate shape names.",
                    subject.id, other.id, service.id
                );
                sink.report(severity, subject, message);
            }
        }
    }
}

/// How bad it is that two shapes have one name. Simple shapes and lists of them become no types of their own in
/// most languages, so that they may share a name while they are alike.
fn severity(one: &Shape, other: &Shape, context: &Context<'_>, depth: usize) -> Option<Severity> {
    if one.id == other.id {
        return None;
    }
    let is_list = |shape: &Shape| matches!(shape.shape_type(), ShapeType::List | ShapeType::Set);
    if one.shape_type() != other.shape_type() || !(is_simple(one) || is_list(one)) {
        return Some(Severity::Error);
    }
    if !same_traits(one, other) {
        return Some(Severity::Error);
    }
    if is_simple(one) {
        return Some(Severity::Note);
    }
    let element = |list: &'_ Shape| context.model.members(list).next().and_then(Shape::target);
    let (Some(a), Some(b)) = (element(one), element(other)) else { return Some(Severity::Error) };
    let nested = context.shape(a).zip(context.shape(b)).filter(|_| depth < 16);
    match nested.map(|(a, b)| severity(a, b, context, depth + 1)) {
        Some(None | Some(Severity::Note | Severity::Warning)) => Some(Severity::Warning),
        _ => Some(Severity::Error),
    }
}

fn is_simple(shape: &Shape) -> bool {
    use ShapeType as T;
    !matches!(
        shape.shape_type(),
        T::List | T::Set | T::Map | T::Structure | T::Union | T::Service | T::Operation | T::Resource | T::Member
    )
}

fn same_traits(one: &Shape, other: &Shape) -> bool {
    one.traits.len() == other.traits.len()
        && one.traits.iter().all(|(id, applied)| other.trait_value(id) == Some(&applied.value))
}

fn check_renames(shape: &Shape, service: &Service, closure: &[&Shape], sink: &mut Sink<'_>) {
    for (target, name) in &service.rename {
        let from = target.id;
        let found = closure.iter().find(|shape| shape.id == from);
        let mut report = |message: String| {
            sink.error(shape, message).place(target.span);
        };
        if !is_identifier(name) {
            report(format!("Service attempts to rename `{from}` to an invalid identifier, \"{name}\""));
        } else if &**name == from.name() {
            report(format!("Service rename for `{from}` does not actually change the name from `{name}`"));
        }
        match found.map(|shape| shape.shape_type()) {
            None => report(format!("Service attempts to rename a shape not in the service: {from}")),
            Some(found @ (ShapeType::Member | ShapeType::Operation | ShapeType::Resource | ShapeType::Service)) => {
                report(format!(
                    "Service attempts to rename a {found} shape from `{from}` to \"{name}\"; {found}s cannot be renamed"
                ));
            }
            Some(_) => {}
        }
    }
}
