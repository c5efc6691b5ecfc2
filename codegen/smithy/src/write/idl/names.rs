//! How shapes are referred to from within a namespace.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::load::PRELUDE;
use crate::model::Model;
use crate::shape::Shape;
use crate::shape_id::ShapeId;

/// The names that a file can use, and the imports that it needs so far.
pub(super) struct Names<'m> {
    pub(super) model: &'m Model,
    namespace: &'m str,
    /// Imports by name.
    uses: RefCell<BTreeMap<&'static str, ShapeId>>,
}

impl<'m> Names<'m> {
    pub(super) fn new(model: &'m Model, namespace: &'m str) -> Self {
        Self { model, namespace, uses: RefCell::default() }
    }

    /// The shape with an id.
    pub(super) fn shape(&self, id: ShapeId) -> Option<&'m Shape> {
        self.model.shape(id)
    }

    /// The shortest way to refer to a shape or member. What can be imported is.
    pub(super) fn reference(&self, id: ShapeId) -> String {
        let shape = id.without_member();
        let relative = || match id.member() {
            Some(member) => format!("{}${member}", id.name()),
            None => id.name().to_owned(),
        };
        if shape.namespace() == self.namespace {
            return relative();
        }
        if self.is_defined(self.namespace, shape.name()) {
            return id.to_string();
        }
        if shape.namespace() == PRELUDE {
            // A private shape of the prelude has no name elsewhere.
            let is_public = self.shape(shape).is_some_and(|shape| !shape.has_trait(crate::ids::PRIVATE));
            return if is_public { relative() } else { id.to_string() };
        }
        if self.is_defined(PRELUDE, shape.name()) {
            return id.to_string();
        }
        let mut uses = self.uses.borrow_mut();
        if *uses.entry(shape.name()).or_insert(shape) == shape { relative() } else { id.to_string() }
    }

    fn is_defined(&self, namespace: &str, name: &str) -> bool {
        self.shape(ShapeId::from_parts(namespace, name)).is_some()
    }

    /// What has to be imported, sorted.
    pub(super) fn uses(&self) -> Vec<ShapeId> {
        let mut uses: Vec<ShapeId> = self.uses.borrow().values().copied().collect();
        uses.sort();
        uses
    }
}
