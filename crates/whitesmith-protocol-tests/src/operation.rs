//! An operation without its types.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use whitesmith::error::ErrorShape;
use whitesmith::shape::{Blank, Structure};
use whitesmith::{Operation, OperationError, OperationSchema, Request};

/// A future of this thread.
pub(crate) type LocalFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Fills an input before it is sent.
pub(crate) type Prepare<'a> = &'a dyn Fn(&mut dyn Structure) -> Result<(), String>;

/// Calls an operation with an input that is filled first.
type Call<C> = dyn Fn(C, Prepare<'_>) -> Result<LocalFuture<'static, Outcome>, String>;

/// An operation, and how to call it on a client `C`.
pub(crate) struct AnyOperation<C> {
    pub(crate) schema: &'static OperationSchema,
    call: Box<Call<C>>,
    pub(crate) blank_input: fn() -> Box<dyn Structure>,
    pub(crate) blank_output: fn() -> Box<dyn Structure>,
    pub(crate) blank_error: fn(usize) -> Option<Box<dyn AnyError>>,
}

/// What a call came to.
pub(crate) enum Outcome {
    Output(Box<dyn Structure>),
    Error(Box<dyn AnyError>),
}

/// An operation's error enum.
pub(crate) trait AnyError: fmt::Display {
    fn modeled(&self) -> Option<&dyn ErrorShape>;
    fn modeled_mut(&mut self) -> Option<&mut dyn ErrorShape>;
}

impl<E: OperationError> AnyError for E {
    fn modeled(&self) -> Option<&dyn ErrorShape> {
        OperationError::modeled(self)
    }
    fn modeled_mut(&mut self) -> Option<&mut dyn ErrorShape> {
        OperationError::modeled_mut(self)
    }
}

impl<C: 'static> AnyOperation<C> {
    pub(crate) fn new<O, F, Fut>(call: F) -> Self
    where
        O: Operation,
        F: Fn(C, Request<O::Input>) -> Fut + 'static,
        Fut: Future<Output = Result<O::Output, O::Error>> + 'static,
    {
        Self {
            schema: O::SCHEMA,
            call: Box::new(move |client, prepare| {
                let mut input = O::Input::blank();
                prepare(&mut input)?;
                let answer = call(client, Request::new(input));
                Ok(Box::pin(async move {
                    match answer.await {
                        Ok(output) => Outcome::Output(Box::new(output)),
                        Err(error) => Outcome::Error(Box::new(error)),
                    }
                }))
            }),
            blank_input: || Box::new(O::Input::blank()),
            blank_output: || Box::new(O::Output::blank()),
            blank_error: |index| Some(Box::new(<O::Error as OperationError>::blank(index)?)),
        }
    }

    /// Calls the operation with an input that `prepare` fills.
    pub(crate) async fn call(&self, client: C, prepare: Prepare<'_>) -> Result<Outcome, String> {
        Ok((self.call)(client, prepare)?.await)
    }

    /// The index of a modelled error in the operation's error enum.
    pub(crate) fn error_index(&self, id: &str) -> Result<usize, String> {
        let index = self.schema.modeled_errors().iter().position(|schema| schema.id() == id);
        index.ok_or_else(|| format!("{} has no error {id}", self.schema.id()))
    }

    /// A modelled error with these members.
    pub(crate) fn error(&self, id: &str) -> Result<Box<dyn AnyError>, String> {
        let index = self.error_index(id)?;
        (self.blank_error)(index).ok_or_else(|| format!("the error enum of {} lacks {id}", self.schema.id()))
    }
}
