//! The functions of the specification: what they take, what they return, and what they do.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::ast::Expression;
use crate::error::{Error, ErrorKind};
use crate::evaluate::{Argument as Given, Evaluation, null, order};
use crate::json;
use crate::number::Number;
use crate::value::{Object, Value};

/// A function.
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub arguments: &'static [Argument],
    /// What it takes any number of behind that.
    pub variadic: Option<Argument>,
    /// What it returns.
    pub returns: Type,
    pub(crate) run: Run,
}

type Run = for<'v> fn(&Evaluation, Vec<Given<'v>>) -> Result<Cow<'v, Value>, Error>;

/// The specification's types.
#[expect(missing_docs, reason = "each is the specification's type of that name; `Expression` is a reference")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    Any,
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
    Expression,
}

/// What a function takes in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Something of one of these types.
    Of(&'static [Type]),
    /// An array of elements of one type.
    ArrayOf(Type),
}

impl Type {
    /// The specification's name of the type.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
            Self::Expression => "expression",
        }
    }
}

impl std::fmt::Display for Type {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

const ANY: Argument = Argument::Of(&[Type::Any]);
const NUMBER: Argument = Argument::Of(&[Type::Number]);
const STRING: Argument = Argument::Of(&[Type::String]);
const ARRAY: Argument = Argument::Of(&[Type::Array]);
const OBJECT: Argument = Argument::Of(&[Type::Object]);
const REFERENCE: Argument = Argument::Of(&[Type::Expression]);
const ARRAY_OR_STRING: Argument = Argument::Of(&[Type::Array, Type::String]);
const SIZED: Argument = Argument::Of(&[Type::String, Type::Array, Type::Object]);
const NUMBERS: Argument = Argument::ArrayOf(Type::Number);
const STRINGS: Argument = Argument::ArrayOf(Type::String);

const fn function(name: &'static str, arguments: &'static [Argument], returns: Type, run: Run) -> Function {
    Function { name, arguments, variadic: None, returns, run }
}

/// Every function.
pub static FUNCTIONS: &[Function] = &[
    function("abs", &[NUMBER], Type::Number, abs),
    function("avg", &[NUMBERS], Type::Number, avg),
    function("ceil", &[NUMBER], Type::Number, |e, a| round(e, a, f64::ceil)),
    function("contains", &[ARRAY_OR_STRING, ANY], Type::Boolean, contains),
    function("ends_with", &[STRING, STRING], Type::Boolean, |_, a| affix(a, |text, end| text.ends_with(end))),
    function("floor", &[NUMBER], Type::Number, |e, a| round(e, a, f64::floor)),
    function("join", &[STRING, STRINGS], Type::String, join),
    function("keys", &[OBJECT], Type::Array, keys),
    function("length", &[SIZED], Type::Number, length),
    function("map", &[REFERENCE, ARRAY], Type::Array, map),
    function("max", &[ARRAY], Type::Number, |e, a| extreme(e, a, Ordering::Greater)),
    function("max_by", &[ARRAY, REFERENCE], Type::Number, |e, a| extreme_by(e, a, Ordering::Greater)),
    Function { variadic: Some(OBJECT), ..function("merge", &[], Type::Object, merge) },
    function("min", &[ARRAY], Type::Number, |e, a| extreme(e, a, Ordering::Less)),
    function("min_by", &[ARRAY, REFERENCE], Type::Number, |e, a| extreme_by(e, a, Ordering::Less)),
    Function { variadic: Some(ANY), ..function("not_null", &[ANY], Type::Any, not_null) },
    function("reverse", &[ARRAY_OR_STRING], Type::Array, reverse),
    function("sort", &[ARRAY], Type::Array, sort),
    function("sort_by", &[ARRAY, REFERENCE], Type::Array, sort_by),
    function("starts_with", &[STRING, STRING], Type::Boolean, |_, a| affix(a, |text, start| text.starts_with(start))),
    function("sum", &[NUMBERS], Type::Number, sum),
    function("to_array", &[ANY], Type::Array, to_array),
    function("to_number", &[ANY], Type::Number, to_number),
    function("to_string", &[ANY], Type::String, to_string),
    function("type", &[ANY], Type::String, type_of),
    function("values", &[OBJECT], Type::Array, values),
];

impl Function {
    /// The function with this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FUNCTIONS.binary_search_by(|function| function.name.cmp(name)).ok().and_then(|at| FUNCTIONS.get(at))
    }

    /// What is wrong with a number of arguments.
    pub fn arity_problem(&self, given: usize) -> Option<String> {
        let expected = self.arguments.len();
        let wrong = given < expected || given > expected && self.variadic.is_none();
        wrong.then(|| format!("{} function expected {expected} arguments, but was given {given}", self.name))
    }
}

// The arguments as their types: what is not of the type is an error.

fn invalid(expected: &str, found: &str) -> Error {
    Error::new(ErrorKind::InvalidType, format!("Expected {expected}, but found {found}"))
}

/// The arguments, all of which are values or all of which are missing: arity has been checked.
struct Arguments<'v>(std::vec::IntoIter<Given<'v>>);

impl<'v> Arguments<'v> {
    fn of(given: Vec<Given<'v>>) -> Self {
        Self(given.into_iter())
    }

    fn value(&mut self) -> Result<Cow<'v, Value>, Error> {
        match self.0.next() {
            Some(Given::Value(value)) => Ok(value),
            Some(Given::Reference(_)) => Err(invalid("a value", "expression")),
            None => Err(Error::new(ErrorKind::InvalidArity, "An argument is missing")),
        }
    }

    fn reference(&mut self) -> Result<&'v Expression, Error> {
        match self.0.next() {
            Some(Given::Reference(expression)) => Ok(expression),
            Some(Given::Value(value)) => Err(invalid("expression", value.type_name())),
            None => Err(Error::new(ErrorKind::InvalidArity, "An argument is missing")),
        }
    }
}

fn number(value: &Value) -> Result<&Number, Error> {
    value.as_number().ok_or_else(|| invalid("number", value.type_name()))
}

fn string(value: &Value) -> Result<&str, Error> {
    value.as_str().ok_or_else(|| invalid("string", value.type_name()))
}

fn array(value: &Value) -> Result<&[Value], Error> {
    value.as_array().ok_or_else(|| invalid("array", value.type_name()))
}

fn object(value: &Value) -> Result<&Object, Error> {
    value.as_object().ok_or_else(|| invalid("object", value.type_name()))
}

#[expect(clippy::unnecessary_wraps, reason = "every function gives a result")]
fn given<'v>(value: impl Into<Value>) -> Result<Cow<'v, Value>, Error> {
    Ok(Cow::Owned(value.into()))
}

fn float<'v>(value: f64) -> Result<Cow<'v, Value>, Error> {
    if !value.is_finite() {
        return Err(Error::new(ErrorKind::InvalidValue, "The result is too large"));
    }
    given(Number::from_text(value.to_string()))
}

// The functions.

fn abs<'v>(_: &Evaluation, arguments: Vec<Given<'v>>) -> Result<Cow<'v, Value>, Error> {
    let value = Arguments::of(arguments).value()?;
    given(Number::from_text(number(&value)?.as_str().trim_start_matches('-')))
}

fn total(elements: &[Value]) -> Result<(Option<i64>, f64), Error> {
    let (mut exact, mut sum) = (Some(0_i64), 0.0);
    for element in elements {
        let number = number(element)?;
        exact = exact.zip(number.as_i64()).and_then(|(sum, number)| sum.checked_add(number));
        sum += number.as_f64();
    }
    Ok((exact, sum))
}

fn sum<'v>(_: &Evaluation, arguments: Vec<Given<'v>>) -> Result<Cow<'v, Value>, Error> {
    let value = Arguments::of(arguments).value()?;
    match total(array(&value)?)? {
        (Some(exact), _) => given(exact),
        (None, sum) => float(sum),
    }
}

fn avg<'v>(_: &Evaluation, arguments: Vec<Given<'v>>) -> Result<Cow<'v, Value>, Error> {
    let value = Arguments::of(arguments).value()?;
    let elements = array(&value)?;
    let (_, sum) = total(elements)?;
    #[expect(clippy::cast_precision_loss, reason = "lengths are far below 2^52")]
    if elements.is_empty() { Ok(null()) } else { float(sum / elements.len() as f64) }
}

fn round<'v>(_: &Evaluation, arguments: Vec<Given<'v>>, to: fn(f64) -> f64) -> Result<Cow<'v, Value>, Error> {
    let value = Arguments::of(arguments).value()?;
    let number = number(&value)?;
    if number.as_i64().is_some() { Ok(value) } else { float(to(number.as_f64())) }
}

fn contains<'v>(_: &Evaluation, arguments: Vec<Given<'v>>) -> Result<Cow<'v, Value>, Error> {
    let mut arguments = Arguments::of(arguments);
    let (subject, search) = (arguments.value()?, arguments.value()?);
    match &*subject {
        Value::String(text) => given(search.as_str().is_some_and(|part| text.contains(part))),
        Value::Array(elements) => given(elements.contains(&search)),
        _ => Err(invalid("array or string", subject.type_name())),
    }
}

fn affix(arguments: Vec<Given<'_>>, holds: fn(&str, &str) -> bool) -> Result<Cow<'_, Value>, Error> {
    let mut arguments = Arguments::of(arguments);
    let (text, part) = (arguments.value()?, arguments.value()?);
    given(holds(string(&text)?, string(&part)?))
}

fn join<'v>(evaluation: &Evaluation, arguments: Vec<Given<'v>>) -> Result<Cow<'v, Value>, Error> {
    let mut arguments = Arguments::of(arguments);
    let (glue, parts) = (arguments.value()?, arguments.value()?);
    let glue = string(&glue)?;
    let parts = array(&parts)?.iter().map(string).collect::<Result<Vec<_>, _>>()?;
    evaluation.step(parts.iter().map(|part| part.len() + glue.len()).sum::<usize>() / 64)?;
    given(parts.join(glue))
}

fn keys<'v>(_: &Evaluation, arguments: Vec<Given<'v>>) -> Result<Cow<'v, Value>, Error> {
    let value = Arguments::of(arguments).value()?;
    given(object(&value)?.iter().map(|(key, _)| Value::from(key)).collect::<Vec<_>>())
}

fn values<'v>(evaluation: &Evaluation, arguments: Vec<Given<'v>>) -> Result<Cow<'v, Value>, Error> {
    let value = Arguments::of(arguments).value()?;
    let owned = object(&value)?.iter().map(|(_, value)| evaluation.own(Cow::Borrowed(value)));
    given(owned.collect::<Result<Vec<_>, _>>()?)
}

fn length<'v>(_: &Evaluation, arguments: Vec<Given<'v>>) -> Result<Cow<'v, Value>, Error> {
    let value = Arguments::of(arguments).value()?;
    let length = match &*value {
        Value::String(text) => text.chars().count(),
        Value::Array(elements) => elements.len(),
        Value::Object(object) => object.len(),
        _ => return Err(invalid("string, array or object", value.type_name())),
    };
    given(i64::try_from(length).unwrap_or(i64::MAX))
}

fn map<'v>(evaluation: &Evaluation, arguments: Vec<Given<'v>>) -> Result<Cow<'v, Value>, Error> {
    let mut arguments = Arguments::of(arguments);
    let (expression, value) = (arguments.reference()?, arguments.value()?);
    let mapped = array(&value)?.iter().map(|element| evaluation.own(evaluation.run(expression, element)?));
    given(mapped.collect::<Result<Vec<_>, _>>()?)
}

/// Keys to order by: all numbers or all strings.
fn comparable<'k>(keys: impl Iterator<Item = &'k Value>) -> Result<(), Error> {
    let mut first = None;
    for key in keys {
        let name = key.type_name();
        if !matches!(key, Value::Number(_) | Value::String(_)) || first.is_some_and(|first| first != name) {
            return Err(invalid("all numbers or all strings", name));
        }
        first = Some(name);
    }
    Ok(())
}

fn compare(left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => order(left, right).unwrap_or(Ordering::Equal),
        (Value::String(left), Value::String(right)) => left.cmp(right),
        _ => Ordering::Equal,
    }
}

/// The first of the elements whose key no other's exceeds in the wanted direction.
fn pick<'k, T>(keyed: impl Iterator<Item = (&'k Value, T)>, wanted: Ordering) -> Option<T> {
    let mut best: Option<(&Value, T)> = None;
    for (key, value) in keyed {
        if best.as_ref().is_none_or(|(best, _)| compare(key, best) == wanted) {
            best = Some((key, value));
        }
    }
    best.map(|(_, value)| value)
}

fn extreme<'v>(evaluation: &Evaluation, arguments: Vec<Given<'v>>, wanted: Ordering) -> Result<Cow<'v, Value>, Error> {
    let value = Arguments::of(arguments).value()?;
    let elements = array(&value)?;
    comparable(elements.iter())?;
    match pick(elements.iter().map(|element| (element, element)), wanted) {
        Some(element) => Ok(Cow::Owned(evaluation.own(Cow::Borrowed(element))?)),
        None => Ok(null()),
    }
}

/// The keys that a reference gives for the elements.
fn keys_by(evaluation: &Evaluation, elements: &[Value], by: &Expression) -> Result<Vec<Value>, Error> {
    let keys = elements.iter().map(|element| evaluation.own(evaluation.run(by, element)?));
    let keys = keys.collect::<Result<Vec<_>, _>>()?;
    comparable(keys.iter())?;
    Ok(keys)
}

fn extreme_by<'v>(
    evaluation: &Evaluation,
    arguments: Vec<Given<'v>>,
    wanted: Ordering,
) -> Result<Cow<'v, Value>, Error> {
    let mut arguments = Arguments::of(arguments);
    let (value, by) = (arguments.value()?, arguments.reference()?);
    let elements = array(&value)?;
    let keys = keys_by(evaluation, elements, by)?;
    match pick(keys.iter().zip(elements), wanted) {
        Some(element) => Ok(Cow::Owned(evaluation.own(Cow::Borrowed(element))?)),
        None => Ok(null()),
    }
}

fn merge<'v>(evaluation: &Evaluation, arguments: Vec<Given<'v>>) -> Result<Cow<'v, Value>, Error> {
    let count = arguments.len();
    let mut arguments = Arguments::of(arguments);
    let mut merged = Object::default();
    for _ in 0..count {
        let value = arguments.value()?;
        for (key, value) in object(&value)?.iter() {
            merged.insert(key, evaluation.own(Cow::Borrowed(value))?);
        }
    }
    given(merged)
}

fn not_null<'v>(_: &Evaluation, arguments: Vec<Given<'v>>) -> Result<Cow<'v, Value>, Error> {
    let count = arguments.len();
    let mut arguments = Arguments::of(arguments);
    for _ in 0..count {
        let value = arguments.value()?;
        if !value.is_null() {
            return Ok(value);
        }
    }
    Ok(null())
}

fn reverse<'v>(evaluation: &Evaluation, arguments: Vec<Given<'v>>) -> Result<Cow<'v, Value>, Error> {
    let value = Arguments::of(arguments).value()?;
    match evaluation.own(value)? {
        Value::String(text) => given(text.chars().rev().collect::<String>()),
        Value::Array(mut elements) => {
            elements.reverse();
            given(elements)
        }
        other => Err(invalid("array or string", other.type_name())),
    }
}

fn sort<'v>(evaluation: &Evaluation, arguments: Vec<Given<'v>>) -> Result<Cow<'v, Value>, Error> {
    let value = Arguments::of(arguments).value()?;
    comparable(array(&value)?.iter())?;
    let Value::Array(mut elements) = evaluation.own(value)? else { return Ok(null()) };
    elements.sort_by(compare);
    given(elements)
}

fn sort_by<'v>(evaluation: &Evaluation, arguments: Vec<Given<'v>>) -> Result<Cow<'v, Value>, Error> {
    let mut arguments = Arguments::of(arguments);
    let (value, by) = (arguments.value()?, arguments.reference()?);
    let keys = keys_by(evaluation, array(&value)?, by)?;
    let Value::Array(elements) = evaluation.own(value)? else { return Ok(null()) };
    let mut keyed: Vec<_> = keys.into_iter().zip(elements).collect();
    keyed.sort_by(|(left, _), (right, _)| compare(left, right));
    given(keyed.into_iter().map(|(_, element)| element).collect::<Vec<_>>())
}

fn to_array<'v>(evaluation: &Evaluation, arguments: Vec<Given<'v>>) -> Result<Cow<'v, Value>, Error> {
    let value = Arguments::of(arguments).value()?;
    if value.as_array().is_some() { Ok(value) } else { given(vec![evaluation.own(value)?]) }
}

fn to_number<'v>(_: &Evaluation, arguments: Vec<Given<'v>>) -> Result<Cow<'v, Value>, Error> {
    let value = Arguments::of(arguments).value()?;
    match &*value {
        Value::Number(_) => Ok(value),
        Value::String(text) if text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => {
            Ok(json::parse(text).filter(|value| value.as_number().is_some()).map_or_else(null, Cow::Owned))
        }
        _ => Ok(null()),
    }
}

fn to_string<'v>(evaluation: &Evaluation, arguments: Vec<Given<'v>>) -> Result<Cow<'v, Value>, Error> {
    let value = Arguments::of(arguments).value()?;
    if value.as_str().is_some() {
        return Ok(value);
    }
    let text = value.to_string();
    evaluation.step(text.len() / 64)?;
    given(text)
}

fn type_of<'v>(_: &Evaluation, arguments: Vec<Given<'v>>) -> Result<Cow<'v, Value>, Error> {
    given(Arguments::of(arguments).value()?.type_name())
}
