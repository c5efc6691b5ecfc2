//! Retries, as the SDKs of AWS have them
//! ([retry behavior](https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html)).
//!
//! A failed attempt is followed by another if the failure may pass ([`RetryKind`]), the body can be sent again, attempts
//! are left, the call's time is not over, and the client's [quota](quota) of retries is not used up: a service that
//! fails all calls is not asked three times as often. Before it lies a wait: what the service asks for, or a random part
//! of 1 s, 2 s, 4 s, …, 20 s.

mod adaptive;
mod quota;

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use whitesmith::schema::TimestampFormat;
use whitesmith::{RetryKind, Strictness, Timestamp};

pub(crate) use adaptive::RateLimiter;
pub(crate) use quota::Quota;

use crate::time::Random;

/// How often a call is made before its error is returned, and how long it waits in between.
///
/// Unless set otherwise: three attempts, waits of up to 20 s.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Retries {
    pub(crate) max_attempts: u32,
    base: Duration,
    cap: Duration,
    pub(crate) adaptive: bool,
}

impl Default for Retries {
    fn default() -> Self {
        Self::standard()
    }
}

impl Retries {
    /// The standard mode: three attempts.
    pub const fn standard() -> Self {
        Self { max_attempts: 3, base: Duration::from_secs(1), cap: Duration::from_secs(20), adaptive: false }
    }

    /// The adaptive mode: the standard one, and after a first answer that says "too fast", the client also holds back
    /// first attempts, at a rate that follows what the service takes. For a client of one resource of one account:
    /// calls of all clones share the rate.
    pub const fn adaptive() -> Self {
        Self { adaptive: true, ..Self::standard() }
    }

    /// One attempt only.
    pub const fn off() -> Self {
        Self { max_attempts: 1, ..Self::standard() }
    }

    /// The greatest number of attempts, the first included; 0 is 1.
    #[must_use]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// The longest wait before the second attempt, which doubles with each more; 1 s unless set.
    #[must_use]
    pub const fn base_delay(mut self, delay: Duration) -> Self {
        self.base = delay;
        self
    }

    /// The longest wait before any attempt, unless the service asks for a longer one; 20 s unless set.
    #[must_use]
    pub const fn max_delay(mut self, delay: Duration) -> Self {
        self.cap = delay;
        self
    }

    /// The wait after attempt number `attempts`: a random part of what the exponent and the cap allow.
    pub(crate) fn delay(&self, attempts: u32, random: &dyn Random) -> Duration {
        let doubled = 2_u32.checked_pow(attempts.saturating_sub(1)).and_then(|factor| self.base.checked_mul(factor));
        doubled.unwrap_or(self.cap).min(self.cap).mul_f64(random.next().clamp(0.0, 1.0))
    }
}

/// The longest wait that a service is believed; it asks for longer when it means "not today".
pub(crate) const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// How long the service asks to wait: `x-amz-retry-after` in milliseconds, or
/// [`Retry-After`](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3) in seconds or as a date.
pub(crate) fn asked_wait(headers: &HeaderMap, now: impl Fn() -> SystemTime) -> Option<Duration> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    if let Some(milliseconds) = text("x-amz-retry-after").and_then(|text| text.parse().ok()) {
        return Some(Duration::from_millis(milliseconds));
    }
    let text = text("retry-after")?;
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = Timestamp::parse(text, TimestampFormat::HttpDate, Strictness::Lenient)?;
    // A date that has passed asks for no wait.
    let seconds = date.seconds().saturating_sub(Timestamp::from(now()).seconds());
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or_default()))
}

/// What a retry after this failure takes from the quota.
pub(crate) fn cost(kind: RetryKind) -> u32 {
    if kind == RetryKind::Timeout { 10 } else { 5 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::UNIX_EPOCH;

    #[test]
    fn delays() {
        let standard = Retries::standard();
        for (retries, attempts, chance, expected) in [
            (standard, 1, 0.5, 500),
            (standard, 2, 0.5, 1_000),
            (standard, 5, 0.999, 15_984),
            (standard, 6, 0.5, 10_000),
            (standard, 200, 0.5, 10_000),
            (standard.base_delay(Duration::from_millis(50)), 3, 0.5, 100),
            (standard.max_delay(Duration::from_secs(2)), 9, 0.25, 500),
            (standard, 1, 0.0, 0),
        ] {
            assert_eq!(
                retries.delay(attempts, &move || chance),
                Duration::from_millis(expected),
                "{attempts} {chance}"
            );
        }
    }

    #[test]
    fn asked_waits() {
        let now = || UNIX_EPOCH + Duration::from_secs(482_196_050);
        for (name, value, expected) in [
            ("x-amz-retry-after", "1500", Some(1_500)),
            ("retry-after", "3", Some(3_000)),
            ("retry-after", "Fri, 12 Apr 1985 23:20:57 GMT", Some(482_196_057_000 - 482_196_050_000)),
            ("retry-after", "Fri, 12 Apr 1985 23:20:07 GMT", Some(0)),
            ("retry-after", "soon", None),
            ("retry-after", "-1", None),
            ("other", "1", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(name, value.parse().unwrap());
            assert_eq!(asked_wait(&headers, now), expected.map(Duration::from_millis), "{name}: {value}");
        }
    }
}
