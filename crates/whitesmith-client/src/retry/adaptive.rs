//! The rate of the adaptive mode: as fast as the service takes calls, found by CUBIC
//! ([RFC 9438](https://www.rfc-editor.org/rfc/rfc9438)), as the SDKs of AWS do it.
//!
//! Until a service first says "too fast", nothing is held back, and only the rate of calls is measured. From then on a
//! call takes a token from a bucket that fills at a rate: cut to 0.7 of itself by each such answer, and raised along a
//! cubic curve by every other one, slowly around the rate that was too fast before, quickly beyond it.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The least rate, in calls a second.
const MIN_RATE: f64 = 0.5;
/// The least number of tokens that the bucket holds.
const MIN_CAPACITY: f64 = 1.0;
/// What part of a measured rate is the newest measurement.
const SMOOTH: f64 = 0.8;
/// What is left of the rate after an answer "too fast".
const BETA: f64 = 0.7;
/// How steep the curve is.
const SCALE: f64 = 0.4;

/// The rate of a client and its clones.
#[derive(Debug, Default)]
pub(crate) struct RateLimiter(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// Whether calls are held back.
    enabled: bool,
    fill_rate: f64,
    capacity: f64,
    tokens: f64,
    filled_at: Option<f64>,
    /// The rate that was too fast, and when that was.
    last_max_rate: f64,
    last_throttle: f64,
    /// The rate of calls that was measured, over half seconds.
    measured: f64,
    bucket: f64,
    count: f64,
}

impl RateLimiter {
    /// Takes the token of one attempt; the wait until there is one.
    pub(crate) fn acquire(&self, now: Duration) -> Duration {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !state.enabled {
            return Duration::ZERO;
        }
        state.refill(now.as_secs_f64());
        // The token is taken at once and the bucket may owe some, so that calls that wait are spread out in turn.
        state.tokens -= 1.0;
        let missing = -state.tokens;
        if missing <= 0.0 { Duration::ZERO } else { Duration::from_secs_f64(missing / state.fill_rate) }
    }

    /// Learns from an answer.
    pub(crate) fn update(&self, throttled: bool, now: Duration) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).update(throttled, now.as_secs_f64());
    }
}

impl State {
    fn refill(&mut self, now: f64) {
        if let Some(filled_at) = self.filled_at {
            self.tokens = self.capacity.min(self.tokens + (now - filled_at).max(0.0) * self.fill_rate);
        }
        self.filled_at = Some(now);
    }

    fn update(&mut self, throttled: bool, now: f64) {
        self.measure(now);
        let rate = if throttled {
            let rate = if self.enabled { self.measured.min(self.fill_rate) } else { self.measured };
            self.last_max_rate = rate;
            self.last_throttle = now;
            self.enabled = true;
            rate * BETA
        } else {
            let since = now - self.last_throttle - self.plateau();
            SCALE * since.powi(3) + self.last_max_rate
        };
        // It never grows beyond twice of what is in use.
        let rate = rate.min(2.0 * self.measured);
        self.refill(now);
        self.fill_rate = rate.max(MIN_RATE);
        self.capacity = rate.max(MIN_CAPACITY);
        self.tokens = self.tokens.min(self.capacity);
    }

    /// How long after a cut the curve is back at the rate that was too fast.
    fn plateau(&self) -> f64 {
        (self.last_max_rate * (1.0 - BETA) / SCALE).cbrt()
    }

    fn measure(&mut self, now: f64) {
        let bucket = (now * 2.0).floor() / 2.0;
        self.count += 1.0;
        if bucket > self.bucket {
            let rate = self.count / (bucket - self.bucket);
            self.measured = rate * SMOOTH + self.measured * (1.0 - SMOOTH);
            (self.count, self.bucket) = (0.0, bucket);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 1e-6
    }

    /// The curve: after a cut at 10 calls a second it is back there when the plateau is over, and beyond it later.
    #[test]
    fn cubic() {
        let mut state = State { last_max_rate: 10.0, last_throttle: 5.0, measured: 1e9, ..State::default() };
        let plateau = state.plateau();
        assert!(close(plateau, 7.5_f64.cbrt()));
        for (after, expected) in [(0.0, 7.0), (plateau, 10.0), (plateau + 1.0, 10.4), (plateau + 5.0, 60.0)] {
            state.measured = 1e9;
            state.bucket = f64::MAX;
            state.update(false, 5.0 + after);
            assert!(close(state.fill_rate, expected), "{after}: {}", state.fill_rate);
        }
    }

    /// A client that calls as fast as it may settles near what the service takes.
    #[test]
    fn settles() {
        let (limiter, allowed) = (RateLimiter::default(), 20.0_f64);
        let (mut now, mut accepted, mut refused, mut tokens, mut last) = (0.0_f64, 0, 0, allowed, 0.0_f64);
        while now < 60.0 {
            now += limiter.acquire(Duration::from_secs_f64(now)).as_secs_f64() + 0.01;
            tokens = allowed.min(tokens + (now - last) * allowed);
            last = now;
            let throttled = tokens < 1.0;
            if throttled {
                refused += 1;
            } else {
                tokens -= 1.0;
                accepted += 1;
            }
            limiter.update(throttled, Duration::from_secs_f64(now));
        }
        assert!(accepted > 700, "{accepted} of 1200");
        assert!(refused < accepted / 3, "{refused} refused, {accepted} accepted");
    }

    #[test]
    fn nothing_is_held_back_at_first() {
        let limiter = RateLimiter::default();
        for call in 0..1000 {
            let now = Duration::from_millis(call);
            assert_eq!(limiter.acquire(now), Duration::ZERO);
            limiter.update(false, now);
        }
        limiter.update(true, Duration::from_secs(1));
        assert!((0..1000).any(|_| limiter.acquire(Duration::from_secs(1)) > Duration::ZERO));
    }
}
