//! Time that a test moves.

use std::future::poll_fn;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::lock;
use crate::time::{Sleep, Time};

/// Time that stands still until somebody waits: a wait is over at once, and moves it on by its length.
///
/// So a test of retries takes no time, and a call to a transport that never answers runs into its timeout at once. A
/// clone is the same time.
#[derive(Clone, Debug, Default)]
pub struct ManualTime(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    elapsed: Duration,
    waits: Vec<Duration>,
}

impl ManualTime {
    /// A time that begins in 1970.
    pub fn new() -> Self {
        Self::default()
    }

    /// Moves on.
    pub fn advance(&self, length: Duration) {
        lock(&self.0).elapsed += length;
    }

    /// All waits so far, in their order.
    pub fn waits(&self) -> Vec<Duration> {
        lock(&self.0).waits.clone()
    }
}

impl Time for ManualTime {
    fn now(&self) -> SystemTime {
        UNIX_EPOCH + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        lock(&self.0).elapsed
    }

    fn sleep(&self, length: Duration) -> Sleep {
        let state = Arc::clone(&self.0);
        Box::pin(poll_fn(move |_| {
            let mut state = lock(&state);
            state.elapsed += length;
            state.waits.push(length);
            Poll::Ready(())
        }))
    }
}
