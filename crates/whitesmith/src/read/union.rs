//! Unions: objects with exactly one member.

use super::reader::{Reader, expected};
use super::{Found, MAX_DEPTH, Rejection, Source};
use crate::path::{Path, Segment};
use crate::schema::Kind;
use crate::shape::Union;

/// Some services say by this name which shape an object is of.
const SHAPE_NAME: &str = "__type";

/// Fills a union. A client keeps a member that the model does not know, and passes over null and `__type`; where
/// it finds no member at all, the union stays blank.
pub(super) fn read<'s, S: Source<'s>>(
    reader: &mut Reader<S>,
    into: &mut dyn Union,
    path: &Path<'_>,
) -> Result<(), Rejection> {
    let members = into.schema().members();
    reader.source.map()?;
    let (mut first, mut set) = (true, false);
    while let Some(name) = reader.source.key(first)? {
        first = false;
        let inside = path.then(Segment::Name(&name));
        let known = match reader.source.find(&name, members, 0) {
            Found::Member(index) => members.get(index).map(|member| (index, member)),
            Found::Unknown => None,
        };
        if known.is_none() && reader.is_strict() {
            return Err(reader.reject(&inside, "a member of the union"));
        }
        if known.is_none() && name == SHAPE_NAME {
            reader.source.skip()?;
            continue;
        }
        if reader.source.null()? {
            continue;
        }
        if set {
            return Err(reader.reject(&inside, "no second member of the union"));
        }
        if let Some((index, member)) = known {
            reader.present(member, into.select(index), &inside)?;
        } else {
            let document = reader.source.document(MAX_DEPTH.saturating_sub(inside.depth()))?;
            into.select_unknown(&name, document);
        }
        set = true;
    }
    if !set && reader.is_strict() {
        return Err(reader.reject(path, expected(Kind::Union)));
    }
    Ok(())
}
