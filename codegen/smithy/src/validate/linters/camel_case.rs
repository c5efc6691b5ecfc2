//! `CamelCase`: shapes are `UpperCamel`, traits `lowerCamel`, and members of one scope all the one or the other.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::ids;
use crate::index::closure;
use crate::shape::{Shape, ShapeType};
use crate::validate::rule::{Context, Sink};

use super::{Config, Linter};

pub(super) static LINTER: Linter = Linter { name: "CamelCase", run };

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Upper,
    Lower,
}

impl Case {
    fn name(self) -> &'static str {
        match self {
            Self::Upper => "upper",
            Self::Lower => "lower",
        }
    }

    fn fits(self, name: &str) -> bool {
        let starts = match self {
            Self::Upper => name.starts_with(|c: char| c.is_ascii_uppercase()),
            Self::Lower => name.starts_with(|c: char| c.is_ascii_lowercase()),
        };
        starts && name.bytes().all(|b| b.is_ascii_alphanumeric())
    }
}

fn run(context: &Context<'_>, config: &Config<'_>, sink: &mut Sink<'_>) -> Result<(), String> {
    let wanted = match config.text("memberNames")? {
        None | Some("auto") => None,
        Some("upper") => Some(Case::Upper),
        Some("lower") => Some(Case::Lower),
        Some(other) => return Err(format!("Expected `memberNames` to be one of upper, lower, auto; found `{other}`")),
    };
    for shape in context.model.shapes().filter(|shape| !shape.id.is_member() && !is_prelude(shape)) {
        names(shape, sink);
    }
    let mut in_services = FxHashSet::default();
    for service in context.shapes_of(ShapeType::Service) {
        let members: Vec<_> =
            closure(context.model, service.id).into_iter().filter(|shape| is_named(shape, context)).collect();
        in_services.extend(members.iter().map(|member| member.id));
        scope(&members, service.id.name(), wanted, sink);
    }
    let mut namespaces: BTreeMap<&str, Vec<&Shape>> = BTreeMap::new();
    for member in context.shapes_of(ShapeType::Member) {
        if !in_services.contains(&member.id) && is_named(member, context) {
            namespaces.entry(member.id.namespace()).or_default().push(member);
        }
    }
    for (namespace, members) in namespaces {
        scope(&members, &format!("{namespace} namespace"), wanted, sink);
    }
    Ok(())
}

fn is_prelude(shape: &Shape) -> bool {
    shape.id.namespace() == "smithy.api"
}

/// Whether it is a member that somebody named: one of a structure or union.
fn is_named(member: &Shape, context: &Context<'_>) -> bool {
    let container = context.shape(member.id.without_member()).filter(|_| member.id.is_member() && !is_prelude(member));
    container.is_some_and(|container| matches!(container.shape_type(), ShapeType::Structure | ShapeType::Union))
}

fn names(shape: &Shape, sink: &mut Sink<'_>) {
    let name = shape.id.name();
    let (fits, what, case) = if shape.has_trait(ids::TRAIT) {
        // Protocols and authentication schemes carry versions: `restJson1_1`.
        let versioned = shape.has_trait(ids::PROTOCOL_DEFINITION) || shape.has_trait(ids::AUTH_DEFINITION);
        let fits = if versioned { Case::Lower.fits(&name.replace('_', "")) } else { Case::Lower.fits(name) };
        (fits, "trait definition", Case::Lower)
    } else {
        (Case::Upper.fits(name), "shape name", Case::Upper)
    };
    if !fits {
        let message = format!("{} {what}, `{name}`, is not {} camel case", shape.shape_type(), case.name());
        sink.danger(shape, message);
    }
}

fn scope(members: &[&Shape], scope: &str, wanted: Option<Case>, sink: &mut Sink<'_>) {
    let count = |case: Case| members.iter().filter_map(|m| m.id.member()).filter(|name| case.fits(name)).count();
    let case = wanted.unwrap_or(if count(Case::Upper) > count(Case::Lower) { Case::Upper } else { Case::Lower });
    for member in members {
        let name = member.id.member().unwrap_or_default();
        if !case.fits(name) {
            let case = case.name();
            let message = format!(
                "Member shape member name, `{name}`, is not {case} camel case; members in the {scope} must all use \
                 {case} camel case."
            );
            sink.danger(member, message);
        }
    }
}
