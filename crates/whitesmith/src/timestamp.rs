//! Points in time, and their three formats
//! ([timestampFormat](https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait)).
//!
//! Years are those of RFC 3339, 1 to 9999: text outside them is not read, and a timestamp outside them has no
//! text but seconds. A timestamp keeps nanoseconds; its text has milliseconds, and what is finer is cut off.

mod civil;
mod format;
mod parse;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

pub use format::TimestampBuffer;

/// The value of a `timestamp`: seconds since 1970-01-01T00:00:00Z, and nanoseconds behind them.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Timestamp {
    seconds: i64,
    nanoseconds: u32,
}

impl Timestamp {
    /// Midnight of 1970-01-01, UTC.
    pub const EPOCH: Self = Self { seconds: 0, nanoseconds: 0 };

    /// `seconds` since the epoch; before it when negative.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self { seconds, nanoseconds: 0 }
    }

    /// `milliseconds` since the epoch; before it when negative.
    pub const fn from_milliseconds(milliseconds: i64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "0 to 999")]
        let behind = milliseconds.rem_euclid(1_000) as u32;
        Self { seconds: milliseconds.div_euclid(1_000), nanoseconds: behind * 1_000_000 }
    }

    /// `seconds` since the epoch, and then `nanoseconds`. A billion of those and more carry over.
    pub const fn new(seconds: i64, nanoseconds: u32) -> Self {
        let carry = (nanoseconds / 1_000_000_000) as i64;
        Self { seconds: seconds.saturating_add(carry), nanoseconds: nanoseconds % 1_000_000_000 }
    }

    /// Whole seconds since the epoch, rounded down.
    pub const fn seconds(self) -> i64 {
        self.seconds
    }

    /// Nanoseconds behind [`seconds`](Self::seconds): 0 to 999,999,999.
    pub const fn nanoseconds(self) -> u32 {
        self.nanoseconds
    }

    /// Whole milliseconds since the epoch, rounded down; `None` if an `i64` cannot hold them.
    pub const fn milliseconds(self) -> Option<i64> {
        match self.seconds.checked_mul(1_000) {
            Some(whole) => whole.checked_add((self.nanoseconds / 1_000_000) as i64),
            None => None,
        }
    }
}

impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        let seconds = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => Self::new(seconds(after), after.subsec_nanos()),
            Err(before) => {
                let before = before.duration();
                let whole = -seconds(before);
                match before.subsec_nanos() {
                    0 => Self::new(whole, 0),
                    nanos => Self::new(whole - 1, 1_000_000_000 - nanos),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
