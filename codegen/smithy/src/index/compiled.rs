//! Selectors and patterns that the model itself holds, each compiled once.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::pattern::Pattern;
use crate::select::Selector;
use crate::shape::Shape;
use crate::shape_id::ShapeId;

use super::Knowledge;

/// What has been compiled so far. `None` stands for text that does not compile.
#[derive(Default)]
pub(super) struct Compiled {
    selections: RefCell<FxHashMap<Box<str>, Option<Rc<Selection>>>>,
    patterns: RefCell<FxHashMap<Box<str>, Option<Rc<Pattern>>>>,
}

impl Compiled {
    pub(super) fn selection(&self, text: &str) -> Option<Rc<Selection>> {
        if let Some(known) = self.selections.borrow().get(text) {
            return known.clone();
        }
        let selection =
            Selector::parse(text).ok().map(|selector| Rc::new(Selection { selector, all: OnceCell::new() }));
        self.selections.borrow_mut().insert(text.into(), selection.clone());
        selection
    }

    pub(super) fn pattern(&self, text: &str) -> Option<Rc<Pattern>> {
        if let Some(known) = self.patterns.borrow().get(text) {
            return known.clone();
        }
        let pattern = Pattern::new(text).ok().map(Rc::new);
        self.patterns.borrow_mut().insert(text.into(), pattern.clone());
        pattern
    }
}

/// A selector, and what it selects of one model.
#[derive(Debug)]
pub struct Selection {
    selector: Selector,
    /// `None` when finding them takes too much work.
    all: OnceCell<Option<FxHashSet<ShapeId>>>,
}

impl Selection {
    /// Whether `shape` is among what is selected; or may be, when finding out takes too much work.
    pub fn contains<'m>(&self, shape: &'m Shape, knowledge: &Knowledge<'m>) -> bool {
        if self.all.get().is_none()
            && let Some(decided) = self.selector.decide(shape, knowledge)
        {
            return decided;
        }
        let select = || Some(self.selector.select_with(knowledge).ok()?.into_iter().map(|shape| shape.id).collect());
        self.all.get_or_init(select).as_ref().is_none_or(|all| all.contains(&shape.id))
    }
}
