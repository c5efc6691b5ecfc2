//! A map that keeps its order, for very many maps of very few entries.
//!
//! Most shapes have one or two traits, and most objects in models a handful of keys. Comparing with each of so few
//! keys takes less than hashing one, and a list is one allocation where a hash table is two. What grows large
//! nevertheless becomes a hash table, so that no input makes looking up slow.

use std::borrow::Borrow;
use std::hash::Hash;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

/// How many entries a list has at most.
const FEW: usize = 12;

/// Keys with values, in the order of their insertion.
#[derive(Clone, Debug)]
pub(crate) enum SmallMap<K, V> {
    /// At most [`FEW`] entries.
    Few(Vec<(K, V)>),
    /// More than that, now or before.
    Many(IndexMap<K, V, FxBuildHasher>),
}

impl<K, V> Default for SmallMap<K, V> {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl<K: Hash + Eq, V> SmallMap<K, V> {
    /// An empty map with room for `capacity` entries.
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        if capacity <= FEW {
            Self::Few(Vec::with_capacity(capacity))
        } else {
            Self::Many(IndexMap::with_capacity_and_hasher(capacity, FxBuildHasher))
        }
    }

    pub(crate) fn get<Q: ?Sized + Hash + Eq>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        match self {
            Self::Few(list) => list.iter().find(|(own, _)| own.borrow() == key).map(|(_, value)| value),
            Self::Many(map) => map.get(key),
        }
    }

    pub(crate) fn get_mut<Q: ?Sized + Hash + Eq>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        match self {
            Self::Few(list) => list.iter_mut().find(|(own, _)| (*own).borrow() == key).map(|(_, value)| value),
            Self::Many(map) => map.get_mut(key),
        }
    }

    /// Adds or replaces an entry, which stays in its place then; returns the value that was there.
    pub(crate) fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self {
            Self::Few(list) => {
                if let Some((_, own)) = list.iter_mut().find(|(own, _)| *own == key) {
                    return Some(std::mem::replace(own, value));
                }
                if list.len() < FEW {
                    // Most lists never get a second entry.
                    if list.capacity() == 0 {
                        list.reserve_exact(1);
                    }
                    list.push((key, value));
                } else {
                    let mut map: IndexMap<K, V, FxBuildHasher> = std::mem::take(list).into_iter().collect();
                    map.insert(key, value);
                    *self = Self::Many(map);
                }
                None
            }
            Self::Many(map) => map.insert(key, value),
        }
    }

    /// Takes an entry out, keeping the order of the others.
    pub(crate) fn remove<Q: ?Sized + Hash + Eq>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        match self {
            Self::Few(list) => {
                let at = list.iter().position(|(own, _)| own.borrow() == key)?;
                Some(list.remove(at).1)
            }
            Self::Many(map) => map.shift_remove(key),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        let (few, many) = match self {
            Self::Few(list) => (Some(list), None),
            Self::Many(map) => (None, Some(map)),
        };
        few.into_iter().flatten().map(|(key, value)| (key, value)).chain(many.into_iter().flatten())
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        let (few, many) = match self {
            Self::Few(list) => (Some(list), None),
            Self::Many(map) => (None, Some(map)),
        };
        few.into_iter().flatten().map(|(key, value)| (&*key, value)).chain(many.into_iter().flatten())
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Few(list) => list.len(),
            Self::Many(map) => map.len(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Entries by value, in order.
pub(crate) struct IntoIter<K, V> {
    few: std::vec::IntoIter<(K, V)>,
    many: indexmap::map::IntoIter<K, V>,
}

impl<K, V> Iterator for IntoIter<K, V> {
    type Item = (K, V);
    fn next(&mut self) -> Option<(K, V)> {
        self.few.next().or_else(|| self.many.next())
    }
}

impl<K, V> IntoIterator for SmallMap<K, V> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;
    fn into_iter(self) -> IntoIter<K, V> {
        match self {
            Self::Few(list) => IntoIter { few: list.into_iter(), many: IndexMap::<K, V>::default().into_iter() },
            Self::Many(map) => IntoIter { few: Vec::new().into_iter(), many: map.into_iter() },
        }
    }
}

/// Maps are equal when they have equal entries, in whatever order.
impl<K: Hash + Eq, V: PartialEq> PartialEq for SmallMap<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(key, value)| other.get(key) == Some(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_and_large_behave_alike() {
        let mut map = SmallMap::default();
        for i in 0..40 {
            assert_eq!(map.insert(i, i * 2), None);
            assert_eq!(map.insert(i, i), Some(i * 2));
            assert_eq!(map.len(), i + 1);
            assert!(map.iter().map(|(key, _)| *key).eq(0..=i), "in order");
            assert_eq!(map.get(&i), Some(&i));
        }
        let copy = map.clone();
        assert!(map == copy);
        assert_eq!(map.remove(&3), Some(3));
        assert!(map.iter().map(|(key, _)| *key).eq((0..40).filter(|i| *i != 3)));
        assert!(map != copy);
        for (_, value) in map.iter_mut() {
            *value += 1;
        }
        assert_eq!(map.get_mut(&4), Some(&mut 5));
        assert!(map.into_iter().map(|(key, value)| (key, value - 1)).eq((0..40).filter(|i| *i != 3).map(|i| (i, i))));
        assert_eq!(SmallMap::<u8, u8>::with_capacity(5).len(), 0);
    }
}
