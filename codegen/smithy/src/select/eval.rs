//! From expressions to shapes.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::index::{Knowledge, RelationshipKind, for_each_binding, for_each_relationship};
use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;

use super::Match;
use super::attribute::{self, Surroundings};
use super::expression::{Edges, Expression};
use super::state::{Bindings, State, States};
use super::work::{SHAPE, TooMuchWork, Work};

pub(super) fn select<'m>(expressions: &[Expression], knowledge: &Knowledge<'m>) -> Result<Vec<&'m Shape>, TooMuchWork> {
    let evaluation = Evaluation::new(knowledge);
    let states = evaluation.run_all(expressions);
    evaluation.checked(shapes_of(states))
}

pub(super) fn select_from<'m>(
    expressions: &[Expression],
    shape: &'m Shape,
    knowledge: &Knowledge<'m>,
) -> Result<Vec<&'m Shape>, TooMuchWork> {
    let evaluation = Evaluation::new(knowledge);
    let states = evaluation.run(expressions, vec![State { shape, bindings: Bindings::default() }]);
    evaluation.checked(shapes_of(states))
}

pub(super) fn matches<'m>(
    expressions: &[Expression],
    knowledge: &Knowledge<'m>,
) -> Result<Vec<Match<'m>>, TooMuchWork> {
    let evaluation = Evaluation::new(knowledge);
    let states = evaluation.run_all(expressions);
    evaluation.checked(states.into_iter().map(|State { shape, bindings }| Match { shape, bindings }).collect())
}

/// The shapes of some states, each once.
fn shapes_of(states: Vec<State<'_>>) -> Vec<&Shape> {
    let mut seen = FxHashSet::default();
    states.into_iter().map(|state| state.shape).filter(|shape| seen.insert(shape.id)).collect()
}

pub(super) struct Evaluation<'k, 'm> {
    pub(super) knowledge: &'k Knowledge<'m>,
    /// What each `:root` of the selector has yielded, once it was asked.
    roots: RefCell<FxHashMap<usize, Rc<Root<'m>>>>,
    /// What is known of the arguments of filters: whether an argument, told by its place in memory, yields anything
    /// from a shape, or that shape itself. Only without variables, on which the answer may depend.
    tested: RefCell<FxHashMap<(usize, ShapeId), bool>>,
    pub(super) work: Work<'k>,
}

struct Root<'m> {
    shapes: Vec<&'m Shape>,
    ids: FxHashSet<ShapeId>,
}

impl<'k, 'm> Evaluation<'k, 'm> {
    pub(super) fn new(knowledge: &'k Knowledge<'m>) -> Self {
        let work = Work::new(knowledge.selector_work());
        Self { knowledge, roots: RefCell::default(), tested: RefCell::default(), work }
    }

    /// What was found, unless that is not all.
    fn checked<T>(&self, found: T) -> Result<T, TooMuchWork> {
        if self.work.is_exhausted() { Err(TooMuchWork) } else { Ok(found) }
    }

    /// The answer to a question about a shape and the argument of a filter, found once.
    fn once(&self, argument: &[Expression], state: &State<'m>, answer: impl FnOnce() -> bool) -> bool {
        if state.bindings.version() != 0 {
            return answer();
        }
        let question = (argument.as_ptr().addr(), state.shape.id);
        if let Some(known) = self.tested.borrow().get(&question) {
            return *known;
        }
        let answer = answer();
        self.tested.borrow_mut().insert(question, answer);
        answer
    }

    /// Runs a selector from every shape of the model.
    fn run_all(&self, expressions: &[Expression]) -> Vec<State<'m>> {
        let bindings = Bindings::default();
        let start = |shape| State { shape, bindings: bindings.clone() };
        // A selector that begins with a type need not look at the others.
        if let Some(Expression::Types(types)) = expressions.first() {
            let of_type = ShapeType::ALL.into_iter().filter(|shape_type| types.contains(*shape_type));
            let shapes = of_type.flat_map(|shape_type| self.knowledge.shapes_of(shape_type));
            return self.run(expressions, shapes.map(|shape| start(shape)).collect());
        }
        self.run(expressions, self.knowledge.model().shapes().map(start).collect())
    }

    fn run(&self, expressions: &[Expression], states: Vec<State<'m>>) -> Vec<State<'m>> {
        expressions.iter().fold(states, |states, expression| {
            // Nothing comes of nothing, and `:root` must not be computed for it.
            if states.is_empty() || !self.work.spend(states.len() as u64) {
                return Vec::new();
            }
            self.step(expression, states)
        })
    }

    fn run_one(&self, expressions: &[Expression], state: &State<'m>) -> Vec<State<'m>> {
        self.run(expressions, vec![state.clone()])
    }

    fn step(&self, expression: &Expression, mut states: Vec<State<'m>>) -> Vec<State<'m>> {
        if expression.is_filter() {
            states.retain(|state| self.admits(expression, state));
            return states;
        }
        let mut next = States::new();
        match expression {
            Expression::Forward(edges) => {
                for state in &states {
                    self.forward(state.shape, edges, &mut |shape| {
                        next.add(shape, &state.bindings);
                    });
                }
            }
            Expression::Reverse(edges) => {
                for state in &states {
                    self.reverse(state.shape, edges, &mut |shape| {
                        next.add(shape, &state.bindings);
                    });
                }
            }
            Expression::ForwardRecursive => self.forward_recursive(&states, &mut next),
            Expression::SetVariable(name, value) => {
                for state in &states {
                    if !self.work.spend(SHAPE) {
                        return Vec::new();
                    }
                    let shapes: Vec<_> = self.run_one(value, state).into_iter().map(|state| state.shape).collect();
                    next.add(state.shape, &state.bindings.with(name, shapes.into()));
                }
            }
            Expression::GetVariable(name) => {
                for state in &states {
                    let shapes = state.bindings.get(name).unwrap_or_default();
                    if !self.work.spend(SHAPE.saturating_mul(shapes.len() as u64)) {
                        return Vec::new();
                    }
                    for shape in shapes {
                        next.add(shape, &state.bindings);
                    }
                }
            }
            Expression::Is(arguments) => {
                for argument in arguments {
                    for state in self.run(argument, states.clone()) {
                        next.add(state.shape, &state.bindings);
                    }
                }
            }
            Expression::Root(number, argument) => {
                let root = self.root(*number, argument);
                if !self.work.spend(SHAPE.saturating_mul(root.shapes.len() as u64).saturating_mul(states.len() as u64))
                {
                    return Vec::new();
                }
                for state in &states {
                    for shape in &root.shapes {
                        next.add(shape, &state.bindings);
                    }
                }
            }
            Expression::Recursive(argument) => {
                let mut front = states;
                while !front.is_empty() {
                    // Exhausted work yields nothing, which ends this.
                    front = self.run(argument, front);
                    front.retain(|state| next.add(state.shape, &state.bindings));
                }
            }
            Expression::TopDown { qualifier, disqualifier } => {
                self.top_down(qualifier, disqualifier.as_deref(), states, &mut next);
            }
            // Filters were dealt with above, and unknown functions yield nothing.
            _ => {}
        }
        next.states
    }

    /// Whether a filter lets a shape through.
    pub(super) fn admits(&self, expression: &Expression, state: &State<'m>) -> bool {
        let around = || Surroundings { model: self.knowledge.model(), bindings: &state.bindings };
        match expression {
            Expression::Any => true,
            Expression::Types(types) => types.contains(state.shape.shape_type()),
            Expression::Attribute { path, comparison } => {
                attribute::test(state.shape, path, comparison.as_ref(), around())
            }
            Expression::Scoped { path, assertions } => attribute::test_scoped(state.shape, path, assertions, around()),
            Expression::Test(arguments) => arguments.iter().any(|argument| self.yields(argument, state)),
            Expression::Not(argument) => !self.yields(argument, state),
            Expression::In(argument) => self.once(argument, state, || self.contains(argument, state)),
            _ => false,
        }
    }

    /// Whether a selector yields anything from this shape.
    fn yields(&self, expressions: &[Expression], state: &State<'m>) -> bool {
        // What most tests consist of: filters, one step to a neighbor, and filters again.
        let Some(at) = expressions.iter().position(|expression| !expression.is_filter()) else {
            return expressions.iter().all(|filter| self.admits(filter, state));
        };
        let (filters, rest) = expressions.split_at(at);
        if !filters.iter().all(|filter| self.admits(filter, state)) {
            return false;
        }
        match rest.split_first() {
            Some((Expression::Forward(edges), rest)) if rest.iter().all(Expression::is_filter) => {
                let mut found = false;
                self.forward(state.shape, edges, &mut |shape| {
                    let state = State { shape, bindings: state.bindings.clone() };
                    found = found || rest.iter().all(|filter| self.admits(filter, &state));
                });
                found
            }
            _ => self.once(rest, state, || !self.run_one(rest, state).is_empty()),
        }
    }

    /// Whether a selector, run from this shape, yields this shape.
    fn contains(&self, expressions: &[Expression], state: &State<'m>) -> bool {
        let id = state.shape.id;
        match expressions {
            [Expression::Root(number, argument)] => self.root(*number, argument).ids.contains(&id),
            [Expression::GetVariable(name)] => {
                state.bindings.get(name).unwrap_or_default().iter().any(|shape| shape.id == id)
            }
            _ => self.run_one(expressions, state).iter().any(|state| state.shape.id == id),
        }
    }

    fn root(&self, number: usize, argument: &[Expression]) -> Rc<Root<'m>> {
        if let Some(root) = self.roots.borrow().get(&number) {
            return root.clone();
        }
        let mut ids = FxHashSet::default();
        let states = self.run_all(argument);
        let shapes = states.into_iter().map(|state| state.shape).filter(|shape| ids.insert(shape.id)).collect();
        let root = Rc::new(Root { shapes, ids });
        self.roots.borrow_mut().insert(number, root.clone());
        root
    }

    pub(super) fn forward(&self, shape: &'m Shape, edges: &Edges, visit: &mut dyn FnMut(&'m Shape)) {
        for_each_relationship(shape, |relationship| {
            if self.work.spend(1)
                && edges.include(relationship.kind)
                && let Some(neighbor) = self.knowledge.shape(relationship.target)
            {
                visit(neighbor);
            }
        });
        if edges.include(RelationshipKind::Trait) {
            shape.traits.iter().filter_map(|(id, _)| self.knowledge.shape(id)).for_each(visit);
        }
    }

    pub(super) fn reverse(&self, shape: &'m Shape, edges: &Edges, visit: &mut dyn FnMut(&'m Shape)) {
        for (neighbor, kind) in self.knowledge.reverse_neighbors().of(shape.id) {
            if !self.work.spend(1) {
                return;
            }
            if edges.include(*kind) {
                visit(neighbor);
            }
        }
        if edges.include(RelationshipKind::Trait) {
            let neighbors = self.knowledge.shapes_with(shape.id);
            if self.work.spend(neighbors.len() as u64) {
                for neighbor in neighbors {
                    visit(neighbor);
                }
            }
        }
    }

    /// Everything that is reached from a shape in one or more steps, except that shape.
    ///
    /// All shapes start at once. Each shape keeps the first two starts it was reached from: that is enough to
    /// know whether a start was reached from one that is not itself.
    fn forward_recursive(&self, states: &[State<'m>], next: &mut States<'m>) {
        let mut groups: Vec<(&Bindings<'m>, Vec<&'m Shape>)> = Vec::new();
        let mut group_of: FxHashMap<usize, usize> = FxHashMap::default();
        for state in states {
            let group = *group_of.entry(state.bindings.version()).or_insert_with(|| {
                groups.push((&state.bindings, Vec::new()));
                groups.len() - 1
            });
            if let Some((_, starts)) = groups.get_mut(group) {
                starts.push(state.shape);
            }
        }
        for (bindings, starts) in groups {
            let mut origins: FxHashMap<ShapeId, (ShapeId, Option<ShapeId>)> = FxHashMap::default();
            let mut reached = Vec::new();
            let mut stack: Vec<_> = starts.iter().rev().map(|start| (*start, start.id)).collect();
            while let Some((shape, origin)) = stack.pop().filter(|_| self.work.spend(SHAPE)) {
                self.forward(shape, &Edges::All, &mut |neighbor| {
                    let new = match origins.get_mut(&neighbor.id) {
                        None => {
                            origins.insert(neighbor.id, (origin, None));
                            reached.push(neighbor);
                            true
                        }
                        Some((first, second @ None)) if *first != origin => {
                            *second = Some(origin);
                            true
                        }
                        Some(_) => false,
                    };
                    if new {
                        stack.push((neighbor, origin));
                    }
                });
            }
            for shape in reached {
                if origins.get(&shape.id).is_some_and(|(first, second)| *first != shape.id || second.is_some()) {
                    next.add(shape, bindings);
                }
            }
        }
    }

    fn top_down(
        &self,
        qualifier: &[Expression],
        disqualifier: Option<&[Expression]>,
        states: Vec<State<'m>>,
        next: &mut States<'m>,
    ) {
        let is_service_type = |shape: &Shape| {
            matches!(shape.shape_type(), ShapeType::Service | ShapeType::Resource | ShapeType::Operation)
        };
        let mut seen = FxHashSet::default();
        let mut stack: Vec<_> =
            states.into_iter().rev().filter(|state| is_service_type(state.shape)).map(|state| (state, false)).collect();
        while let Some((state, inherited)) = stack.pop().filter(|_| self.work.spend(SHAPE)) {
            if !seen.insert((state.shape.id, state.bindings.version(), inherited)) {
                continue;
            }
            let matched = (inherited || self.yields(qualifier, &state))
                && !disqualifier.is_some_and(|disqualifier| self.yields(disqualifier, &state));
            if matched {
                next.add(state.shape, &state.bindings);
            }
            for_each_binding(state.shape, |relationship| {
                let bound = self.knowledge.shape(relationship.target);
                if let Some(shape) = bound.filter(|shape| is_service_type(shape)) {
                    stack.push((State { shape, bindings: state.bindings.clone() }, matched));
                }
            });
        }
    }
}
