//! Structures: members by name, in any order.

use std::fmt;

use ::serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};

use super::super::{Format, Path, Segment};
use super::{Included, Nullable, Reader, skip};
use crate::schema::{Member, Schema};
use crate::shape::{Mut, Structure};

/// Fills a structure, and notes which required members were not there.
pub(super) fn read<'de, D: Deserializer<'de>, F: Format>(
    reader: &mut Reader<F>,
    into: &mut dyn Structure,
    included: Option<Included<'_>>,
    path: Path<'_>,
    deserializer: D,
) -> Result<(), D::Error> {
    deserializer.deserialize_map(Members { reader, into, included, path })
}

struct Members<'a, F> {
    reader: &'a mut Reader<F>,
    into: &'a mut dyn Structure,
    included: Option<Included<'a>>,
    path: Path<'a>,
}

impl<'de, F: Format> Visitor<'de> for Members<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Self { reader, into, included, path } = self;
        let schema = into.schema();
        let (format, members) = (reader.format, schema.members());
        let mut seen = Seen::new(schema);
        let mut likely = 0;
        while let Some(found) = entries.next_key_seed(Name { format, members, likely })? {
            let Some(index) = found else {
                skip(&mut entries)?;
                continue;
            };
            likely = index + 1;
            let (Some(member), Some(mut slot)) = (members.get(index), into.member_mut(index)) else {
                skip(&mut entries)?;
                continue;
            };
            if included.is_some_and(|included| !included(member)) {
                skip(&mut entries)?;
                continue;
            }
            let path = path.then(Segment::Name(member.name()));
            if let Mut::Optional(optional) = &mut slot
                && seen.has(index)
            {
                // The last of several counts, and it alone.
                optional.clear();
            }
            if entries.next_value_seed(Nullable { reader, member, slot, path })? {
                seen.add(index);
            }
        }
        seen.note_missing(schema, included, &path, &mut reader.missing);
        Ok(())
    }
}

/// Finds the index of the member that a name is of; `None` for a name that no member has.
pub(super) struct Name<F> {
    pub(super) format: F,
    pub(super) members: &'static [Member],
    /// Where the search begins: writers keep to the order of the model.
    pub(super) likely: usize,
}

impl<F: Format> Name<F> {
    /// The index of the member with this name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        match self.members.get(self.likely) {
            Some(member) if self.format.name(member) == name => Some(self.likely),
            _ => self.search(name),
        }
    }

    /// Looks behind the likely member, where those that were left out are passed over, and then before it.
    #[inline(never)]
    fn search(&self, name: &str) -> Option<usize> {
        let is = |member: &Member| self.format.name(member) == name;
        let likely = self.likely.min(self.members.len());
        let (before, behind) = self.members.split_at(likely);
        behind.iter().position(is).map(|index| likely + index).or_else(|| before.iter().position(is))
    }
}

impl<'de, F: Format> DeserializeSeed<'de> for Name<F> {
    type Value = Option<usize>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}
impl<F: Format> Visitor<'_> for Name<F> {
    type Value = Option<usize>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }
    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.find(name))
    }
}

/// Which members there are: a bit each, the first 64 without an allocation.
struct Seen {
    first: u64,
    others: Vec<u64>,
}

impl Seen {
    fn new(schema: &Schema) -> Self {
        let count = schema.members().len();
        Self { first: 0, others: if count > 64 { vec![0; count / 64] } else { Vec::new() } }
    }

    /// The word that has the bit of a member.
    fn word(&mut self, index: usize) -> Option<&mut u64> {
        if index < 64 { Some(&mut self.first) } else { self.others.get_mut(index / 64 - 1) }
    }

    fn add(&mut self, index: usize) {
        if let Some(word) = self.word(index) {
            *word |= 1 << (index % 64);
        }
    }

    fn has(&mut self, index: usize) -> bool {
        self.word(index).is_some_and(|word| *word >> (index % 64) & 1 == 1)
    }

    fn note_missing(
        mut self,
        schema: &Schema,
        included: Option<Included<'_>>,
        path: &Path<'_>,
        missing: &mut Vec<String>,
    ) {
        for (index, member) in schema.members().iter().enumerate().take(schema.required_end()) {
            let required = member.is_required() && included.is_none_or(|included| included(member));
            if required && !self.has(index) {
                missing.push(path.then(Segment::Name(member.name())).to_string());
            }
        }
    }
}
