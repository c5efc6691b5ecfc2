//! How many retries a client has left.

use std::sync::atomic::{AtomicU32, Ordering};

/// The retries of a client and its clones: 500 tokens. A retry takes 5, after a timeout 10; a call that succeeds gives
/// back what its last retry took, or 1 if it had none.
#[derive(Debug)]
pub(crate) struct Quota(AtomicU32);

const CAPACITY: u32 = 500;

impl Default for Quota {
    fn default() -> Self {
        Self(AtomicU32::new(CAPACITY))
    }
}

impl Quota {
    /// Takes tokens for a retry; false if there are not enough.
    pub(crate) fn take(&self, tokens: u32) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(tokens)).is_ok()
    }

    /// Gives tokens back after a success.
    pub(crate) fn give(&self, tokens: u32) {
        // Nearly always there is nothing to do, and nothing is written then: the number is shared between threads.
        let more = |left: u32| (left < CAPACITY).then(|| CAPACITY.min(left.saturating_add(tokens)));
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }

    #[cfg(test)]
    pub(crate) fn left(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taken_and_given() {
        let quota = Quota::default();
        quota.give(1);
        assert_eq!(quota.left(), 500);
        assert!((0..100).all(|_| quota.take(5)));
        assert!(!quota.take(5));
        quota.give(1);
        assert!(!quota.take(5));
        quota.give(5);
        assert!(quota.take(5) && !quota.take(5));
        assert_eq!(quota.left(), 1);
        quota.give(u32::MAX);
        assert_eq!(quota.left(), 500);
    }
}
