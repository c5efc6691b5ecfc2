//! What goes on in one connection.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What goes on in one connection, as its socket and its requests tell each other.
#[derive(Debug)]
pub(super) struct Activity {
    /// Requests that have begun and not ended.
    in_flight: AtomicUsize,
    /// Requests that have begun.
    begun: AtomicUsize,
    /// Whether the client speaks HTTP/2.
    http2: AtomicBool,
    /// Whether the server will shut down soon.
    leaving: Arc<AtomicBool>,
}

impl Activity {
    pub(super) fn new(leaving: Arc<AtomicBool>) -> Self {
        let zero = AtomicUsize::default;
        Self { in_flight: zero(), begun: zero(), http2: AtomicBool::default(), leaving }
    }

    pub(super) fn is_idle(&self) -> bool {
        self.in_flight.load(Ordering::Acquire) == 0
    }

    pub(super) fn begun(&self) -> usize {
        self.begun.load(Ordering::Acquire)
    }

    pub(super) fn is_http2(&self) -> bool {
        self.http2.load(Ordering::Acquire)
    }

    pub(super) fn set_http2(&self) {
        self.http2.store(true, Ordering::Release);
    }

    pub(super) fn is_leaving(&self) -> bool {
        self.leaving.load(Ordering::Acquire)
    }

    fn begin(&self) {
        self.in_flight.fetch_add(1, Ordering::AcqRel);
        self.begun.fetch_add(1, Ordering::AcqRel);
    }

    fn end(&self) {
        self.in_flight.fetch_sub(1, Ordering::AcqRel);
    }
}

/// A request in flight, until it is dropped.
#[derive(Debug)]
pub(super) struct InFlight(Arc<Activity>);

impl InFlight {
    pub(super) fn new(activity: Arc<Activity>) -> Self {
        activity.begin();
        Self(activity)
    }

    /// Whether the server will shut down soon.
    pub(super) fn is_leaving(&self) -> bool {
        self.0.is_leaving()
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.end();
    }
}
