//! What an answer means to a waiter.

use std::cell::OnceCell;

use whitesmith::shape::Structure;
use whitesmith::{Error, ErrorKind, OperationError};
use whitesmith_jmespath::{Expression, Object, Value, evaluate};

use super::value::{Sensitive, structure};
use super::{Acceptor, Comparator, Matcher, State, Waiter};

/// The acceptors of a waiter, their expressions read.
pub(super) struct Judge(Vec<Prepared>);

struct Prepared {
    acceptor: &'static Acceptor,
    path: Option<Expression>,
    message: Option<Expression>,
}

/// An answer, by reference.
#[derive(Clone, Copy)]
pub(super) enum Answer<'a> {
    Output {
        input: &'a dyn Structure,
        output: &'a dyn Structure,
    },
    /// An error, by its code if it has one.
    Error(Option<&'a str>),
}

/// What an answer means.
pub(super) enum Verdict {
    Success,
    /// With the reason that the answer gives.
    Failure(&'static Acceptor, Option<String>),
    Retry,
    /// It is an error, and no acceptor is for it.
    Unexpected,
}

impl<'a> Answer<'a> {
    pub(super) fn of_error(error: &'a impl OperationError) -> Self {
        Self::Error(error.code())
    }
}

impl Judge {
    /// Reads the expressions. Those of a valid model can be read.
    pub(super) fn new(waiter: &Waiter) -> Result<Self, Error> {
        let parse = |text: &'static str| {
            Expression::parse(text).map_err(|error| {
                let message = format!("the waiter {} has an expression that is none: {error}", waiter.name);
                Error::new(ErrorKind::Construction).with_message(message)
            })
        };
        let prepare = |acceptor: &'static Acceptor| {
            let path = match acceptor.matcher {
                Matcher::Output { path, .. } | Matcher::InputOutput { path, .. } => Some(parse(path)?),
                Matcher::ErrorType(_) | Matcher::Success(_) => None,
            };
            Ok(Prepared { acceptor, path, message: acceptor.message.map(parse).transpose()? })
        };
        waiter.acceptors.iter().map(prepare).collect::<Result<_, _>>().map(Self)
    }

    /// What the first acceptor makes of an answer that is for it.
    pub(super) fn judge(&self, answer: Answer<'_>) -> Verdict {
        // The values are made when an expression asks for them.
        let (output_alone, both) = (OnceCell::new(), OnceCell::new());
        let found = self.0.iter().find(|prepared| {
            let Prepared { acceptor, path, .. } = prepared;
            match (acceptor.matcher, answer) {
                (Matcher::Success(expected), Answer::Output { .. }) => expected,
                (Matcher::Success(expected), Answer::Error(_)) => !expected,
                (Matcher::ErrorType(name), Answer::Error(code)) => code == Some(without_namespace(name)),
                (Matcher::Output { comparator, expected, .. }, Answer::Output { output, .. }) => {
                    let value = output_alone.get_or_init(|| structure(output, Sensitive::Shown));
                    holds(path.as_ref(), value, comparator, expected)
                }
                (Matcher::InputOutput { comparator, expected, .. }, Answer::Output { input, output }) => {
                    let value = both.get_or_init(|| {
                        let mut object = Object::with_capacity(2);
                        object.insert("input", structure(input, Sensitive::Shown));
                        object.insert("output", structure(output, Sensitive::Shown));
                        object.into()
                    });
                    holds(path.as_ref(), value, comparator, expected)
                }
                _ => false,
            }
        });
        match found {
            None if matches!(answer, Answer::Error(_)) => Verdict::Unexpected,
            None => Verdict::Retry,
            Some(Prepared { acceptor, message, .. }) => match acceptor.state {
                State::Success => Verdict::Success,
                State::Failure => Verdict::Failure(acceptor, message.as_ref().and_then(|path| reason(path, answer))),
                State::Retry => Verdict::Retry,
            },
        }
    }
}

fn without_namespace(name: &str) -> &str {
    name.rsplit_once('#').map_or(name, |(_, name)| name)
}

/// An expression that cannot be run on this value holds as little as one that gives something else.
fn holds(path: Option<&Expression>, value: &Value, comparator: Comparator, expected: &str) -> bool {
    let Some(Ok(found)) = path.map(|path| evaluate(path, value)) else { return false };
    let equals = |value: &Value| value.as_str() == Some(expected);
    match comparator {
        Comparator::StringEquals => equals(&found),
        Comparator::BooleanEquals => {
            found.as_bool().is_some_and(|found| expected == if found { "true" } else { "false" })
        }
        Comparator::AllStringEquals => found.as_array().is_some_and(|all| !all.is_empty() && all.iter().all(equals)),
        Comparator::AnyStringEquals => found.as_array().is_some_and(|all| all.iter().any(equals)),
    }
}

/// What an output says of a failure: a string, or several. It is printed, so that nothing sensitive may be in it.
fn reason(path: &Expression, answer: Answer<'_>) -> Option<String> {
    let Answer::Output { output, .. } = answer else { return None };
    let value = structure(output, Sensitive::Redacted);
    let found = evaluate(path, &value).ok()?;
    match (found.as_str(), found.as_array()) {
        (Some(text), _) => Some(text.to_owned()),
        (_, Some(texts)) => {
            let texts: Vec<&str> = texts.iter().filter_map(Value::as_str).collect();
            (!texts.is_empty()).then(|| texts.join(", "))
        }
        _ => None,
    }
}
