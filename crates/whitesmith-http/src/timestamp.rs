//! Timestamps as text
//! ([timestampFormat](https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait)).
//!
//! They are written with milliseconds, and what is smaller is cut off. What is read may have nanoseconds.

use std::fmt::Write as _;

use whitesmith::Timestamp;
use whitesmith::schema::TimestampFormat;

use crate::Strictness;

const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SECONDS_PER_DAY: i64 = 86_400;
const NANOSECONDS: u32 = 1_000_000_000;

/// The timestamp's text. A fraction of a second is left out of an http-date, which has no place for it.
pub fn format(value: Timestamp, format: TimestampFormat) -> String {
    let mut out = String::with_capacity(32);
    push(&mut out, value, format);
    out
}

/// Appends the timestamp's text.
pub fn push(out: &mut String, value: Timestamp, format: TimestampFormat) {
    let days = value.seconds().div_euclid(SECONDS_PER_DAY);
    let second = value.seconds().rem_euclid(SECONDS_PER_DAY);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    let milliseconds = value.nanoseconds() / 1_000_000;
    // Writing to a string does not fail.
    let _ = match format {
        TimestampFormat::EpochSeconds => push_epoch(out, value.seconds(), milliseconds),
        TimestampFormat::DateTime => {
            let (year, month, day) = civil(days);
            let _ = write!(out, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
            push_fraction(out, milliseconds);
            out.write_char('Z')
        }
        TimestampFormat::HttpDate => {
            let (year, month, day) = civil(days);
            let name = |names: &[&'static str], index: i64| {
                usize::try_from(index).ok().and_then(|index| names.get(index).copied()).unwrap_or_default()
            };
            let (weekday, month) = (name(&DAYS, (days + 4).rem_euclid(7)), name(&MONTHS, month - 1));
            write!(out, "{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
        }
    };
}

/// Seconds and a fraction. The fraction of a [`Timestamp`] counts up from the second before it, also before 1970.
fn push_epoch(out: &mut String, seconds: i64, milliseconds: u32) -> std::fmt::Result {
    let (sign, seconds, milliseconds) = match (seconds < 0, milliseconds) {
        (true, 0) => ("-", seconds.unsigned_abs(), 0),
        (true, fraction) => ("-", (seconds + 1).unsigned_abs(), 1000 - fraction),
        (false, fraction) => ("", seconds.unsigned_abs(), fraction),
    };
    write!(out, "{sign}{seconds}")?;
    push_fraction(out, milliseconds);
    Ok(())
}

/// A point and up to three digits; nothing for zero.
fn push_fraction(out: &mut String, milliseconds: u32) {
    if milliseconds > 0 {
        let digits = format!("{milliseconds:03}");
        out.push('.');
        out.push_str(digits.trim_end_matches('0'));
    }
}

/// The timestamp with this text. Strict is what the specification says; lenient also takes UTC offsets, fractions
/// of seconds in http-dates, and exponents.
pub fn parse(text: &str, format: TimestampFormat, strictness: Strictness) -> Option<Timestamp> {
    let lenient = strictness == Strictness::Lenient;
    let text = if lenient { text.trim() } else { text };
    match format {
        TimestampFormat::DateTime => parse_date_time(text, lenient),
        TimestampFormat::HttpDate => parse_http_date(text, lenient),
        TimestampFormat::EpochSeconds => parse_epoch(text, lenient),
    }
}

/// [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339#section-5.6).
fn parse_date_time(text: &str, lenient: bool) -> Option<Timestamp> {
    let mut rest = Rest(text);
    let year = rest.digits(4)?;
    rest.skip("-")?;
    let month = rest.digits(2)?;
    rest.skip("-")?;
    let day = rest.digits(2)?;
    rest.skip("T").or_else(|| if lenient { rest.skip("t") } else { None })?;
    let second = rest.time()?;
    let nanoseconds = rest.fraction()?;
    let offset = match rest.0 {
        "Z" => 0,
        "z" if lenient => 0,
        _ if lenient => rest.offset()?,
        _ => return None,
    };
    let seconds = days(year, month, day)? * SECONDS_PER_DAY + second - offset;
    Some(Timestamp::new(seconds, nanoseconds))
}

/// [IMF-fixdate](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7).
fn parse_http_date(text: &str, lenient: bool) -> Option<Timestamp> {
    let (weekday, date) = text.split_once(", ")?;
    let mut rest = Rest(date);
    let day = rest.digits(2).or_else(|| if lenient { rest.digits(1) } else { None })?;
    rest.skip(" ")?;
    let name = rest.take(3)?;
    let month = MONTHS.iter().position(|month| *month == name)?;
    rest.skip(" ")?;
    let year = rest.digits(4)?;
    rest.skip(" ")?;
    let second = rest.time()?;
    let nanoseconds = if lenient { rest.fraction()? } else { 0 };
    let known = DAYS.contains(&weekday) && rest.0 == " GMT";
    let days = days(year, i64::try_from(month).ok()? + 1, day)?;
    known.then(|| Timestamp::new(days * SECONDS_PER_DAY + second, nanoseconds))
}

/// Seconds since 1970, with an optional fraction.
fn parse_epoch(text: &str, lenient: bool) -> Option<Timestamp> {
    if lenient && text.contains(['e', 'E']) {
        return epoch(text.parse().ok()?);
    }
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !fraction.is_none_or(all_digits) {
        return None;
    }
    let nanoseconds = fraction.map_or(0, nanoseconds);
    let seconds: i64 = whole.parse().ok()?;
    Some(match (negative, nanoseconds) {
        (false, nanoseconds) => Timestamp::new(seconds, nanoseconds),
        (true, 0) => Timestamp::new(-seconds, 0),
        (true, nanoseconds) => Timestamp::new(-seconds - 1, NANOSECONDS - nanoseconds),
    })
}

/// The timestamp this many seconds after 1970, to the millisecond: more digits than that a number of today does
/// not hold.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
pub fn epoch(seconds: f64) -> Option<Timestamp> {
    let milliseconds = (seconds * 1000.0).round();
    if !(-9e18..9e18).contains(&milliseconds) {
        return None;
    }
    let milliseconds = milliseconds as i64;
    let fraction = u32::try_from(milliseconds.rem_euclid(1000)).unwrap_or_default();
    Some(Timestamp::new(milliseconds.div_euclid(1000), fraction * 1_000_000))
}

/// The first nine digits of a fraction as nanoseconds.
fn nanoseconds(digits: &str) -> u32 {
    let digit = |byte: u8| u32::from(byte.wrapping_sub(b'0'));
    digits.bytes().chain(std::iter::repeat(b'0')).take(9).fold(0, |sum, byte| sum * 10 + digit(byte))
}

/// What is still to be read.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn take(&mut self, length: usize) -> Option<&'a str> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn skip(&mut self, text: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(text)?;
        Some(())
    }

    /// A number of exactly this many digits.
    fn digits(&mut self, count: usize) -> Option<i64> {
        let text = self.0.get(..count)?;
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.take(count)?.parse().ok()
    }

    /// `hh:mm:ss` as seconds; a leap second is the first of the next minute.
    fn time(&mut self) -> Option<i64> {
        let hour = self.digits(2)?;
        self.skip(":")?;
        let minute = self.digits(2)?;
        self.skip(":")?;
        let second = self.digits(2)?;
        (hour < 24 && minute < 60 && second <= 60).then_some(hour * 3600 + minute * 60 + second)
    }

    /// A point and digits, as nanoseconds; zero if there is no point.
    fn fraction(&mut self) -> Option<u32> {
        if self.skip(".").is_none() {
            return Some(0);
        }
        let length = self.0.bytes().take_while(u8::is_ascii_digit).count();
        if length == 0 { None } else { self.take(length).map(nanoseconds) }
    }

    /// `+hh:mm` or `-hh:mm` to the end, as seconds.
    fn offset(&mut self) -> Option<i64> {
        let sign = match self.take(1)? {
            "+" => 1,
            "-" => -1,
            _ => return None,
        };
        let hour = self.digits(2)?;
        self.skip(":")?;
        let minute = self.digits(2)?;
        (self.0.is_empty() && hour < 24 && minute < 60).then_some(sign * (hour * 3600 + minute * 60))
    }
}

/// Days of 400 years, after which the calendar repeats.
const ERA: i64 = 146_097;

/// Days from 1970-01-01 to a date of the Gregorian calendar, if there is such a date. Years begin in March here, so
/// that a leap day is their last.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let of_era = year.rem_euclid(400);
    Some(year.div_euclid(400) * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - DAYS_BEFORE_1970)
}

/// Days from the first of March of the year 0 to 1970-01-01.
const DAYS_BEFORE_1970: i64 = 719_468;

/// The year, month and day of a day: the inverse of [`days`].
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + DAYS_BEFORE_1970;
    let of_era = days.rem_euclid(ERA);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / (ERA - 1)) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (days.div_euclid(ERA) * 400 + year + next, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use TimestampFormat::{DateTime, EpochSeconds, HttpDate};

    /// What is written is read again, strictly and leniently.
    #[test]
    fn both_ways() {
        for (seconds, nanoseconds, date_time, http_date, epoch) in [
            (0, 0, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "0"),
            (1_576_540_098, 0, "2019-12-16T23:48:18Z", "Mon, 16 Dec 2019 23:48:18 GMT", "1576540098"),
            (482_196_050, 520_000_000, "1985-04-12T23:20:50.52Z", "Fri, 12 Apr 1985 23:20:50 GMT", "482196050.52"),
            (951_782_400, 1_000_000, "2000-02-29T00:00:00.001Z", "Tue, 29 Feb 2000 00:00:00 GMT", "951782400.001"),
            (-1, 0, "1969-12-31T23:59:59Z", "Wed, 31 Dec 1969 23:59:59 GMT", "-1"),
            (-2, 250_000_000, "1969-12-31T23:59:58.25Z", "Wed, 31 Dec 1969 23:59:58 GMT", "-1.75"),
            (-62_135_596_800, 0, "0001-01-01T00:00:00Z", "Mon, 01 Jan 0001 00:00:00 GMT", "-62135596800"),
            (253_402_300_799, 0, "9999-12-31T23:59:59Z", "Fri, 31 Dec 9999 23:59:59 GMT", "253402300799"),
        ] {
            let value = Timestamp::new(seconds, nanoseconds);
            for (text, kind, expected) in [
                (date_time, DateTime, value),
                (http_date, HttpDate, Timestamp::from_seconds(seconds)),
                (epoch, EpochSeconds, value),
            ] {
                assert_eq!(format(value, kind), text);
                assert_eq!(parse(text, kind, Strictness::Strict), Some(expected), "{text}");
                assert_eq!(parse(text, kind, Strictness::Lenient), Some(expected), "{text}");
            }
        }
        let value = Timestamp::new(1, 123_999_999);
        assert_eq!(
            (format(value, DateTime), format(value, EpochSeconds)),
            ("1970-01-01T00:00:01.123Z".into(), "1.123".into())
        );
        for seconds in [i64::MIN, i64::MAX] {
            assert!(!format(Timestamp::from_seconds(seconds), DateTime).is_empty());
            assert_eq!(format(Timestamp::from_seconds(seconds), EpochSeconds), seconds.to_string());
        }
    }

    /// Texts that only some readers take: what a strict and a lenient one see.
    #[test]
    fn read() {
        let at = |seconds, nanoseconds| Some(Timestamp::new(seconds, nanoseconds));
        for (text, kind, strict, lenient) in [
            ("2019-12-16T22:48:18-01:00", DateTime, None, at(1_576_540_098, 0)),
            ("2019-12-17T00:48:18+01:00", DateTime, None, at(1_576_540_098, 0)),
            ("1970-01-01t00:00:01z", DateTime, None, at(1, 0)),
            ("1970-01-01T00:00:01.1234567891Z", DateTime, at(1, 123_456_789), at(1, 123_456_789)),
            ("2016-12-31T23:59:60Z", DateTime, at(1_483_228_800, 0), at(1_483_228_800, 0)),
            ("1996-12-19T16:39:57+00", DateTime, None, None),
            ("1996-12-19T16:39:57+00Z", DateTime, None, None),
            ("1996-12-19T16:39:57", DateTime, None, None),
            ("19961219T163957Z", DateTime, None, None),
            ("1996-12-19T16:39Z", DateTime, None, None),
            ("1996-12-19 16:39:57Z", DateTime, None, None),
            ("1996-12-19T16:39:57.Z", DateTime, None, None),
            ("2011-12-03T10:15:30+01:00[Europe/Paris]", DateTime, None, None),
            ("1996-02-30T00:00:00Z", DateTime, None, None),
            ("1996-13-01T00:00:00Z", DateTime, None, None),
            ("1996-00-01T00:00:00Z", DateTime, None, None),
            ("1900-02-29T00:00:00Z", DateTime, None, None),
            ("1996-12-19T24:00:00Z", DateTime, None, None),
            ("199é-12-19T00:00:00Z", DateTime, None, None),
            ("+996-12-19T00:00:00Z", DateTime, None, None),
            ("1515531081", DateTime, None, None),
            ("Sun, 02 Jan 2000 20:34:56.000 GMT", HttpDate, None, at(946_845_296, 0)),
            ("Sun, 02 Jan 2000 20:34:56.456 GMT", HttpDate, None, at(946_845_296, 456_000_000)),
            ("Sun, 2 Jan 2000 20:34:56 GMT", HttpDate, None, at(946_845_296, 0)),
            ("Sunday, 02 Jan 2000 20:34:56 GMT", HttpDate, None, None),
            ("Sun, 02 Foo 2000 20:34:56 GMT", HttpDate, None, None),
            ("Sun, 02 Jan 2000 20:34:56 UTC", HttpDate, None, None),
            ("Sun, 02 Jan 2000", HttpDate, None, None),
            ("1985-04-12T23:20:50Z", HttpDate, None, None),
            ("1515531081.1234", EpochSeconds, at(1_515_531_081, 123_400_000), at(1_515_531_081, 123_400_000)),
            ("1.5e9", EpochSeconds, None, at(1_500_000_000, 0)),
            ("1515531081ABC", EpochSeconds, None, None),
            ("0x42", EpochSeconds, None, None),
            ("1515531081.123.456", EpochSeconds, None, None),
            ("NaN", EpochSeconds, None, None),
            ("Infinity", EpochSeconds, None, None),
            ("1e999", EpochSeconds, None, None),
            ("99999999999999999999", EpochSeconds, None, None),
            ("1.", EpochSeconds, None, None),
            (".5", EpochSeconds, None, None),
            ("-", EpochSeconds, None, None),
            ("", EpochSeconds, None, None),
            ("", DateTime, None, None),
            ("", HttpDate, None, None),
        ] {
            assert_eq!(parse(text, kind, Strictness::Strict), strict, "{text}");
            assert_eq!(parse(text, kind, Strictness::Lenient), lenient, "{text}");
        }
    }
}
