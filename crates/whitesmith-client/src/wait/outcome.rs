//! How a wait ends.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use whitesmith::{Operation, debug};

use super::Acceptor;

/// The answer that was waited for.
pub enum Waited<O: Operation> {
    /// The operation's output.
    Output(O::Output),
    /// The operation's error: to wait until something is gone ends with one.
    Error(O::Error),
}

/// Why a wait ended without what was waited for.
#[non_exhaustive]
pub enum WaitError<O: Operation> {
    /// The time was over.
    TimedOut(Box<TimedOut<O>>),
    /// What is waited for will not come.
    Failed(Box<Failed<O>>),
    /// The operation failed with an error that the waiter does not expect.
    Error(O::Error),
}

/// A wait that was over before what was waited for came.
#[non_exhaustive]
pub struct TimedOut<O: Operation> {
    /// The waiter's name.
    pub waiter: &'static str,
    /// How long the caller wanted to wait.
    pub max_wait: Duration,
    /// How often the operation was called.
    pub calls: u32,
    /// The last answer, if there was one.
    pub last: Option<Waited<O>>,
}

/// A wait for what will not come.
#[non_exhaustive]
pub struct Failed<O: Operation> {
    /// The waiter's name.
    pub waiter: &'static str,
    /// The acceptor that says so.
    pub acceptor: &'static Acceptor,
    /// What the output says of it, if the model says where. What is sensitive is not in it.
    pub reason: Option<String>,
    /// The answer.
    pub answer: Waited<O>,
}

impl<O: Operation> Waited<O> {
    /// The output, if it is one.
    pub fn output(self) -> Option<O::Output> {
        if let Self::Output(output) = self { Some(output) } else { None }
    }

    /// The error, if it is one.
    pub fn error(self) -> Option<O::Error> {
        if let Self::Error(error) = self { Some(error) } else { None }
    }

    fn as_error(&self) -> Option<&(dyn StdError + 'static)> {
        if let Self::Error(error) = self { Some(error) } else { None }
    }
}

impl<O: Operation> From<Result<O::Output, O::Error>> for Waited<O> {
    fn from(result: Result<O::Output, O::Error>) -> Self {
        match result {
            Ok(output) => Self::Output(output),
            Err(error) => Self::Error(error),
        }
    }
}

impl<O: Operation> fmt::Display for WaitError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TimedOut(timed_out) => {
                let TimedOut { waiter, max_wait, calls, .. } = &**timed_out;
                write!(f, "{waiter} did not come within {max_wait:?} (calls: {calls})")
            }
            Self::Failed(failed) => {
                let Failed { waiter, acceptor, reason, .. } = &**failed;
                write!(f, "{waiter} will not come: ")?;
                match reason {
                    Some(reason) => f.write_str(reason),
                    None => acceptor.matcher.fmt(f),
                }
            }
            Self::Error(error) => error.fmt(f),
        }
    }
}

impl<O: Operation> StdError for WaitError<O> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::TimedOut(timed_out) => timed_out.last.as_ref().and_then(Waited::as_error),
            Self::Failed(failed) => failed.answer.as_error(),
            Self::Error(error) => error.source(),
        }
    }
}

// Not derived: that would ask the operation, of which there are no values, to be `Debug`.

impl<O: Operation> fmt::Debug for Waited<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Output(output) => debug::structure(output, f),
            Self::Error(error) => error.fmt(f),
        }
    }
}

impl<O: Operation> fmt::Debug for WaitError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TimedOut(timed_out) => timed_out.fmt(f),
            Self::Failed(failed) => failed.fmt(f),
            Self::Error(error) => error.fmt(f),
        }
    }
}

impl<O: Operation> fmt::Debug for TimedOut<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { waiter, max_wait, calls, last } = self;
        let mut shown = f.debug_struct("TimedOut");
        shown.field("waiter", waiter).field("max_wait", max_wait).field("calls", calls).field("last", last).finish()
    }
}

impl<O: Operation> fmt::Debug for Failed<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { waiter, acceptor, reason, answer } = self;
        let mut shown = f.debug_struct("Failed");
        shown.field("waiter", waiter).field("acceptor", acceptor).field("reason", reason);
        shown.field("answer", answer).finish()
    }
}
