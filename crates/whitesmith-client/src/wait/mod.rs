//! Waiting until a resource is in a state
//! ([waitable trait](https://smithy.io/2.0/additional-specs/waiters.html)).
//!
//! A [`Waiter`] is data: which answers of an operation end the wait, and how long to wait between two calls. What
//! [`Client::wait`] does with it is here once: it calls, judges the answer, waits, and so on.

mod delay;
mod judge;
mod outcome;
mod schema;
mod value;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use whitesmith::{Operation, Request};

pub use outcome::{Failed, TimedOut, WaitError, Waited};
pub use schema::{Acceptor, Comparator, Matcher, State, Waiter};

use crate::client::{Client, Inner};
use crate::time::within;
use judge::{Answer, Judge, Verdict};

impl Client {
    /// Calls an operation until an answer is what `waiter` waits for, for as long as `max_wait` says.
    ///
    /// A call that is still on its way when the time is over is given up. The last call begins at that moment, and has
    /// the time that any call has; so there is one call at least. To stop waiting, drop the future.
    pub fn wait<O: Operation>(
        &self,
        waiter: &'static Waiter,
        request: Request<O::Input>,
        max_wait: Duration,
    ) -> impl Future<Output = Result<Waited<O>, WaitError<O>>> + Send + use<O>
    where
        O::Input: Clone,
    {
        let client = self.clone();
        async move {
            let mut wait = Wait::new(Arc::clone(&client.0), waiter, max_wait).map_err(WaitError::Error)?;
            let mut last = None;
            loop {
                let Some(result) = wait.call(client.call::<O>(request.clone())).await else {
                    return Err(wait.timed_out(last));
                };
                let verdict = match &result {
                    Ok(output) => wait.judge.judge(Answer::Output { input: request.input(), output }),
                    Err(error) => wait.judge.judge(Answer::of_error(error)),
                };
                match (verdict, result) {
                    (Verdict::Success, result) => return Ok(result.into()),
                    (Verdict::Failure(acceptor, reason), result) => {
                        return Err(wait.failed(acceptor, reason, result.into()));
                    }
                    (Verdict::Unexpected, Err(error)) => return Err(WaitError::Error(error)),
                    (_, result) => last = Some(result.into()),
                }
                if !wait.pause().await {
                    return Err(wait.timed_out(last));
                }
            }
        }
    }
}

/// One wait, without the types of its operation.
struct Wait {
    client: Arc<Inner>,
    judge: Judge,
    waiter: &'static Waiter,
    allowed: Duration,
    /// When it is over, by the client's clock.
    end: Duration,
    calls: u32,
    /// Whether the next call is the last, which begins when the time is over.
    last: bool,
}

impl Wait {
    fn new<E: From<whitesmith::Error>>(
        client: Arc<Inner>,
        waiter: &'static Waiter,
        allowed: Duration,
    ) -> Result<Self, E> {
        let judge = Judge::new(waiter)?;
        let end = client.time.elapsed().saturating_add(allowed);
        Ok(Self { client, judge, waiter, allowed, end, calls: 0, last: allowed.is_zero() })
    }

    fn remaining(&self) -> Duration {
        self.end.saturating_sub(self.client.time.elapsed())
    }

    /// What a call gives; `None` if the time is over before. The last call has all the time of its own.
    async fn call<F: Future>(&mut self, call: F) -> Option<F::Output> {
        self.calls = self.calls.saturating_add(1);
        let limit = (!self.last).then(|| self.remaining());
        within(&*self.client.time, limit, call).await.ok()
    }

    /// Waits for the next call; false if there is no time left.
    async fn pause(&mut self) -> bool {
        let remaining = self.remaining();
        if self.last || remaining.is_zero() {
            return false;
        }
        let delay = delay::delay(self.waiter, self.calls, remaining, &*self.client.random);
        self.last = delay == remaining;
        self.client.time.sleep(delay).await;
        true
    }

    fn timed_out<O: Operation>(&self, last: Option<Waited<O>>) -> WaitError<O> {
        let Self { waiter, allowed, calls, .. } = *self;
        WaitError::TimedOut(Box::new(TimedOut { waiter: waiter.name, max_wait: allowed, calls, last }))
    }

    fn failed<O: Operation>(
        &self,
        acceptor: &'static Acceptor,
        reason: Option<String>,
        answer: Waited<O>,
    ) -> WaitError<O> {
        WaitError::Failed(Box::new(Failed { waiter: self.waiter.name, acceptor, reason, answer }))
    }
}
