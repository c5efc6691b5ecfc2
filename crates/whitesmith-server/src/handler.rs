//! What answers one operation.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use http::Response;
use whitesmith::shape::Blank;
use whitesmith::{Operation, OperationError, OperationSchema, Request};
use whitesmith_http::Body;

use crate::exchange::Exchange;

/// A response to come.
pub(crate) type Answer = Pin<Box<dyn Future<Output = Response<Body>> + Send>>;

/// A function that answers one operation of a service `S`, without its types.
pub struct Handler<S> {
    operation: &'static OperationSchema,
    answer: Box<dyn Fn(Arc<S>, Exchange) -> Answer + Send + Sync>,
}

impl<S: Send + Sync + 'static> Handler<S> {
    /// A handler that calls `call` with the input of the operation `O`.
    ///
    /// This shell is all that is compiled once an operation: it makes the input, calls, and hands out what came
    /// back by reference.
    pub fn new<O: Operation, F, Fut>(call: F) -> Self
    where
        F: Fn(Arc<S>, Request<O::Input>) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<O::Output, O::Error>> + Send + 'static,
    {
        Self {
            operation: O::SCHEMA,
            answer: Box::new(move |service, exchange| {
                let reply = exchange.reply;
                let mut input = O::Input::blank();
                match exchange.read(&mut input) {
                    Err(refusal) => Box::pin(std::future::ready(*refusal)),
                    Ok((headers, extensions)) => {
                        let answer = call(service, Request::from_parts(input, headers, extensions));
                        Box::pin(async move {
                            match answer.await {
                                Ok(mut output) => reply.output(&mut output),
                                Err(error) => reply.error(error.modeled(), error.other()),
                            }
                        })
                    }
                }
            }),
        }
    }

    /// The operation.
    pub fn operation(&self) -> &'static OperationSchema {
        self.operation
    }

    pub(crate) fn answer(&self, service: Arc<S>, exchange: Exchange) -> Answer {
        (self.answer)(service, exchange)
    }
}

impl<S> fmt::Debug for Handler<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Handler").field(&self.operation.id()).finish()
    }
}
