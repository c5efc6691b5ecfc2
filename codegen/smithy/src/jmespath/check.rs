//! Runs an expression on what is known of a value, before there is one.
//!
//! A shape says which members there will be and of which type they are. The check evaluates the expression on that
//! and reports what is sure to go wrong: members that do not exist, functions called with the wrong types,
//! comparisons that never hold.

use std::collections::BTreeSet;
use std::fmt;
use std::rc::Rc;

use whitesmith_jmespath::Argument;

use super::known::Known;
use super::{Comparator, Expression, ExpressionKind as E, Function, MAX_STEPS, Position, Type};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It can never work.
    Error,
    /// It hardly does what was meant.
    Danger,
    /// It may not do what was meant.
    Warning,
}

/// Something wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// How bad it is.
    pub level: Level,
    /// Where.
    pub position: Position,
    /// What.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}:{})", self.message, self.position.line, self.position.column)
    }
}

/// What `expression` gives on `value`, and what is wrong with it. Problems are ordered by level and place, and none is
/// reported twice.
pub fn check<'m>(expression: &Expression, value: Known<'m>) -> (Known<'m>, Vec<Problem>) {
    let mut checker = Checker { problems: BTreeSet::new(), steps: 0 };
    let result = checker.run(expression, &value.forced());
    (result, checker.problems.into_iter().collect())
}

struct Checker {
    problems: BTreeSet<Problem>,
    steps: usize,
}

impl Checker {
    fn report(&mut self, level: Level, at: &Expression, message: String) {
        self.problems.insert(Problem { level, position: at.position, message });
    }

    fn danger(&mut self, at: &Expression, message: String) {
        self.report(Level::Danger, at, message);
    }

    /// What an expression gives on a value that is not lazy. The result is not lazy either.
    fn run<'m>(&mut self, expression: &Expression, current: &Known<'m>) -> Known<'m> {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return Known::Any;
        }
        match &expression.kind {
            E::Current => current.clone(),
            E::Literal(value) => Known::of(value),
            E::Field(name) => self.field(expression, name, current),
            E::Index(index) => self.index(expression, *index, current),
            E::Slice { .. } => self.slice(expression, current),
            E::Function { name, arguments } => self.call(expression, name, arguments, current),
            E::Reference(inner) => {
                // What it will run on is known to the function alone.
                self.run(inner, &Known::Any);
                Known::Expression
            }
            E::MultiSelectList(expressions) => {
                Known::Array(expressions.iter().map(|expression| self.run(expression, current)).collect())
            }
            E::MultiSelectHash(entries) => Known::object(
                entries.iter().map(|(name, expression)| (Rc::from(&**name), self.run(expression, current))),
            ),
            E::Not(inner) => Known::Boolean(!self.run(inner, current).is_truthy()),
            E::And(left, right) => {
                let (left, right) = (self.run(left, current), self.run(right, current));
                if left.is_truthy() { right } else { left }
            }
            E::Or(left, right) => {
                let (left, right) = (self.run(left, current), self.run(right, current));
                if left.is_truthy() { left } else { right }
            }
            E::Compare(comparator, left, right) => {
                let (left, right) = (self.run(left, current), self.run(right, current));
                self.comparison(expression, *comparator, &left, &right)
            }
            E::Sub(left, right) | E::Pipe(left, right) => {
                let left = self.run(left, current);
                self.run(right, &left)
            }
            E::Flatten(inner) => {
                let inner = self.run(inner, current);
                self.flatten(expression, &inner)
            }
            E::Project(left, right) => {
                let left = self.run(left, current);
                self.project(expression, &left, None, right)
            }
            E::Filter(left, condition, right) => {
                let left = self.run(left, current);
                self.project(expression, &left, Some(condition), right)
            }
            E::ProjectObject(left, right) => {
                let left = self.run(left, current);
                self.project_object(expression, &left, right)
            }
        }
    }

    fn slice<'m>(&mut self, expression: &Expression, current: &Known<'m>) -> Known<'m> {
        match current {
            Known::Array(_) | Known::Uniform(..) => current.clone(),
            other => {
                if other.kind() != Type::Any {
                    self.danger(expression, format!("Slice performed on {}", other.kind()));
                }
                Known::of_type(Type::Array)
            }
        }
    }

    fn project<'m>(
        &mut self,
        expression: &Expression,
        left: &Known<'m>,
        condition: Option<&Expression>,
        right: &Expression,
    ) -> Known<'m> {
        let Some(elements) = left.elements().filter(|elements| !elements.is_empty()) else {
            if left.elements().is_none() && left.kind() != Type::Any {
                let what = if condition.is_some() { "Filter" } else { "Array" };
                self.danger(expression, format!("{what} projection performed on {}", left.kind()));
            }
            if let Some(condition) = condition {
                self.run(condition, &Known::Any);
            }
            self.run(right, &Known::Any);
            return Known::of_type(Type::Array);
        };
        let mut results = Vec::with_capacity(elements.len());
        for element in elements {
            let element = element.clone().forced();
            if let Some(condition) = condition
                && !self.run(condition, &element).is_truthy()
            {
                continue;
            }
            let result = self.run(right, &element);
            if condition.is_none() || !matches!(result, Known::Null) {
                results.push(result);
            }
        }
        left.array_like(results)
    }

    fn project_object<'m>(&mut self, expression: &Expression, left: &Known<'m>, right: &Expression) -> Known<'m> {
        let Known::Object(members) = left else {
            if left.kind() != Type::Any {
                self.danger(expression, format!("Object projection performed on {}", left.kind()));
            }
            self.run(right, &Known::Any);
            return Known::of_type(Type::Object);
        };
        Known::Array(members.iter().map(|(_, value)| self.run(right, &value.clone().forced())).collect())
    }

    fn comparison<'m>(&mut self, at: &Expression, how: Comparator, left: &Known<'m>, right: &Known<'m>) -> Known<'m> {
        let result = self.compare(how, left, right);
        if matches!(result, Known::Null) {
            self.report(Level::Warning, at, format!("Invalid comparator '{}' for {}", how.as_str(), left.kind()));
        }
        result
    }

    fn field<'m>(&mut self, expression: &Expression, name: &str, current: &Known<'m>) -> Known<'m> {
        let Known::Object(members) = current else {
            if current.kind() != Type::Any {
                self.danger(expression, format!("Object field '{name}' extraction performed on {}", current.kind()));
            }
            return Known::Any;
        };
        if let Some((_, value)) = members.iter().find(|(member, _)| **member == *name) {
            return value.clone().forced();
        }
        let names: Vec<&str> = members.iter().map(|(name, _)| &**name).collect();
        let names = names.join(", ");
        self.danger(expression, format!("Object field '{name}' does not exist in object with properties [{names}]"));
        Known::Null
    }

    fn index<'m>(&mut self, expression: &Expression, index: i64, current: &Known<'m>) -> Known<'m> {
        let within = |length: usize| {
            let length = i64::try_from(length).unwrap_or(i64::MAX);
            let at = if index < 0 { index.saturating_add(length) } else { index };
            usize::try_from(at).ok().filter(|_| at < length)
        };
        match current {
            Known::Array(elements) => within(elements.len())
                .and_then(|at| elements.get(at))
                .map_or(Known::Null, |known| known.clone().forced()),
            Known::Uniform(element, length) => within(*length).map_or(Known::Null, |_| (**element).clone().forced()),
            other => {
                if other.kind() != Type::Any {
                    let message = format!("Array index '{index}' extraction performed on {}", other.kind());
                    self.danger(expression, message);
                }
                Known::Any
            }
        }
    }

    fn flatten<'m>(&mut self, expression: &Expression, inner: &Known<'m>) -> Known<'m> {
        match inner {
            Known::Uniform(element, length) => match (**element).clone().forced() {
                Known::Uniform(element, inner) => Known::Uniform(element, length.saturating_mul(inner)),
                Known::Null => Known::of_type(Type::Array),
                Known::Array(elements) if *length > 0 => Known::Array(elements),
                element => Known::Uniform(Rc::new(element), *length),
            },
            Known::Array(elements) => {
                let mut flat = Vec::new();
                for element in elements.iter() {
                    match element.clone().forced() {
                        Known::Null => {}
                        Known::Uniform(element, length) => {
                            // A few stand for all of them.
                            flat.extend(std::iter::repeat_n((*element).clone(), length.min(2)));
                        }
                        Known::Array(inner) => flat.extend(inner.iter().cloned()),
                        element => flat.push(element),
                    }
                    if flat.len() > MAX_STEPS / 100 {
                        return Known::Any;
                    }
                }
                Known::Array(flat.into())
            }
            other => {
                if other.kind() != Type::Any {
                    self.danger(expression, format!("Array flatten performed on {}", other.kind()));
                }
                Known::of_type(Type::Array)
            }
        }
    }

    fn call<'m>(
        &mut self,
        expression: &Expression,
        name: &str,
        arguments: &[Expression],
        current: &Known<'m>,
    ) -> Known<'m> {
        let values: Vec<_> = arguments.iter().map(|argument| self.run(argument, current)).collect();
        let Some(function) = Function::named(name) else {
            self.report(Level::Error, expression, format!("Unknown function: {name}"));
            return Known::Any;
        };
        if let Some(problem) = function.arity_problem(values.len()) {
            self.report(Level::Error, expression, problem);
            return Known::of_type(function.returns);
        }
        let expected = function
            .arguments
            .iter()
            .chain(std::iter::repeat(function.variadic.as_ref().unwrap_or(&Argument::Of(&[Type::Any]))));
        for (i, ((value, expected), argument)) in values.iter().zip(expected).zip(arguments).enumerate() {
            if let Some(problem) = mismatch(value, expected) {
                let message = format!("{name} function argument {i} error: {problem}");
                self.report(Level::Error, argument, message);
            }
        }
        Known::of_type(function.returns)
    }

    /// What a comparison gives; [`Known::Null`] when values of the type do not compare like that.
    fn compare<'m>(&mut self, comparator: Comparator, left: &Known<'m>, right: &Known<'m>) -> Known<'m> {
        if left.kind() == Type::Any {
            return Known::Boolean(true);
        }
        if left.kind() != right.kind() {
            return Known::Boolean(false);
        }
        let ordered = !matches!(comparator, Comparator::Equal | Comparator::NotEqual);
        match (left, right) {
            (Known::Number(left), Known::Number(right)) => {
                left.partial_cmp(right).map_or(Known::Boolean(false), |order| Known::Boolean(comparator.holds(order)))
            }
            (Known::Expression, _) => Known::Null,
            _ if ordered => Known::Null,
            _ => {
                let equal = self.equal(left, right);
                Known::Boolean(equal == (comparator == Comparator::Equal))
            }
        }
    }

    fn equal<'m>(&mut self, left: &Known<'m>, right: &Known<'m>) -> bool {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return false;
        }
        match (left, right) {
            (Known::Null, Known::Null) => true,
            (Known::Boolean(left), Known::Boolean(right)) => left == right,
            #[expect(clippy::float_cmp, reason = "these are values of a model, not results of arithmetic")]
            (Known::Number(left), Known::Number(right)) => left == right,
            (Known::String(left), Known::String(right)) => left == right,
            (Known::Array(left), Known::Array(right)) => {
                left.len() == right.len() && left.iter().zip(right.iter()).all(|(left, right)| self.equal(left, right))
            }
            (Known::Object(left), Known::Object(right)) => {
                left.len() == right.len()
                    && left.iter().all(|(name, left)| {
                        right.iter().find(|(other, _)| other == name).is_some_and(|(_, right)| self.equal(left, right))
                    })
            }
            _ => false,
        }
    }
}

/// What is wrong with an argument.
fn mismatch(value: &Known<'_>, expected: &Argument) -> Option<String> {
    let found = value.kind();
    if found == Type::Any {
        return None;
    }
    match *expected {
        Argument::Of(types) if types.contains(&Type::Any) || types.contains(&found) => None,
        Argument::Of([kind]) => Some(format!("Expected argument to be {kind}, but found {found}")),
        Argument::Of(types) => {
            let types: Vec<_> = types.iter().map(|kind| kind.as_str()).collect();
            Some(format!("Expected one of [{}], but found {found}", types.join(", ")))
        }
        Argument::ArrayOf(kind) => match value.elements() {
            None => Some(format!("Expected argument to be an array, but found {found}")),
            Some(elements) => elements.iter().enumerate().find_map(|(i, element)| {
                let found = element.clone().forced().kind();
                (found != kind).then(|| format!("Expected an array of {kind}, but found {found} at index {i}"))
            }),
        },
    }
}
