//! Waiters as constant data, which generated code has one of for each of the model's.

use std::fmt;

/// What is waited for, and how.
#[derive(Debug)]
pub struct Waiter {
    pub(super) name: &'static str,
    pub(super) acceptors: &'static [Acceptor],
    /// In seconds.
    pub(super) min_delay: u32,
    pub(super) max_delay: u32,
}

/// What to make of some of the answers.
#[derive(Debug)]
pub struct Acceptor {
    pub(super) state: State,
    pub(super) matcher: Matcher,
    pub(super) message: Option<&'static str>,
}

/// What becomes of a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is over: this was waited for.
    Success,
    /// It is over: what is waited for will not come.
    Failure,
    /// It goes on.
    Retry,
}

/// Which answers an acceptor is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matcher {
    /// Outputs of which a part, by a [JMESPath](https://jmespath.org) expression, is what is expected.
    Output {
        /// The expression.
        path: &'static str,
        /// How the part is compared with what is expected.
        comparator: Comparator,
        /// What is expected.
        expected: &'static str,
    },
    /// The same, of an object with the members `input` and `output`.
    InputOutput {
        /// The expression.
        path: &'static str,
        /// How the part is compared with what is expected.
        comparator: Comparator,
        /// What is expected.
        expected: &'static str,
    },
    /// Errors of this name; what stands in front of a `#` does not count.
    ErrorType(&'static str),
    /// All outputs, or all errors.
    Success(bool),
}

/// How a part of an output is compared with the expected text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// It is that string.
    StringEquals,
    /// It is the boolean that the text says.
    BooleanEquals,
    /// It is a list with at least one element, and each is that string.
    AllStringEquals,
    /// It is a list with that string in it.
    AnyStringEquals,
}

impl Waiter {
    /// A waiter with the delays that the standard has: 2 seconds at least, and 120 at most.
    pub const fn new(name: &'static str, acceptors: &'static [Acceptor]) -> Self {
        Self { name, acceptors, min_delay: 2, max_delay: 120 }
    }

    /// With these delays between two calls, in seconds.
    #[must_use]
    pub const fn delays(mut self, min: u32, max: u32) -> Self {
        (self.min_delay, self.max_delay) = (min, max);
        self
    }

    /// Its name in the model.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Its acceptors; the first that is for an answer decides.
    pub const fn acceptors(&self) -> &'static [Acceptor] {
        self.acceptors
    }
}

impl Acceptor {
    /// An acceptor of answers that `matcher` is for.
    pub const fn new(state: State, matcher: Matcher) -> Self {
        Self { state, matcher, message: None }
    }

    /// With a JMESPath expression that finds the reason of a failure in the output.
    #[must_use]
    pub const fn message(mut self, path: &'static str) -> Self {
        self.message = Some(path);
        self
    }

    /// What becomes of a wait for an answer that it is for.
    pub const fn state(&self) -> State {
        self.state
    }

    /// Which answers it is for.
    pub const fn matcher(&self) -> Matcher {
        self.matcher
    }
}

impl Comparator {
    /// Its name in models.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::StringEquals => "stringEquals",
            Self::BooleanEquals => "booleanEquals",
            Self::AllStringEquals => "allStringEquals",
            Self::AnyStringEquals => "anyStringEquals",
        }
    }
}

/// Says which answers it is for: `output State stringEquals Failed`.
impl fmt::Display for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Output { path, comparator, expected } => {
                write!(f, "output `{path}` {} `{expected}`", comparator.as_str())
            }
            Self::InputOutput { path, comparator, expected } => {
                write!(f, "input and output `{path}` {} `{expected}`", comparator.as_str())
            }
            Self::ErrorType(name) => write!(f, "error `{name}`"),
            Self::Success(true) => f.write_str("any output"),
            Self::Success(false) => f.write_str("any error"),
        }
    }
}
