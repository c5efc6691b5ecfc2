//! Structures: members by name, in any order.

use super::reader::{Included, Reader};
use super::{Found, Rejection, Source};
use crate::document::Document;
use crate::path::{Path, Segment};
use crate::schema::{Kind, Schema};
use crate::shape::{Mut, Structure};

/// Fills a structure, and notes which required members were not there.
pub(super) fn read<'s, S: Source<'s>>(
    reader: &mut Reader<S>,
    into: &mut dyn Structure,
    included: Option<Included<'_>>,
    path: &Path<'_>,
) -> Result<(), Rejection> {
    let schema = into.schema();
    let members = schema.members();
    reader.source.map()?;
    let mut seen = Seen::new(schema);
    let (mut first, mut likely) = (true, 0);
    while let Some(found) = reader.source.member(first, members, likely)? {
        first = false;
        let Found::Member(index) = found else {
            reader.source.skip()?;
            continue;
        };
        likely = index + 1;
        let Some(member) = members.get(index).filter(|member| included.is_none_or(|included| included(member))) else {
            reader.source.skip()?;
            continue;
        };
        if reader.source.null()? {
            // To a document that must be there, null is a value as any other.
            if member.is_required()
                && member.target().kind() == Kind::Document
                && let Some(Mut::Document(value)) = into.member_mut(index)
            {
                *value = Document::Null;
                seen.add(index);
            }
            continue;
        }
        reader.present(member, into.member_mut(index), &path.then(Segment::Name(member.name())))?;
        seen.add(index);
    }
    seen.note_missing(schema, included, path, &mut reader.missing);
    Ok(())
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
        if schema.required_end() <= 64 && schema.required() & !self.first == 0 {
            return;
        }
        for (index, member) in schema.members().iter().enumerate().take(schema.required_end()) {
            let required = member.is_required() && included.is_none_or(|included| included(member));
            if required && !self.has(index) {
                missing.push(path.then(Segment::Name(member.name())).to_string());
            }
        }
    }
}
