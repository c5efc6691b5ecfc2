//! Runs an expression on a value.

use std::borrow::Cow;
use std::cell::Cell;

use crate::ast::{Comparator, Expression, ExpressionKind as E};
use crate::error::{Error, ErrorKind};
use crate::functions::Function;
use crate::number::Number;
use crate::value::{Object, Value};
use crate::{MAX_DEPTH, MAX_STEPS};

/// Runs `expression` on `value`.
///
/// # Errors
/// When a function is unknown or called with the wrong arguments, a slice has step 0, or more than
/// [`MAX_STEPS`] values are visited.
pub fn evaluate<'v>(expression: &'v Expression, value: &'v Value) -> Result<Cow<'v, Value>, Error> {
    Evaluation { steps: Cell::new(0) }.run(expression, value)
}

/// Whether a value counts as true: everything but `null`, `false` and what is empty.
pub fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Boolean(value) => *value,
        Value::Number(_) => true,
        Value::String(text) => !text.is_empty(),
        Value::Array(elements) => !elements.is_empty(),
        Value::Object(object) => !object.is_empty(),
    }
}

/// What a function is called with.
pub(crate) enum Argument<'v> {
    Value(Cow<'v, Value>),
    Reference(&'v Expression),
}

/// One evaluation, and how many values it has visited.
pub(crate) struct Evaluation {
    steps: Cell<usize>,
}

type Outcome<'v> = Result<Cow<'v, Value>, Error>;

fn or_null(value: Option<&Value>) -> Cow<'_, Value> {
    value.map_or_else(null, Cow::Borrowed)
}

pub(crate) fn null<'v>() -> Cow<'v, Value> {
    Cow::Owned(Value::Null)
}

impl Evaluation {
    /// Counts visited values.
    pub(crate) fn step(&self, by: usize) -> Result<(), Error> {
        let steps = self.steps.get().saturating_add(by);
        self.steps.set(steps);
        if steps > MAX_STEPS { Err(Error::too_complex()) } else { Ok(()) }
    }

    /// The value itself, copied if need be. Copies count as visits, so that they cannot grow without bound.
    pub(crate) fn own(&self, value: Cow<'_, Value>) -> Result<Value, Error> {
        if let Cow::Borrowed(value) = &value {
            self.count(value, 0)?;
        }
        Ok(value.into_owned())
    }

    fn count(&self, value: &Value, depth: usize) -> Result<(), Error> {
        self.step(1)?;
        if depth > 2 * MAX_DEPTH {
            return Err(Error::too_complex());
        }
        match value {
            Value::Array(elements) => elements.iter().try_for_each(|value| self.count(value, depth + 1)),
            Value::Object(object) => object.iter().try_for_each(|(_, value)| self.count(value, depth + 1)),
            Value::String(text) => self.step(text.len() / 64),
            _ => Ok(()),
        }
    }

    // Each kind that has parts is a function of its own, so that the frames of those it is not do not add up.
    pub(crate) fn run<'v>(&self, expression: &'v Expression, current: &'v Value) -> Outcome<'v> {
        self.step(1)?;
        match &expression.kind {
            E::Current => Ok(Cow::Borrowed(current)),
            E::Literal(value) => Ok(Cow::Borrowed(value)),
            E::Field(name) => Ok(or_null(current.get(name))),
            E::Index(index) => Ok(or_null(current.as_array().and_then(|array| at(array, *index)))),
            E::Slice { start, end, step } => self.slice(current, *start, *end, *step),
            E::Function { name, arguments } => self.call(name, arguments, current),
            E::Reference(_) => Err(Error::new(ErrorKind::InvalidType, "An expression reference is no value")),
            E::MultiSelectList(_) | E::MultiSelectHash(_) if current.is_null() => Ok(null()),
            E::MultiSelectList(expressions) => self.multi_select_list(expressions, current),
            E::MultiSelectHash(entries) => self.multi_select_hash(entries, current),
            E::Not(inner) => self.not(inner, current),
            E::And(left, right) => self.either(left, right, current, false),
            E::Or(left, right) => self.either(left, right, current, true),
            E::Compare(comparator, left, right) => self.compare(*comparator, left, right, current),
            E::Sub(left, right) | E::Pipe(left, right) => self.then(left, right, current),
            E::Flatten(inner) => self.flatten(inner, current),
            E::Project(left, right) => self.project_list(left, right, current),
            E::ProjectObject(left, right) => self.project_object(left, right, current),
            E::Filter(left, condition, right) => self.filter(left, condition, right, current),
        }
    }

    fn multi_select_list<'v>(&self, expressions: &'v [Expression], current: &'v Value) -> Outcome<'v> {
        let mut values = Vec::with_capacity(expressions.len());
        for expression in expressions {
            values.push(self.own(self.run(expression, current)?)?);
        }
        list(values)
    }

    fn multi_select_hash<'v>(&self, entries: &'v [(Box<str>, Expression)], current: &'v Value) -> Outcome<'v> {
        let mut object = Object::with_capacity(entries.len());
        for (name, expression) in entries {
            object.insert(name.clone(), self.own(self.run(expression, current)?)?);
        }
        Ok(Cow::Owned(Value::from(object)))
    }

    fn not<'v>(&self, inner: &'v Expression, current: &'v Value) -> Outcome<'v> {
        Ok(boolean(!is_truthy(&*self.run(inner, current)?)))
    }

    /// The left value if it is as true as `enough`, the right one otherwise.
    fn either<'v>(&self, left: &'v Expression, right: &'v Expression, current: &'v Value, enough: bool) -> Outcome<'v> {
        let left = self.run(left, current)?;
        if is_truthy(&left) == enough { Ok(left) } else { self.run(right, current) }
    }

    fn compare<'v>(
        &self,
        how: Comparator,
        left: &'v Expression,
        right: &'v Expression,
        current: &'v Value,
    ) -> Outcome<'v> {
        Ok(compare(how, &*self.run(left, current)?, &*self.run(right, current)?))
    }

    fn project_list<'v>(&self, left: &'v Expression, right: &'v Expression, current: &'v Value) -> Outcome<'v> {
        let left = self.run(left, current)?;
        let Some(elements) = left.as_array() else { return Ok(null()) };
        self.project(elements.iter(), right)
    }

    fn project_object<'v>(&self, left: &'v Expression, right: &'v Expression, current: &'v Value) -> Outcome<'v> {
        let left = self.run(left, current)?;
        let Some(object) = left.as_object() else { return Ok(null()) };
        self.project(object.iter().map(|(_, value)| value), right)
    }

    fn filter<'v>(
        &self,
        left: &'v Expression,
        condition: &'v Expression,
        right: &'v Expression,
        current: &'v Value,
    ) -> Outcome<'v> {
        let left = self.run(left, current)?;
        let Some(elements) = left.as_array() else { return Ok(null()) };
        let mut kept = Vec::new();
        for element in elements {
            if is_truthy(&*self.run(condition, element)?) {
                kept.push(element);
            }
        }
        self.project(kept.into_iter(), right)
    }

    /// Runs an expression on the result of another one.
    fn then<'v>(&self, left: &'v Expression, right: &'v Expression, current: &'v Value) -> Outcome<'v> {
        match self.run(left, current)? {
            Cow::Borrowed(value) => self.run(right, value),
            Cow::Owned(value) => Ok(Cow::Owned(self.own(self.run(right, &value)?)?)),
        }
    }

    /// Runs `right` on each element and drops nulls.
    fn project<'e, 'v>(&self, elements: impl Iterator<Item = &'e Value>, right: &Expression) -> Outcome<'v> {
        let mut projected = Vec::new();
        for element in elements {
            let value = self.run(right, element)?;
            if !value.is_null() {
                projected.push(self.own(value)?);
            }
        }
        list(projected)
    }

    fn flatten<'v>(&self, inner: &'v Expression, current: &'v Value) -> Outcome<'v> {
        let value = self.run(inner, current)?;
        let Some(elements) = value.as_array() else { return Ok(null()) };
        let mut flat = Vec::new();
        for element in elements {
            match element.as_array() {
                Some(inner) => {
                    for element in inner {
                        flat.push(self.own(Cow::Borrowed(element))?);
                    }
                }
                None => flat.push(self.own(Cow::Borrowed(element))?),
            }
        }
        list(flat)
    }

    fn slice<'v>(&self, current: &Value, start: Option<i64>, end: Option<i64>, step: i64) -> Outcome<'v> {
        if step == 0 {
            return Err(Error::new(ErrorKind::InvalidValue, "The step of a slice cannot be 0"));
        }
        let Some(elements) = current.as_array() else { return Ok(null()) };
        let length = i64::try_from(elements.len()).unwrap_or(i64::MAX);
        // Going backwards, the ends are one lower: the last element, and the place before the first.
        let (low, high) = if step > 0 { (0, length) } else { (-1, length - 1) };
        let clamp = |at: i64| (if at < 0 { at.saturating_add(length) } else { at }).clamp(low, high);
        let mut at = start.map_or(if step > 0 { low } else { high }, clamp);
        let end = end.map_or(if step > 0 { high } else { low }, clamp);
        let mut slice = Vec::new();
        while if step > 0 { at < end } else { at > end } {
            let element = usize::try_from(at).ok().and_then(|at| elements.get(at));
            slice.push(self.own(element.map_or_else(null, Cow::Borrowed))?);
            at = at.saturating_add(step);
        }
        list(slice)
    }

    fn call<'v>(&self, name: &str, arguments: &'v [Expression], current: &'v Value) -> Outcome<'v> {
        let Some(function) = Function::named(name) else {
            return Err(Error::new(ErrorKind::UnknownFunction, format!("Unknown function: {name}")));
        };
        if let Some(problem) = function.arity_problem(arguments.len()) {
            return Err(Error::new(ErrorKind::InvalidArity, problem));
        }
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            values.push(match &argument.kind {
                E::Reference(inner) => Argument::Reference(inner),
                _ => Argument::Value(self.run(argument, current)?),
            });
        }
        (function.run)(self, values)
    }
}

fn at(array: &[Value], index: i64) -> Option<&Value> {
    let index = if index < 0 { i64::try_from(array.len()).ok()?.checked_add(index)? } else { index };
    array.get(usize::try_from(index).ok()?)
}

fn boolean<'v>(value: bool) -> Cow<'v, Value> {
    Cow::Owned(Value::from(value))
}

#[expect(clippy::unnecessary_wraps, reason = "every arm of the evaluator gives a result")]
fn list<'v>(elements: Vec<Value>) -> Outcome<'v> {
    Ok(Cow::Owned(Value::from(elements)))
}

fn compare<'v>(comparator: Comparator, left: &Value, right: &Value) -> Cow<'v, Value> {
    match comparator {
        Comparator::Equal => boolean(left == right),
        Comparator::NotEqual => boolean(left != right),
        // Only numbers have an order.
        _ => match (left.as_number(), right.as_number()) {
            (Some(left), Some(right)) => order(left, right).map_or_else(null, |order| boolean(comparator.holds(order))),
            _ => null(),
        },
    }
}

/// How two numbers compare: exactly as integers, else as doubles.
pub(crate) fn order(left: &Number, right: &Number) -> Option<std::cmp::Ordering> {
    match (left.as_i64(), right.as_i64()) {
        (Some(left), Some(right)) => Some(left.cmp(&right)),
        _ => left.as_f64().partial_cmp(&right.as_f64()),
    }
}
