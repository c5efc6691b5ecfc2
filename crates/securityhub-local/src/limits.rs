//! Quotas, and how fast an account may call.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::rejection::Rejection;

/// The quotas of the service. `None` is no limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many accounts a request may name. `CreateMembers` is held to 50 by the model in any case.
    pub accounts_per_call: Option<usize>,
    /// How many invitations of an administrator may be open in a Region.
    pub outstanding_invitations: Option<u64>,
    /// How fast an account may call in a Region.
    pub rate: Option<Rate>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { accounts_per_call: Some(50), outstanding_invitations: Some(1_000), rate: Some(Rate::default()) }
    }
}

impl Limits {
    /// No limits.
    pub const NONE: Self = Self { accounts_per_call: None, outstanding_invitations: None, rate: None };
}

/// A token bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Requests a second in the long run.
    pub per_second: u32,
    /// Requests that may come at once after a pause.
    pub burst: u32,
}

impl Default for Rate {
    fn default() -> Self {
        Self { per_second: 10, burst: 30 }
    }
}

/// The token buckets of all accounts and Regions.
#[derive(Debug)]
pub struct Buckets {
    rate: Rate,
    buckets: Mutex<HashMap<(String, String), Bucket>>,
}

#[derive(Debug)]
struct Bucket {
    tokens: f64,
    filled_at: Instant,
}

impl Buckets {
    /// Full buckets for everybody.
    pub fn new(rate: Rate) -> Self {
        Self { rate, buckets: Mutex::default() }
    }

    /// Takes one token for a request that came at `now`.
    pub fn take(&self, account: &str, region: &str, now: Instant) -> Result<(), Rejection> {
        let burst = f64::from(self.rate.burst);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= 1_024 {
            // A bucket that has had the time to fill up says no more than none at all.
            let full = Duration::from_secs_f64(burst / f64::from(self.rate.per_second.max(1)));
            buckets.retain(|_, bucket| now.saturating_duration_since(bucket.filled_at) < full);
        }
        let bucket = buckets
            .entry((account.to_owned(), region.to_owned()))
            .or_insert_with(|| Bucket { tokens: burst, filled_at: now });
        let passed = now.saturating_duration_since(bucket.filled_at).as_secs_f64();
        bucket.tokens = burst.min(bucket.tokens + passed * f64::from(self.rate.per_second));
        bucket.filled_at = now;
        if bucket.tokens < 1.0 {
            return Err(Rejection::LimitExceeded(format!(
                "Rate exceeded: {} requests a second, with a burst of {}, are allowed",
                self.rate.per_second, self.rate.burst
            )));
        }
        bucket.tokens -= 1.0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_and_then_so_many_a_second() {
        let buckets = Buckets::new(Rate { per_second: 10, burst: 30 });
        let start = Instant::now();
        let took = |account: &str, region: &str, after: u64| {
            (0..100).filter(|_| buckets.take(account, region, start + Duration::from_millis(after)).is_ok()).count()
        };
        for (account, region, after, expected) in [
            ("210000000001", "eu-north-1", 0, 30),
            ("210000000001", "eu-north-1", 50, 0),
            ("210000000001", "eu-north-1", 100, 1),
            ("210000000001", "eu-north-1", 1_100, 10),
            ("210000000001", "us-east-1", 1_100, 30),
            ("310000000002", "eu-north-1", 1_100, 30),
            ("210000000001", "eu-north-1", 60_000, 30),
        ] {
            assert_eq!(took(account, region, after), expected, "{account} in {region} after {after} ms");
        }
    }

    #[test]
    fn buckets_of_those_who_left_are_let_go() {
        let buckets = Buckets::new(Rate::default());
        let start = Instant::now();
        for account in 0..5_000_u64 {
            let now = start + Duration::from_millis(account * 10);
            assert!(buckets.take(&account.to_string(), "eu-north-1", now).is_ok());
        }
        assert!(buckets.buckets.lock().unwrap().len() <= 1_024);
    }
}
