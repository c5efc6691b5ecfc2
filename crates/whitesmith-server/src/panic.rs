//! A panic in a handler ends its request, and nothing else.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

/// The future panicked, with these words.
#[derive(Debug)]
pub(crate) struct Panicked(pub(crate) String);

/// Calls `f`; a panic is a value.
pub(crate) fn catch<T>(f: impl FnOnce() -> T) -> Result<T, Panicked> {
    // Whatever the panic left half done belongs to the one request, which is answered and dropped.
    catch_unwind(AssertUnwindSafe(f)).map_err(|payload| {
        let words = payload.downcast_ref::<&str>().map(|words| (*words).to_owned());
        let words = words.or_else(|| payload.downcast_ref::<String>().cloned());
        Panicked(format!("the handler panicked: {}", words.as_deref().unwrap_or("without words")))
    })
}

/// A future whose panic is a value.
pub(crate) struct CatchPanic<F>(pub(crate) Pin<Box<F>>)
where
    F: ?Sized;

impl<F: Future + ?Sized> Future for CatchPanic<F> {
    type Output = Result<F::Output, Panicked>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match catch(|| self.0.as_mut().poll(cx)) {
            Ok(poll) => poll.map(Ok),
            Err(panicked) => Poll::Ready(Err(panicked)),
        }
    }
}
