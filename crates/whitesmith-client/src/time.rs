//! Time and chance, which tests bring along.

use std::fmt;
use std::future::Future;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

/// A wait.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Where a client's time comes from: tokio's clock, unless set.
pub trait Time: Send + Sync + 'static {
    /// The time of day, which signatures carry.
    fn now(&self) -> SystemTime;
    /// How long ago some fixed moment was; it never goes back. Timeouts are measured by it.
    fn elapsed(&self) -> Duration;
    /// A wait of this length.
    fn sleep(&self, length: Duration) -> Sleep;
}

/// Where a client's chance comes from: keyed hashes of a counter, unless set. Any `Fn() -> f64` is one.
pub trait Random: Send + Sync + 'static {
    /// A number of at least 0 and less than 1.
    fn next(&self) -> f64;
}

impl<F: Fn() -> f64 + Send + Sync + 'static> Random for F {
    fn next(&self) -> f64 {
        self()
    }
}

/// The time of the machine, and the waits of the tokio runtime that a call runs in.
#[cfg(feature = "tokio")]
#[derive(Debug)]
pub struct TokioTime {
    start: tokio::time::Instant,
}

#[cfg(feature = "tokio")]
impl Default for TokioTime {
    fn default() -> Self {
        Self { start: tokio::time::Instant::now() }
    }
}

#[cfg(feature = "tokio")]
impl Time for TokioTime {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    fn sleep(&self, length: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(length))
    }
}

/// The chance of a client that is given no other.
pub(crate) struct Hashed {
    keys: RandomState,
    count: AtomicU64,
}

impl Default for Hashed {
    fn default() -> Self {
        Self { keys: RandomState::new(), count: AtomicU64::new(0) }
    }
}

impl Random for Hashed {
    fn next(&self) -> f64 {
        let mut hasher = self.keys.build_hasher();
        hasher.write_u64(self.count.fetch_add(1, Ordering::Relaxed));
        // 32 of the bits are more than the length of a wait can show.
        f64::from(u32::try_from(hasher.finish() >> 32).unwrap_or_default()) / (f64::from(u32::MAX) + 1.0)
    }
}

impl fmt::Debug for Hashed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hashed")
    }
}

/// A limit was reached.
pub(crate) struct Elapsed;

/// Waits for `future`, for as long as `limit` says. The clock is only asked if the future has to wait.
pub(crate) async fn within<F: Future>(
    time: &dyn Time,
    limit: Option<Duration>,
    future: F,
) -> Result<F::Output, Elapsed> {
    let mut future = std::pin::pin!(future);
    let mut sleep: Option<Sleep> = None;
    std::future::poll_fn(|cx| {
        if let std::task::Poll::Ready(output) = future.as_mut().poll(cx) {
            return std::task::Poll::Ready(Ok(output));
        }
        let Some(limit) = limit else { return std::task::Poll::Pending };
        sleep.get_or_insert_with(|| time.sleep(limit)).as_mut().poll(cx).map(|()| Err(Elapsed))
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance() {
        let random = Hashed::default();
        let numbers: Vec<f64> = (0..1000).map(|_| random.next()).collect();
        assert!(numbers.iter().all(|number| (0.0..1.0).contains(number)));
        let mean = numbers.iter().sum::<f64>() / 1000.0;
        assert!((0.4..0.6).contains(&mean), "{mean}");
    }
}
