//! Shapes on their way through a selector, with the variables set so far.

use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::FxHashSet;

use crate::shape::Shape;
use crate::shape_id::ShapeId;

/// The variables of one path through a selector. Setting one makes a new version, and leaves the old as it was.
#[derive(Clone, Default)]
pub(super) struct Bindings<'m>(Option<Rc<Variables<'m>>>);

type Variables<'m> = BTreeMap<Box<str>, Rc<[&'m Shape]>>;

impl<'m> Bindings<'m> {
    pub(super) fn get(&self, name: &str) -> Option<&[&'m Shape]> {
        self.0.as_ref()?.get(name).map(|shapes| &**shapes)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &[&'m Shape])> {
        self.0.iter().flat_map(|variables| variables.iter()).map(|(name, shapes)| (&**name, &**shapes))
    }

    pub(super) fn with(&self, name: &str, shapes: Rc<[&'m Shape]>) -> Self {
        let mut variables = self.0.as_deref().cloned().unwrap_or_default();
        variables.insert(name.into(), shapes);
        Self(Some(Rc::new(variables)))
    }

    /// What tells two versions apart.
    pub(super) fn version(&self) -> usize {
        self.0.as_ref().map_or(0, |variables| Rc::as_ptr(variables).addr())
    }
}

/// A shape on its way through a selector.
#[derive(Clone)]
pub(super) struct State<'m> {
    pub(super) shape: &'m Shape,
    pub(super) bindings: Bindings<'m>,
}

/// Shapes on their way, each once.
pub(super) struct States<'m> {
    pub(super) states: Vec<State<'m>>,
    seen: FxHashSet<(ShapeId, usize)>,
}

impl<'m> States<'m> {
    pub(super) fn new() -> Self {
        Self { states: Vec::new(), seen: FxHashSet::default() }
    }

    pub(super) fn add(&mut self, shape: &'m Shape, bindings: &Bindings<'m>) -> bool {
        let new = self.seen.insert((shape.id, bindings.version()));
        if new {
            self.states.push(State { shape, bindings: bindings.clone() });
        }
        new
    }
}
