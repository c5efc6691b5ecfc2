//! Unions: objects with exactly one member.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use ::serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};

use super::super::{Format, MAX_DEPTH, Path, Segment};
use super::structure::Name;
use super::{Key, Reader, Seed, expected, skip};
use crate::schema::{Kind, Member};
use crate::shape::Union;

/// Some services say by this name which shape an object is of.
const SHAPE_NAME: &str = "__type";

/// Fills a union. A client keeps a member that the model does not know, and passes over null and `__type`; where
/// it finds no member at all, the union stays blank.
pub(super) fn read<'de, D: Deserializer<'de>, F: Format>(
    reader: &mut Reader<F>,
    into: &mut dyn Union,
    path: Path<'_>,
    deserializer: D,
) -> Result<(), D::Error> {
    deserializer.deserialize_map(Members { reader, into, path })
}

struct Members<'a, F> {
    reader: &'a mut Reader<F>,
    into: &'a mut dyn Union,
    path: Path<'a>,
}

impl<'de, F: Format> Visitor<'de> for Members<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(expected(Kind::Union))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Self { reader, into, path } = self;
        let (format, members) = (reader.format, into.schema().members());
        let mut set = false;
        while let Some(name) = entries.next_key_seed(Key(PhantomData))? {
            let found = Name { format, members, likely: 0 }.find(&name);
            if found.is_none() && !reader.is_strict() && name == SHAPE_NAME {
                skip(&mut entries)?;
                continue;
            }
            let known = found.and_then(|index| Some((index, members.get(index)?)));
            if known.is_none() && reader.is_strict() {
                return Err(reader.reject(&path.then(Segment::Name(&name)), "a member of the union"));
            }
            let seed = Choice { reader, into, known, name: &name, path: path.then(Segment::Name(&name)), set };
            set |= entries.next_value_seed(seed)?;
        }
        if !set && reader.is_strict() {
            return Err(reader.reject(&path, expected(Kind::Union)));
        }
        Ok(())
    }
}

/// The value of one member: the union becomes it, unless it is null. Gives whether it did.
struct Choice<'a, F> {
    reader: &'a mut Reader<F>,
    into: &'a mut dyn Union,
    known: Option<(usize, &'static Member)>,
    name: &'a Cow<'a, str>,
    path: Path<'a>,
    /// Whether the union has a member already.
    set: bool,
}

impl<'de, F: Format> DeserializeSeed<'de> for Choice<'_, F> {
    type Value = bool;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, F: Format> Visitor<'de> for Choice<'_, F> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_none<E>(self) -> Result<bool, E> {
        Ok(false)
    }
    fn visit_unit<E>(self) -> Result<bool, E> {
        Ok(false)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let Self { reader, into, known, name, path, set } = self;
        if set {
            return Err(reader.reject(&path, "no second member of the union"));
        }
        if let Some((member, slot)) = known.and_then(|(index, member)| Some((member, into.select(index)?))) {
            Seed { reader, member, slot, path }.deserialize(deserializer)?;
        } else {
            let depth = MAX_DEPTH.saturating_sub(path.depth());
            into.select_unknown(name, reader.format.document(depth, deserializer)?);
        }
        Ok(true)
    }
}
