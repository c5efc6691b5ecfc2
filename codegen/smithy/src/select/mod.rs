//! The selector language: finding shapes by what they are and how they are connected
//! ([Selectors](https://smithy.io/2.0/spec/selectors.html)).
//!
//! A [`Selector`] is parsed once and can be run over any model. It is evaluated a set at a time: each
//! expression maps the set of shapes it is given to the set it yields, so that the cost grows with the model and not
//! with the number of paths through it. Only what stands behind a variable runs once for each shape. Work is bounded:
//! a selector that takes too much of it, which no ordinary one does, fails with [`TooMuchWork`].

mod attribute;
mod backwards;
mod eval;
mod expression;
mod parse;
mod state;
#[cfg(test)]
mod tests;
mod work;

use crate::index::Knowledge;
use crate::model::Model;
use crate::shape::Shape;

use attribute::Surroundings;
use expression::Expression;
pub use parse::SelectorError;
use state::Bindings;
pub use work::TooMuchWork;
pub(crate) use work::WorkLeft;

/// A parsed selector.
///
/// ```
/// use whitesmith_smithy::Selector;
/// let selector = Selector::parse("structure > member [trait|required]")?;
/// assert_eq!(selector.to_string(), "structure > member [trait|required]");
/// # Ok::<(), whitesmith_smithy::SelectorError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Selector {
    text: Box<str>,
    expressions: Vec<Expression>,
}

/// A shape that a selector matched, with the variables that were set on the way to it.
#[derive(Clone)]
pub struct Match<'m> {
    /// The shape.
    pub shape: &'m Shape,
    bindings: Bindings<'m>,
}

impl<'m> Match<'m> {
    /// The shapes in a variable; `None` when it was not set.
    pub fn variable(&self, name: &str) -> Option<&[&'m Shape]> {
        self.bindings.get(name)
    }

    /// The variables that are set, in the order of their names.
    pub fn variables(&self) -> impl Iterator<Item = (&str, &[&'m Shape])> {
        self.bindings.iter()
    }

    /// The attribute under `path`, such as `id|name` or `trait|tags|(values)`, as messages show it. `None`
    /// when `path` is no path.
    pub(crate) fn attribute(&self, path: &str, model: &'m Model) -> Option<String> {
        let path = parse::path(path).ok()?;
        Some(attribute::describe(&path, self.shape, Surroundings { model, bindings: &self.bindings }))
    }
}

impl Selector {
    /// Parses a selector.
    ///
    /// # Errors
    /// When `text` is not a selector; the error says where, and what was expected there.
    pub fn parse(text: &str) -> Result<Self, SelectorError> {
        Ok(Self { text: text.into(), expressions: parse::parse(text)? })
    }

    /// The shapes of `model` that match, each once, the prelude's included, in the order they were found.
    ///
    /// ```
    /// # use whitesmith_smithy::{Loader, Selector};
    /// let mut loader = Loader::new();
    /// loader.add_source("example.smithy", "$version: \"2\"\nnamespace example\nstructure City { @required\nname: String }");
    /// let model = loader.assemble().model;
    ///
    /// let selector = Selector::parse("[id|namespace = example] > member [trait|required]")?;
    /// let found: Vec<String> = selector.select(&model)?.iter().map(|shape| shape.id.to_string()).collect();
    /// assert_eq!(found, ["example#City$name"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When that takes too much work.
    pub fn select<'m>(&self, model: &'m Model) -> Result<Vec<&'m Shape>, TooMuchWork> {
        self.select_with(&Knowledge::new(model))
    }

    /// As [`Selector::select`], sharing the indexes of other questions about the same model.
    ///
    /// # Errors
    /// When that takes too much work.
    pub fn select_with<'m>(&self, knowledge: &Knowledge<'m>) -> Result<Vec<&'m Shape>, TooMuchWork> {
        eval::select(&self.expressions, knowledge)
    }

    /// The shapes that the selector yields when it starts at `shape` alone.
    ///
    /// # Errors
    /// When that takes too much work.
    pub fn select_from<'m>(&self, shape: &'m Shape, knowledge: &Knowledge<'m>) -> Result<Vec<&'m Shape>, TooMuchWork> {
        eval::select_from(&self.expressions, shape, knowledge)
    }

    /// As [`Selector::select_with`], with the variables that led to each match. A shape that is reached with
    /// other variables is another match.
    ///
    /// # Errors
    /// When that takes too much work.
    pub fn matches<'m>(&self, knowledge: &Knowledge<'m>) -> Result<Vec<Match<'m>>, TooMuchWork> {
        eval::matches(&self.expressions, knowledge)
    }

    /// Whether `text` is a path to an attribute, as message templates hold it.
    pub(crate) fn is_path(text: &str) -> bool {
        parse::path(text).is_ok()
    }

    /// Whether `shape` is among the shapes that match. Where the selector allows it, this looks at the shape
    /// and its surroundings only; `None` says that it does not, and that [`Selector::select_with`] must be used.
    pub(crate) fn decide<'m>(&self, shape: &'m Shape, knowledge: &Knowledge<'m>) -> Option<bool> {
        // Backwards, a filter would be asked before the variable it reads is set.
        if self.text.contains('$') { None } else { backwards::decide(&self.expressions, shape, knowledge) }
    }
}

impl std::fmt::Display for Selector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::str::FromStr for Selector {
    type Err = SelectorError;
    fn from_str(text: &str) -> Result<Self, SelectorError> {
        Self::parse(text)
    }
}
