//! Every reference leads to a shape that exists, and to one that may stand there.

use crate::ids;
use crate::index::{Relationship, RelationshipKind as Kind, for_each_relationship};
use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Phase, Rule, Sink};
use crate::validate::similar::Similar;
use crate::validate::text::{article, typed};

pub(super) static RULE: Rule = Rule::in_phase("Target", Phase::Correctness, run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut similar = Similar::new(context.model);
    for shape in context.model.shapes() {
        for_each_relationship(shape, |relationship| match context.shape(relationship.target) {
            None => unresolved(shape, relationship, &mut similar, sink),
            Some(target) => resolved(shape, target, relationship, context, sink),
        });
    }
}

fn unresolved(shape: &Shape, relationship: Relationship, similar: &mut Similar<'_>, sink: &mut Sink<'_>) {
    let Relationship { kind, target, span } = relationship;
    let message = match kind {
        Kind::MemberTarget => format!("member shape targets an unresolved shape `{target}`"),
        // The shape itself is in the model, or it would not have members.
        Kind::Member => return,
        kind => format!(
            "{} shape has {} `{}` relationship to an unresolved shape `{target}`",
            shape.shape_type(),
            article(kind.name()),
            kind.name()
        ),
    };
    let Some(alike) = similar.to(target) else {
        sink.error(shape, message).place(span).sub_id("UnresolvedShape");
        return;
    };
    if !alike.is_empty() {
        let alike: Vec<&str> = alike.iter().map(|id| id.as_str()).collect();
        let message = format!("{message}. Did you mean {}?", alike.join(", "));
        sink.error(shape, message).place(span).sub_id("UnresolvedShape");
        return;
    }
    let reported = sink.error(shape, message).place(span).sub_id("UnresolvedShape");
    let is_data_wanted = matches!(kind, Kind::MemberTarget | Kind::Property);
    let fits = |other: &&Shape| match kind {
        _ if other.id.is_member() || other.has_trait(ids::PRIVATE) => false,
        Kind::Mixin => other.has_trait(ids::MIXIN),
        _ if other.has_trait(ids::TRAIT) || other.has_trait(ids::MIXIN) => false,
        Kind::Operation | Kind::CollectionOperation => other.shape_type() == ShapeType::Operation,
        kind if kind.is_lifecycle() => other.shape_type() == ShapeType::Operation,
        Kind::Resource => other.shape_type() == ShapeType::Resource,
        Kind::Error => other.has_trait(ids::ERROR),
        Kind::Input | Kind::Output => other.shape_type() == ShapeType::Structure,
        _ => !is_data_wanted || other.shape_type().is_data(),
    };
    let fitting: Vec<ShapeId> = similar.model().shapes().filter(fits).map(|other| other.id).collect();
    if let Some(hint) = crate::suggest::reference(target, &fitting) {
        reported.hint(hint);
    }
}

fn resolved(shape: &Shape, target: &Shape, relationship: Relationship, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Relationship { kind, span, .. } = relationship;
    if kind != Kind::Mixin {
        if target.has_trait(ids::TRAIT) {
            let message = format!(
                "Found a {} reference to trait definition `{}`. Trait definitions cannot be targeted by members or \
                 referenced by shapes in any other context other than applying them as traits.",
                kind.name().to_uppercase(),
                target.id
            );
            sink.error(shape, message).place(span);
            return;
        }
        if !target.id.is_member() && target.has_trait(ids::MIXIN) {
            let message = format!(
                "Illegal {} reference to mixin `{}`; shapes marked with the mixin trait can only be referenced to \
                 apply them as a mixin.",
                kind.name().to_uppercase(),
                target.id
            );
            sink.error(shape, message).place(span);
            return;
        }
    }
    deprecated(shape, target, relationship, sink);
    let found = target.shape_type();
    match kind {
        Kind::Property | Kind::MemberTarget if !found.is_data() => {
            let message = format!("Members cannot target {found} shapes, but found {}", typed(target));
            sink.error(shape, message).place(span);
        }
        Kind::Member => {
            if shape.shape_type() == ShapeType::Map
                && target.id.member() == Some("key")
                && let Some(key) = context.model.target(target)
                && !matches!(key.shape_type(), ShapeType::String | ShapeType::Enum)
            {
                let message = format!("Map key member targets {}, but is expected to target a string", typed(key));
                sink.error(shape, message).place(span);
            }
        }
        Kind::Resource if found != ShapeType::Resource => wrong_type(shape, target, relationship, "resource", sink),
        Kind::Operation | Kind::CollectionOperation if found != ShapeType::Operation => {
            wrong_type(shape, target, relationship, "operation", sink);
        }
        Kind::Input | Kind::Output | Kind::Error if found != ShapeType::Structure => {
            wrong_type(shape, target, relationship, "structure", sink);
        }
        Kind::Input | Kind::Output if target.has_trait(ids::ERROR) => {
            let message = format!(
                "Operation {} targets an invalid structure `{}` that is marked with the `error` trait.",
                kind.name(),
                target.id
            );
            sink.error(shape, message).place(span);
        }
        Kind::Error if !target.has_trait(ids::ERROR) => {
            let message =
                format!("`{}` cannot be bound as an error because it is not marked with the `error` trait.", target.id);
            sink.error(shape, message).place(span);
        }
        Kind::Identifier if !matches!(found, ShapeType::String | ShapeType::Enum) => {
            wrong_type(shape, target, relationship, "string", sink);
        }
        kind if kind.is_lifecycle() && found != ShapeType::Operation => {
            let message = format!(
                "Resource {} lifecycle operation must target an operation, but found {}",
                kind.name(),
                typed(target)
            );
            sink.error(shape, message).place(span);
        }
        // A member takes after members of its container's mixins, which carry no trait themselves.
        Kind::Mixin if !target.id.is_member() && !target.has_trait(ids::MIXIN) => {
            let message =
                format!("Attempted to use {} as a mixin, but it is not marked with the mixin trait", target.id);
            sink.error(shape, message).place(span);
        }
        _ => {}
    }
}

fn wrong_type(shape: &Shape, target: &Shape, relationship: Relationship, expected: &str, sink: &mut Sink<'_>) {
    let message = format!(
        "{} shape `{}` relationships must target {} {expected} shape, but found {}",
        shape.shape_type(),
        relationship.kind.name(),
        article(expected),
        typed(target)
    );
    sink.error(shape, message).place(relationship.span);
}

/// A reference to a deprecated shape.
fn deprecated(shape: &Shape, target: &Shape, relationship: Relationship, sink: &mut Sink<'_>) {
    let Some(details) = target.trait_value(ids::DEPRECATED) else { return };
    let what = match relationship.kind {
        Kind::MemberTarget => "Member targets a deprecated shape",
        Kind::Input => "Operation input targets a deprecated shape",
        Kind::Output => "Operation output targets a deprecated shape",
        Kind::Error => "Operation error targets a deprecated shape",
        Kind::Identifier => "Resource identifier targets a deprecated shape",
        Kind::Property => "Resource property targets a deprecated shape",
        Kind::Resource => "Binds a deprecated resource",
        Kind::Operation => "Binds a deprecated operation",
        Kind::Mixin => "Applies a deprecated mixin",
        _ => return,
    };
    let mut message = format!("{what}, {}", target.id);
    if let Some(reason) = details.get("message").and_then(crate::node::Node::as_str) {
        message.push_str(&format!(". {reason}"));
    }
    if let Some(since) = details.get("since").and_then(crate::node::Node::as_str) {
        message.push_str(&format!(" (since {since})"));
    }
    sink.warning(shape, message).place(relationship.span).id(format!("DeprecatedShape.{}", target.id));
}
