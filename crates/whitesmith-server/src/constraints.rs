//! The constraints of the model, checked on every value of an input
//! ([constraint traits](https://smithy.io/2.0/spec/constraint-traits.html)).
//!
//! Every violation is found, in the order of the schema's members, and worded as the standard has it. Values never
//! appear in the words, so that none that is sensitive can.

use std::convert::Infallible;
use std::ops::ControlFlow;

use whitesmith::path::{Path, Segment};
use whitesmith::schema::{Kind, Member, Trait};
use whitesmith::shape::{List, Map, Ref, Structure, Variant};
use whitesmith_http::Violation;

use crate::patterns;

/// Adds the violations in a structure and in everything below it.
pub(crate) fn check(value: &dyn Structure, found: &mut Vec<Violation>) {
    structure(value, &Path::ROOT, found);
}

fn structure(value: &dyn Structure, path: &Path<'_>, found: &mut Vec<Violation>) {
    let _: Result<(), Infallible> = value.try_members(|member, &value| {
        check_value(member, value, &path.then(Segment::Name(member.name())), found);
        Ok(())
    });
}

fn check_value(member: &'static Member, value: Ref<'_>, path: &Path<'_>, found: &mut Vec<Violation>) {
    constraints(member, value, path, found);
    match value {
        Ref::Structure(value) => structure(value, path, found),
        Ref::Union(union) => {
            if let Variant::Known(index, value) = union.variant()
                && let Some(member) = union.schema().members().get(index)
            {
                check_value(member, value, &path.then(Segment::Name(member.name())), found);
            }
        }
        Ref::List(list) => elements(member, list, path, found),
        Ref::Map(map) => entries(member, map, path, found),
        _ => {}
    }
}

fn elements(member: &'static Member, list: &dyn List, path: &Path<'_>, found: &mut Vec<Violation>) {
    let Some(element) = member.target().element() else { return };
    for (index, value) in (0..list.len()).filter_map(|index| Some((index, list.get(index)?))) {
        check_value(element, value, &path.then(Segment::Index(index)), found);
    }
}

fn entries(member: &'static Member, map: &dyn Map, path: &Path<'_>, found: &mut Vec<Violation>) {
    let (Some(key), Some(value)) = (member.target().key(), member.target().value()) else { return };
    // A map that is walked whole always continues.
    let _: ControlFlow<()> = map.entries(&mut |text, shown| {
        // A key has no place of its own; it is the map that is wrong.
        constraints(key, Ref::String(text), path, found);
        check_value(value, shown, &path.then(Segment::Name(text)), found);
        ControlFlow::Continue(())
    });
}

/// The constraints on one value: those of the member, and of its target where the member has none of the kind.
fn constraints(member: &'static Member, value: Ref<'_>, path: &Path<'_>, found: &mut Vec<Violation>) {
    let own = member.traits();
    for constraint in own {
        constraint_on(constraint, member, value, path, found);
    }
    let same = |a: &Trait, b: &Trait| std::mem::discriminant(a) == std::mem::discriminant(b);
    for constraint in member.target().traits() {
        if !own.iter().any(|own| same(own, constraint)) {
            constraint_on(constraint, member, value, path, found);
        }
    }
}

fn constraint_on(
    constraint: &Trait,
    member: &'static Member,
    value: Ref<'_>,
    path: &Path<'_>,
    found: &mut Vec<Violation>,
) {
    let Some(what) = broken(constraint, member, value) else { return };
    found.push(match constraint {
        Trait::Length { .. } => Violation::of_length(path.to_string(), length(value).unwrap_or_default(), &what),
        _ => Violation::new(path.to_string(), &what),
    });
}

/// What a value breaks a constraint by.
fn broken(constraint: &Trait, member: &'static Member, value: Ref<'_>) -> Option<String> {
    match *constraint {
        Trait::Length { min, max } => {
            let length = length(value)?;
            let ok = min.is_none_or(|min| length >= min) && max.is_none_or(|max| length <= max);
            (!ok).then(|| bounds("have length ", min.map(|n| n.to_string()), max.map(|n| n.to_string())))
        }
        Trait::Range { min, max } => {
            let outside = |bound: Option<&str>, wrong: std::cmp::Ordering| {
                bound.and_then(|bound| compare(value, bound)).is_some_and(|ordering| ordering == wrong)
            };
            let wrong = outside(min, std::cmp::Ordering::Less) || outside(max, std::cmp::Ordering::Greater);
            wrong.then(|| bounds("be ", min.map(String::from), max.map(String::from)))
        }
        Trait::Pattern(pattern) => {
            let Ref::String(text) = value else { return None };
            // What cannot be decided within the bound on work is refused.
            let ok = patterns::matches(pattern, text);
            (!ok).then(|| format!("Member must satisfy regular expression pattern: {pattern}"))
        }
        Trait::Enum(values) if member.target().kind() == Kind::Enum => {
            let Ref::String(text) = value else { return None };
            (!values.contains(&text)).then(|| value_set(member, values))
        }
        Trait::IntEnum(values) => {
            let Ref::Integer(number) = value else { return None };
            (!values.contains(&number)).then(|| value_set(member, values))
        }
        Trait::UniqueItems => {
            let Ref::List(list) = value else { return None };
            let items: Vec<String> = (0..list.len()).filter_map(|index| list.get(index)).map(fingerprint).collect();
            let mut sorted: Vec<&String> = items.iter().collect();
            sorted.sort_unstable();
            sorted.windows(2).any(|pair| pair[0] == pair[1]).then(|| "Member must have unique values".into())
        }
        _ => None,
    }
}

/// The words for the values of an enum, as far as a client may be told of them.
fn value_set<T: ToString>(member: &Member, values: &[T]) -> String {
    let internal = member.effective_traits().find_map(|t| match t {
        Trait::InternalValues(values) => Some(*values),
        _ => None,
    });
    let internal = internal.unwrap_or_default();
    let told: Vec<_> = values.iter().map(T::to_string).filter(|value| !internal.contains(&value.as_str())).collect();
    format!("Member must satisfy enum value set: [{}]", told.join(", "))
}

/// The words for two bounds, of which at least one is there.
fn bounds(what: &str, min: Option<String>, max: Option<String>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("Member must {what}between {min} and {max}, inclusive"),
        (Some(min), None) => format!("Member must {what}greater than or equal to {min}"),
        (None, Some(max)) => format!("Member must {what}less than or equal to {max}"),
        (None, None) => format!("Member must {what}anything"),
    }
}

/// Unicode scalar values of a string, bytes of a blob, elements of a list, entries of a map.
fn length(value: Ref<'_>) -> Option<u64> {
    let length = match value {
        Ref::String(text) => text.chars().count(),
        Ref::Blob(blob) => blob.len(),
        Ref::List(list) => list.len(),
        Ref::Map(map) => map.len(),
        _ => return None,
    };
    u64::try_from(length).ok()
}

/// A number against a bound: exactly for integers, as doubles for the others.
fn compare(value: Ref<'_>, bound: &str) -> Option<std::cmp::Ordering> {
    let integer = match value {
        Ref::Byte(number) => Some(i64::from(number)),
        Ref::Short(number) => Some(i64::from(number)),
        Ref::Integer(number) => Some(i64::from(number)),
        Ref::Long(number) => Some(number),
        _ => None,
    };
    if let (Some(number), Ok(bound)) = (integer, bound.parse::<i64>()) {
        return Some(number.cmp(&bound));
    }
    let number = match value {
        Ref::Float(number) => f64::from(number),
        Ref::Double(number) => number,
        Ref::BigInteger(number) => number.as_str().parse().ok()?,
        Ref::BigDecimal(number) => number.as_str().parse().ok()?,
        _ => return None,
    };
    // A single-precision value is what its shortest text says, not the double nearest to its bits.
    let number = if let Ref::Float(single) = value { single.to_string().parse().unwrap_or(number) } else { number };
    number.partial_cmp(&bound.parse::<f64>().ok()?)
}

/// A text that two values share just when they are equal.
fn fingerprint(value: Ref<'_>) -> String {
    let mut text = String::new();
    write_fingerprint(value, &mut text);
    text
}

fn write_fingerprint(value: Ref<'_>, out: &mut String) {
    use std::fmt::Write as _;
    let mut add = |args: std::fmt::Arguments<'_>| {
        // Writing into a string cannot fail.
        let _ = out.write_fmt(args);
    };
    match value {
        Ref::Boolean(value) => add(format_args!("{value};")),
        Ref::Byte(value) => add(format_args!("{value};")),
        Ref::Short(value) => add(format_args!("{value};")),
        Ref::Integer(value) => add(format_args!("{value};")),
        Ref::Long(value) => add(format_args!("{value};")),
        Ref::String(value) => add(format_args!("{value:?};")),
        Ref::Blob(value) => add(format_args!("{:?};", value.as_bytes())),
        Ref::Timestamp(value) => add(format_args!("{}.{};", value.seconds(), value.nanoseconds())),
        Ref::BigInteger(value) => add(format_args!("{value};")),
        Ref::BigDecimal(value) => add(format_args!("{value};")),
        Ref::Structure(structure) => {
            out.push('{');
            structure.visit(&mut |index, &member| {
                out.push_str(&index.to_string());
                out.push(':');
                write_fingerprint(member, out);
                ControlFlow::Continue(())
            });
            out.push('}');
        }
        Ref::Union(union) => match union.variant() {
            Variant::Known(index, member) => {
                out.push_str(&index.to_string());
                out.push('=');
                write_fingerprint(member, out);
            }
            Variant::Unknown(name, value) => out.push_str(&format!("{name:?}={value:?};")),
        },
        Ref::List(list) => {
            out.push('[');
            (0..list.len()).filter_map(|index| list.get(index)).for_each(|element| write_fingerprint(element, out));
            out.push(']');
        }
        Ref::Map(map) => {
            out.push('(');
            let _: ControlFlow<()> = map.entries(&mut |key, value| {
                out.push_str(&format!("{key:?}:"));
                write_fingerprint(value, out);
                ControlFlow::Continue(())
            });
            out.push(')');
        }
        // The model allows no other type in a list of unique items.
        _ => out.push('-'),
    }
}
