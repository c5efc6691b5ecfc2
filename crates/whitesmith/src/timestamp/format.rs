//! From a timestamp to its text.

use std::fmt;

use super::{Timestamp, civil};
use crate::schema::TimestampFormat;

pub(super) const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
pub(super) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const SECONDS_A_DAY: i64 = 86_400;

/// Room for the text of a timestamp, so that writing one allocates nothing.
#[derive(Clone, Copy, Debug)]
pub struct TimestampBuffer {
    bytes: [u8; 32],
    len: usize,
}

impl TimestampBuffer {
    /// An empty buffer.
    pub const fn new() -> Self {
        Self { bytes: [0; 32], len: 0 }
    }

    /// The text of a timestamp. `None` for a date of which the year is not one of 1 to 9999.
    pub fn format(&mut self, timestamp: Timestamp, format: TimestampFormat) -> Option<&str> {
        self.len = 0;
        match format {
            TimestampFormat::EpochSeconds => self.epoch_seconds(timestamp),
            TimestampFormat::DateTime => self.date_time(timestamp)?,
            TimestampFormat::HttpDate => self.http_date(timestamp)?,
        }
        self.bytes.get(..self.len).and_then(|bytes| std::str::from_utf8(bytes).ok())
    }

    fn push(&mut self, text: &str) {
        if let Some(room) = self.bytes.get_mut(self.len..self.len + text.len()) {
            room.copy_from_slice(text.as_bytes());
            self.len += text.len();
        }
    }

    /// A number of exactly this many digits.
    fn digits(&mut self, mut value: u64, count: usize) {
        let Some(room) = self.bytes.get_mut(self.len..self.len + count) else { return };
        for digit in room.iter_mut().rev() {
            *digit = b'0' + u8::try_from(value % 10).unwrap_or(0);
            value /= 10;
        }
        self.len += count;
    }

    /// A number of as many digits as it has.
    fn number(&mut self, value: u64) {
        self.digits(value, value.checked_ilog10().map_or(1, |log| log as usize + 1));
    }

    /// Milliseconds behind a point, without zeros at the end; nothing for none.
    fn fraction(&mut self, milliseconds: u32) {
        if milliseconds == 0 {
            return;
        }
        self.push(".");
        self.digits(milliseconds.into(), 3);
        while self.bytes.get(self.len.wrapping_sub(1)) == Some(&b'0') {
            self.len -= 1;
        }
    }

    fn epoch_seconds(&mut self, timestamp: Timestamp) {
        let (mut seconds, mut milliseconds) = (timestamp.seconds, timestamp.nanoseconds / 1_000_000);
        if seconds < 0 {
            self.push("-");
            // The milliseconds go on from the seconds; a minus counts back.
            if milliseconds > 0 {
                (seconds, milliseconds) = (seconds + 1, 1_000 - milliseconds);
            }
        }
        self.number(seconds.unsigned_abs());
        self.fraction(milliseconds);
    }

    fn date_time(&mut self, timestamp: Timestamp) -> Option<()> {
        let (year, month, day) = civil::from_days(timestamp.seconds.div_euclid(SECONDS_A_DAY))?;
        self.digits(year.into(), 4);
        self.push("-");
        self.digits(month.into(), 2);
        self.push("-");
        self.digits(day.into(), 2);
        self.push("T");
        self.time(timestamp);
        self.fraction(timestamp.nanoseconds / 1_000_000);
        self.push("Z");
        Some(())
    }

    fn http_date(&mut self, timestamp: Timestamp) -> Option<()> {
        let days = timestamp.seconds.div_euclid(SECONDS_A_DAY);
        let (year, month, day) = civil::from_days(days)?;
        self.push(WEEKDAYS.get(civil::weekday(days))?);
        self.push(", ");
        self.digits(day.into(), 2);
        self.push(" ");
        self.push(MONTHS.get(usize::from(month) - 1)?);
        self.push(" ");
        self.digits(year.into(), 4);
        self.push(" ");
        self.time(timestamp);
        self.push(" GMT");
        Some(())
    }

    fn time(&mut self, timestamp: Timestamp) {
        let seconds = timestamp.seconds.rem_euclid(SECONDS_A_DAY).unsigned_abs();
        self.digits(seconds / 3_600, 2);
        self.push(":");
        self.digits(seconds / 60 % 60, 2);
        self.push(":");
        self.digits(seconds % 60, 2);
    }
}

impl Default for TimestampBuffer {
    fn default() -> Self {
        Self::new()
    }
}

impl Timestamp {
    /// Its text. `None` for a date of which the year is not one of 1 to 9999.
    pub fn format(self, format: TimestampFormat) -> Option<String> {
        TimestampBuffer::new().format(self, format).map(Into::into)
    }
}

/// Prints as a `date-time`, and as seconds where there is none.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut buffer = TimestampBuffer::new();
        match buffer.format(*self, TimestampFormat::DateTime) {
            Some(text) => f.pad(text),
            None => f.pad(buffer.format(*self, TimestampFormat::EpochSeconds).unwrap_or_default()),
        }
    }
}
