//! Which operations and resources belong to a service or resource, at whatever depth.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::Model;
use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;

use super::for_each_binding;

/// The operations and resources of services and resources.
pub struct TopDown<'m> {
    model: &'m Model,
    known: RefCell<FxHashMap<ShapeId, Rc<Contained<'m>>>>,
}

/// What a service or resource contains, each once and sorted by id.
#[derive(Debug, Default)]
struct Contained<'m> {
    operations: Rc<[&'m Shape]>,
    resources: Rc<[&'m Shape]>,
}

impl<'m> TopDown<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        Self { model, known: RefCell::default() }
    }

    /// The operations of a service or resource and of all resources in it, sorted by id.
    pub fn operations(&self, container: ShapeId) -> Rc<[&'m Shape]> {
        self.contained(container).operations.clone()
    }

    /// The resources in a service or resource, at any depth, sorted by id.
    pub fn resources(&self, container: ShapeId) -> Rc<[&'m Shape]> {
        self.contained(container).resources.clone()
    }

    fn contained(&self, container: ShapeId) -> Rc<Contained<'m>> {
        if let Some(known) = self.known.borrow().get(&container) {
            return known.clone();
        }
        let (mut operations, mut resources) = (Vec::new(), Vec::new());
        let mut seen = FxHashSet::default();
        let mut stack: Vec<_> = self.model.shape(container).into_iter().collect();
        while let Some(shape) = stack.pop() {
            for_each_binding(shape, |relationship| {
                let Some(bound) = self.model.shape(relationship.target).filter(|bound| seen.insert(bound.id)) else {
                    return;
                };
                match bound.shape_type() {
                    ShapeType::Operation => operations.push(bound),
                    ShapeType::Resource => {
                        resources.push(bound);
                        stack.push(bound);
                    }
                    _ => {}
                }
            });
        }
        operations.sort_by_key(|shape| shape.id);
        resources.sort_by_key(|shape| shape.id);
        let found = Rc::new(Contained { operations: operations.into(), resources: resources.into() });
        self.known.borrow_mut().insert(container, found.clone());
        found
    }
}
