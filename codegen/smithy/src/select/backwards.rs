//! Whether a selector yields a shape, decided from that shape backwards.

use crate::index::Knowledge;
use crate::shape::Shape;

use super::eval::Evaluation;
use super::expression::{Edges, Expression};
use super::state::{Bindings, State};

/// Whether a selector, run over the model, yields `shape`; `None` when it has to be run to know.
pub(super) fn decide<'m>(expressions: &[Expression], shape: &'m Shape, knowledge: &Knowledge<'m>) -> Option<bool> {
    let evaluation = Evaluation::new(knowledge);
    let decided = evaluation.ends_at(&Chain { expressions, before: None }, shape, 3);
    decided.filter(|_| !evaluation.work.is_exhausted())
}

/// Expressions that end where others begin, so that an argument of `:is` can be read as following what precedes it.
#[derive(Clone, Copy)]
struct Chain<'c> {
    expressions: &'c [Expression],
    before: Option<&'c Chain<'c>>,
}

impl<'m> Evaluation<'_, 'm> {
    /// Whether a chain of expressions, run from every shape, yields `shape`: decided backwards from that shape.
    /// `None` when this would cost more than running it forwards. `steps` limits how far it may walk.
    fn ends_at(&self, chain: &Chain<'_>, shape: &'m Shape, steps: usize) -> Option<bool> {
        let Some((last, rest)) = chain.expressions.split_last() else {
            return match chain.before {
                Some(before) => self.ends_at(before, shape, steps),
                None => Some(true),
            };
        };
        let before = Chain { expressions: rest, ..*chain };
        match last {
            Expression::SetVariable(..)
            | Expression::GetVariable(_)
            | Expression::Root(..)
            | Expression::Recursive(_)
            | Expression::ForwardRecursive
            | Expression::TopDown { .. }
            | Expression::In(_) => None,
            Expression::Unknown => Some(false),
            Expression::Is(arguments) => {
                for expressions in arguments {
                    if self.ends_at(&Chain { expressions, before: Some(&before) }, shape, steps)? {
                        return Some(true);
                    }
                }
                Some(false)
            }
            Expression::Forward(edges) => {
                let steps = steps.checked_sub(1)?;
                let mut previous = Vec::new();
                if let (Some(_), Edges::All) = (shape.id.member(), edges) {
                    // Only its container leads to a member.
                    previous.extend(self.knowledge.shape(shape.id.without_member()));
                } else {
                    self.reverse(shape, edges, &mut |shape| previous.push(shape));
                }
                self.any_ends_at(&before, &previous, steps)
            }
            Expression::Reverse(edges) => {
                let steps = steps.checked_sub(1)?;
                let mut previous = Vec::new();
                self.forward(shape, edges, &mut |shape| previous.push(shape));
                self.any_ends_at(&before, &previous, steps)
            }
            filter => {
                let state = State { shape, bindings: Bindings::default() };
                if self.admits(filter, &state) { self.ends_at(&before, shape, steps) } else { Some(false) }
            }
        }
    }

    fn any_ends_at(&self, chain: &Chain<'_>, shapes: &[&'m Shape], steps: usize) -> Option<bool> {
        for shape in shapes {
            if !self.work.spend(1) {
                return None;
            }
            if self.ends_at(chain, shape, steps)? {
                return Some(true);
            }
        }
        Some(false)
    }
}
