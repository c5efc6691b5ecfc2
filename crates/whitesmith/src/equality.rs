//! `PartialEq`, once for every generated type: equal is what looks the same on the wire.
//!
//! Streams are equal to nothing, and neither is what is not a number, as in Rust.

use std::ops::ControlFlow;

use crate::shape::{List, Map, Ref, Structure, Union, Variant};

/// Whether two structures of one type have the same members with the same values.
pub fn structures(one: &dyn Structure, other: &dyn Structure) -> bool {
    let members = |structure: &dyn Structure| {
        let mut count = 0;
        structure.visit(&mut |_, _| {
            count += 1;
            ControlFlow::Continue(())
        });
        count
    };
    let mut expected = Vec::with_capacity(members(one));
    one.visit(&mut |index, &value| {
        expected.push((index, value));
        ControlFlow::Continue(())
    });
    let mut expected = expected.into_iter();
    let mut equal = true;
    other.visit(&mut |index, &value| {
        equal = expected.next().is_some_and(|(at, it)| at == index && values(it, value));
        if equal { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    equal && expected.next().is_none()
}

/// Whether two unions of one type hold the same member with the same value.
pub fn unions(one: &dyn Union, other: &dyn Union) -> bool {
    match (one.variant(), other.variant()) {
        (Variant::Known(index, value), Variant::Known(at, it)) => index == at && values(value, it),
        (Variant::Unknown(name, value), Variant::Unknown(of, it)) => name == of && value == it,
        _ => false,
    }
}

fn lists(one: &dyn List, other: &dyn List) -> bool {
    one.len() == other.len()
        && (0..one.len()).all(|index| match (one.get(index), other.get(index)) {
            (Some(value), Some(it)) => values(value, it),
            _ => false,
        })
}

fn maps(one: &dyn Map, other: &dyn Map) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut entries = Vec::with_capacity(one.len());
    let _: ControlFlow<()> = one.entries(&mut |key, value| {
        entries.push((key, value));
        ControlFlow::Continue(())
    });
    // Both are in the order of their keys.
    let mut entries = entries.into_iter();
    other
        .entries(&mut |key, value| match entries.next() {
            Some((of, it)) if of == key && values(it, value) => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        })
        .is_continue()
}

#[expect(clippy::float_cmp, reason = "equality of floats is what is asked for")]
fn values(one: Ref<'_>, other: Ref<'_>) -> bool {
    match (one, other) {
        (Ref::Absent, Ref::Absent) => true,
        (Ref::Boolean(one), Ref::Boolean(other)) => one == other,
        (Ref::Byte(one), Ref::Byte(other)) => one == other,
        (Ref::Short(one), Ref::Short(other)) => one == other,
        (Ref::Integer(one), Ref::Integer(other)) => one == other,
        (Ref::Long(one), Ref::Long(other)) => one == other,
        (Ref::Float(one), Ref::Float(other)) => one == other,
        (Ref::Double(one), Ref::Double(other)) => one == other,
        (Ref::BigInteger(one), Ref::BigInteger(other)) => one == other,
        (Ref::BigDecimal(one), Ref::BigDecimal(other)) => one == other,
        (Ref::String(one), Ref::String(other)) => one == other,
        (Ref::Blob(one), Ref::Blob(other)) => one == other,
        (Ref::Timestamp(one), Ref::Timestamp(other)) => one == other,
        (Ref::Document(one), Ref::Document(other)) => one == other,
        (Ref::Structure(one), Ref::Structure(other)) => structures(one, other),
        (Ref::Union(one), Ref::Union(other)) => unions(one, other),
        (Ref::List(one), Ref::List(other)) => lists(one, other),
        (Ref::Map(one), Ref::Map(other)) => maps(one, other),
        _ => false,
    }
}
