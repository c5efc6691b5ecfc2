//! What a generated server is run with: it keeps the input it is called with, and answers as a case says.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use whitesmith::shape::{Blank, Structure};
use whitesmith::{Error, ErrorKind, Operation, OperationError, OperationSchema, Request};

use crate::stream::Received;
use crate::value::Value;
use crate::{fill, sample, show, stream};

/// An implementation of any service, for tests: hand every operation to [`answer`](Self::answer).
#[derive(Clone, Debug, Default)]
pub struct Probe(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    answer: Answer,
    call: Option<Call>,
    /// What went wrong in the probe itself.
    failure: Option<String>,
}

/// What the probe is to answer.
#[derive(Clone, Debug, Default)]
pub(crate) enum Answer {
    /// A blank output.
    #[default]
    Blank,
    /// An output with its required members, and no events.
    Sample,
    /// An output, and the events it streams.
    Output { params: Value, events: Vec<Value> },
    /// A modelled error, by its absolute id.
    Error { id: String, params: Value },
}

/// A call that arrived.
#[derive(Debug)]
pub(crate) struct Call {
    /// The operation.
    pub(crate) operation: &'static OperationSchema,
    /// The input, as it shows.
    pub(crate) input: Value,
    /// The events that arrived, up to the first error.
    pub(crate) events: Vec<Received>,
}

impl Probe {
    /// Answers a call, whatever the operation.
    pub async fn answer<O: Operation>(&self, request: Request<O::Input>) -> Result<O::Output, O::Error> {
        let mut input = request.into_input();
        self.keep(O::SCHEMA, &mut input).await;
        drop(input);
        let mut output = O::Output::blank();
        let answer = self.state().answer.clone();
        let error = match &answer {
            Answer::Error { id, .. } => O::SCHEMA
                .modeled_errors()
                .iter()
                .position(|schema| schema.id() == id)
                .and_then(<O::Error as OperationError>::blank),
            _ => None,
        };
        let Some(mut error) = error else {
            return match self.fill(&answer, &mut output) {
                Ok(()) => Ok(output),
                Err(failure) => Err(self.fail(failure).into()),
            };
        };
        let filled = error.modeled_mut().map_or(Ok(()), |modeled| self.fill(&answer, modeled));
        Err(match filled {
            Ok(()) => error,
            Err(failure) => self.fail(failure).into(),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic in a case is reported there; the state is plain data, and reset before the next.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn keep(&self, operation: &'static OperationSchema, input: &mut dyn Structure) {
        let events = stream::drain(input).await;
        let buffered = stream::buffer(input).await;
        let call = Call { operation, input: show::structure(input), events };
        let mut state = self.state();
        state.call = Some(call);
        state.failure = buffered.err();
    }

    #[expect(clippy::unused_self, reason = "it reads as what the probe does")]
    fn fill(&self, answer: &Answer, into: &mut dyn Structure) -> Result<(), String> {
        match answer {
            Answer::Blank => Ok(()),
            Answer::Sample => {
                sample::fill(into);
                Ok(())
            }
            Answer::Error { params, .. } => fill::structure(params, into),
            Answer::Output { params, events } => {
                fill::structure(params, into)?;
                events.iter().try_for_each(|event| stream::push(into, event))
            }
        }
    }

    fn fail(&self, failure: String) -> Error {
        self.state().failure = Some(failure);
        Error::new(ErrorKind::NotImplemented)
    }

    /// Forgets the last call, and what to answer.
    pub(crate) fn reset(&self, answer: Answer) {
        *self.state() = State { answer, call: None, failure: None };
    }

    /// The call that arrived, if one did.
    pub(crate) fn take(&self) -> Result<Option<Call>, String> {
        let mut state = self.state();
        match state.failure.take() {
            Some(failure) => Err(failure),
            None => Ok(state.call.take()),
        }
    }
}
