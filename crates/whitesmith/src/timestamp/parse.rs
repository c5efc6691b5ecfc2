//! From text to a timestamp.

use std::str::FromStr;

use super::format::{MONTHS, WEEKDAYS};
use super::{Timestamp, civil};
use crate::schema::TimestampFormat;
use crate::strictness::Strictness;

impl Timestamp {
    /// The timestamp with this text; `None` if the text is no timestamp of this format.
    ///
    /// [`Strictness::Strict`] takes what this crate writes, with any number of digits behind the point of seconds,
    /// of which nine are kept. [`Strictness::Lenient`] takes beside it space around the text, and:
    /// - in a `date-time`: an offset such as `+01:00` and `t`, `z` or a space in the places of `T` and `Z`;
    /// - in an `http-date`: a fraction of seconds, a day of one digit, `UTC` and any letter case;
    /// - as `epoch-seconds`: a plus, a point without digits on one side.
    pub fn parse(text: &str, format: TimestampFormat, strictness: Strictness) -> Option<Self> {
        let lenient = strictness == Strictness::Lenient;
        let mut scanner = Scanner { rest: if lenient { text.trim() } else { text }, lenient };
        let timestamp = match format {
            TimestampFormat::DateTime => scanner.date_time(),
            TimestampFormat::HttpDate => scanner.http_date(),
            TimestampFormat::EpochSeconds => scanner.epoch_seconds(),
        }?;
        scanner.rest.is_empty().then_some(timestamp)
    }
}

/// Reads a `date-time` as a client does: offsets are accepted.
impl FromStr for Timestamp {
    type Err = InvalidTimestamp;
    fn from_str(text: &str) -> Result<Self, InvalidTimestamp> {
        Self::parse(text, TimestampFormat::DateTime, Strictness::Lenient).ok_or(InvalidTimestamp)
    }
}

/// The text is not a `date-time`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidTimestamp;

impl std::fmt::Display for InvalidTimestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("expected a date-time such as 1985-04-12T23:20:50.52Z")
    }
}
impl std::error::Error for InvalidTimestamp {}

/// Takes text from the front, piece by piece.
struct Scanner<'a> {
    rest: &'a str,
    lenient: bool,
}

impl<'a> Scanner<'a> {
    fn eat(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, text: &str) -> Option<()> {
        self.eat(text).then_some(())
    }

    /// All digits at the front.
    fn digits(&mut self) -> &'a str {
        let end = self.rest.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        digits
    }

    /// A number of exactly this many digits.
    fn number<T: FromStr>(&mut self, count: usize) -> Option<T> {
        let digits = self.rest.get(..count).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?;
        self.rest = self.rest.get(count..)?;
        digits.parse().ok()
    }

    /// Nanoseconds, if there is a point.
    fn fraction(&mut self) -> Option<u32> {
        if !self.eat(".") {
            return Some(0);
        }
        let digits = self.digits();
        if digits.is_empty() {
            return None;
        }
        Some(nanoseconds(digits))
    }

    /// One of these words, by its position.
    fn word(&mut self, words: &[&str]) -> Option<usize> {
        let found = self.rest.get(..3)?;
        let same = |word: &&str| if self.lenient { word.eq_ignore_ascii_case(found) } else { *word == found };
        let index = words.iter().position(same)?;
        self.rest = self.rest.get(3..)?;
        Some(index)
    }

    /// Seconds since midnight. A leap second is the first of the next minute.
    fn time(&mut self) -> Option<i64> {
        let hour: i64 = self.number(2)?;
        self.expect(":")?;
        let minute: i64 = self.number(2)?;
        self.expect(":")?;
        let second: i64 = self.number(2)?;
        (hour < 24 && minute < 60 && second <= 60).then_some(hour * 3_600 + minute * 60 + second)
    }

    fn date_time(&mut self) -> Option<Timestamp> {
        let year = self.number(4)?;
        self.expect("-")?;
        let month = self.number(2)?;
        self.expect("-")?;
        let day = self.number(2)?;
        if !(self.eat("T") || self.lenient && (self.eat("t") || self.eat(" "))) {
            return None;
        }
        let seconds = civil::to_days(year, month, day)? * 86_400 + self.time()?;
        let nanoseconds = self.fraction()?;
        let offset = if self.eat("Z") || self.lenient && self.eat("z") {
            0
        } else if self.lenient {
            self.offset()?
        } else {
            return None;
        };
        Some(Timestamp::new(seconds - offset, nanoseconds))
    }

    /// Seconds east of Greenwich.
    fn offset(&mut self) -> Option<i64> {
        let sign = if self.eat("+") {
            1
        } else {
            self.expect("-")?;
            -1
        };
        let hours: i64 = self.number(2)?;
        self.expect(":")?;
        let minutes: i64 = self.number(2)?;
        (hours < 24 && minutes < 60).then_some(sign * (hours * 3_600 + minutes * 60))
    }

    fn http_date(&mut self) -> Option<Timestamp> {
        let weekday = self.word(&WEEKDAYS)?;
        self.expect(", ")?;
        let day = if self.lenient { self.digits().parse().ok()? } else { self.number(2)? };
        self.expect(" ")?;
        let month = u8::try_from(self.word(&MONTHS)? + 1).ok()?;
        self.expect(" ")?;
        let year = self.number(4)?;
        self.expect(" ")?;
        let days = civil::to_days(year, month, day)?;
        if !self.lenient && civil::weekday(days) != weekday {
            return None;
        }
        let seconds = self.time()?;
        let nanoseconds = if self.lenient { self.fraction()? } else { 0 };
        self.expect(" ")?;
        if !(self.eat("GMT") || self.lenient && (self.eat("UTC") || self.eat("gmt"))) {
            return None;
        }
        Some(Timestamp::new(days * 86_400 + seconds, nanoseconds))
    }

    fn epoch_seconds(&mut self) -> Option<Timestamp> {
        let negative = self.eat("-");
        if self.lenient && !negative {
            self.eat("+");
        }
        let whole = self.digits();
        let point = self.eat(".");
        let fraction = if point { self.digits() } else { "" };
        if !self.lenient && (whole.is_empty() || point && fraction.is_empty()) {
            return None;
        }
        let exponent = match self.rest.as_bytes().first() {
            Some(b'e' | b'E') => self.exponent()?,
            _ => 0,
        };
        let (whole, fraction) = shift(whole, fraction, exponent)?;
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let seconds: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let nanoseconds = nanoseconds(&fraction);
        Some(match (negative, nanoseconds) {
            (false, _) => Timestamp::new(seconds, nanoseconds),
            (true, 0) => Timestamp::new(-seconds, 0),
            (true, _) => Timestamp::new(-seconds - 1, 1_000_000_000 - nanoseconds),
        })
    }

    /// The exponent of a number: JSON has them, and some writers use them for round seconds.
    fn exponent(&mut self) -> Option<i32> {
        self.rest = self.rest.get(1..)?;
        let negative = self.eat("-");
        if !negative {
            self.eat("+");
        }
        let size: i32 = self.digits().parse().ok()?;
        Some(if negative { -size } else { size })
    }
}

/// The first nine digits behind a point.
fn nanoseconds(digits: &str) -> u32 {
    let kept = digits.bytes().chain(std::iter::repeat(b'0')).take(9);
    kept.fold(0, |value, digit| value * 10 + u32::from(digit - b'0'))
}

/// Moves the point by `exponent` digits. `None` if the number would be of no use as seconds.
fn shift<'a>(
    whole: &'a str,
    fraction: &'a str,
    exponent: i32,
) -> Option<(std::borrow::Cow<'a, str>, std::borrow::Cow<'a, str>)> {
    if exponent == 0 {
        return Some((whole.into(), fraction.into()));
    }
    let digits = format!("{whole}{fraction}");
    let point = i64::try_from(whole.len()).ok()? + i64::from(exponent);
    if digits.bytes().all(|digit| digit == b'0') {
        return Some(("0".into(), "".into()));
    }
    // More digits than seconds and nanoseconds can have.
    if !(-40..=40).contains(&point) {
        return if point < 0 { Some(("0".into(), "".into())) } else { None };
    }
    match usize::try_from(point) {
        Ok(point) if point >= digits.len() => Some((format!("{digits:0<point$}").into(), "".into())),
        Ok(point) => Some((digits.get(..point)?.to_owned().into(), digits.get(point..)?.to_owned().into())),
        Err(_) => {
            let zeros = usize::try_from(-point).ok()?;
            Some(("0".into(), format!("{}{digits}", "0".repeat(zeros)).into()))
        }
    }
}
