//! What can be derived from a model, computed once and only when somebody asks.
//!
//! [`Knowledge`] holds one lazily built index a field. Validators and the code generator ask it instead of
//! walking the model themselves, which keeps each of them linear. Indexes never fail: what cannot be derived
//! from a broken model is simply absent.

use std::cell::OnceCell;
use std::rc::Rc;

use crate::model::Model;
use crate::pattern::Pattern;
use crate::select::WorkLeft;
use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;

mod by_trait;
mod closure;
mod compiled;
mod endpoint_rules;
pub mod http_bindings;
mod neighbors;
pub mod pagination;
pub mod resource_bindings;
mod top_down;
pub mod uri_pattern;

use by_trait::ByTrait;
pub use closure::closure;
use compiled::Compiled;
pub use compiled::Selection;
pub use endpoint_rules::ServiceRules;
pub use neighbors::{Relationship, RelationshipKind, ReverseNeighbors, for_each_binding, for_each_relationship};

pub use top_down::TopDown;

/// The lazily built indexes of one model.
pub struct Knowledge<'m> {
    model: &'m Model,
    by_trait: OnceCell<ByTrait<'m>>,
    reverse_neighbors: OnceCell<ReverseNeighbors<'m>>,
    compiled: Compiled,
    endpoint_rules: OnceCell<Vec<ServiceRules<'m>>>,
    top_down: TopDown<'m>,
    selector_work: WorkLeft,
}

impl<'m> Knowledge<'m> {
    /// Nothing computed yet.
    pub fn new(model: &'m Model) -> Self {
        Self {
            model,
            by_trait: OnceCell::new(),
            reverse_neighbors: OnceCell::new(),
            compiled: Compiled::default(),
            endpoint_rules: OnceCell::new(),
            top_down: TopDown::new(model),
            selector_work: WorkLeft::default(),
        }
    }

    /// The model all of this is about.
    pub fn model(&self) -> &'m Model {
        self.model
    }

    /// The shape or member with this id.
    pub fn shape(&self, id: ShapeId) -> Option<&'m Shape> {
        self.model.shape(id)
    }

    /// The shapes that have a trait, in the order of the model. Costs only what it yields.
    pub fn shapes_with(&self, id: ShapeId) -> &[&'m Shape] {
        self.by_trait.get_or_init(|| ByTrait::new(self.model)).with(id)
    }

    /// The shapes of one type, in the order of the model. Costs only what it yields.
    pub fn shapes_of(&self, shape_type: ShapeType) -> &[&'m Shape] {
        self.by_trait.get_or_init(|| ByTrait::new(self.model)).of(shape_type)
    }

    /// Which shapes refer to which.
    pub fn reverse_neighbors(&self) -> &ReverseNeighbors<'m> {
        self.reverse_neighbors.get_or_init(|| ReverseNeighbors::new(self.model))
    }

    /// How much work selectors may still cause on this model.
    pub(crate) fn selector_work(&self) -> &WorkLeft {
        &self.selector_work
    }

    /// A selector that the model holds, compiled once; `None` when it does not parse.
    pub fn selection(&self, selector: &str) -> Option<Rc<Selection>> {
        self.compiled.selection(selector)
    }

    /// A pattern that the model holds, compiled once; `None` when it is none.
    pub fn pattern(&self, pattern: &str) -> Option<Rc<Pattern>> {
        self.compiled.pattern(pattern)
    }

    /// The endpoint rules of every service that has some.
    pub fn endpoint_rules(&self) -> &[ServiceRules<'m>] {
        self.endpoint_rules.get_or_init(|| endpoint_rules::endpoint_rules(self.model))
    }

    /// Which operations and resources belong to which service or resource.
    pub fn top_down(&self) -> &TopDown<'m> {
        &self.top_down
    }
}
