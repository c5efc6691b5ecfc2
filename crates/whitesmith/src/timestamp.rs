//! Points in time.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

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
