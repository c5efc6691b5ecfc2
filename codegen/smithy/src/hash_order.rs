//! The order in which the reference implementation happens to list things.
//!
//! A few of its messages list the elements of a hash set, in the order that follows from its hash function. Messages
//! are compared with the reference implementation's to the letter, and a list has to be in some order; so it is in
//! this one. Nothing but messages depends on it.

use crate::shape_id::ShapeId;

/// Puts names into the order in which a hash set of them is walked.
pub(crate) fn sort_names(names: &mut [&str]) {
    let capacity = capacity(names.len());
    names.sort_by_key(|name| bucket(hash(name), capacity));
}

/// Puts ids into the order in which a hash set of them is walked that has room for `count` elements; those that
/// collide stay as they are.
pub(crate) fn sort_ids(ids: &mut [ShapeId], count: usize) {
    let capacity = capacity(count);
    ids.sort_by_key(|id| bucket(hash_of_id(*id), capacity));
}

/// How many buckets a set of `count` elements has: a power of two of which at most three quarters are taken.
fn capacity(count: usize) -> u32 {
    let mut capacity: u32 = 16;
    while count > capacity as usize / 4 * 3 {
        capacity = capacity.saturating_mul(2);
    }
    capacity
}

fn bucket(hash: u32, capacity: u32) -> u32 {
    (hash ^ (hash >> 16)) & (capacity - 1)
}

fn hash(text: &str) -> u32 {
    text.encode_utf16().fold(0, |hash: u32, unit| hash.wrapping_mul(31).wrapping_add(u32::from(unit)))
}

fn hash_of_id(id: ShapeId) -> u32 {
    let (namespace, name) = (hash(id.namespace()), hash(id.name()));
    let shape = namespace.wrapping_mul(961).wrapping_add(name.wrapping_mul(17)).wrapping_add(17);
    shape.wrapping_add(id.member().map_or(0, hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders() {
        for names in
            [&mut ["Address", "CachePeriodInMinutes", "IpAddress"][..], &mut ["TTL", "Operation", "Identifiers"]]
        {
            sort_names(names);
            assert!(matches!(names, ["Address", "IpAddress", _] | ["Operation", "Identifiers", "TTL"]), "{names:?}");
        }
        assert_eq!(hash_of_id(ShapeId::intern("a#b")), 94_900);
        assert_eq!(hash_of_id(ShapeId::intern("a#b$c")), 94_999);
        assert_eq!([capacity(0), capacity(12), capacity(13), capacity(250)], [16, 16, 32, 512]);
    }
}
