use super::*;
use crate::schema::TimestampFormat::{self, DateTime, EpochSeconds, HttpDate};
use crate::strictness::Strictness::{self, Lenient, Strict};

#[test]
fn texts() {
    for (seconds, nanoseconds, format, text) in [
        (0, 0, DateTime, "1970-01-01T00:00:00Z"),
        (482_196_050, 520_000_000, DateTime, "1985-04-12T23:20:50.52Z"),
        (482_196_050, 1_999_999, DateTime, "1985-04-12T23:20:50.001Z"),
        (482_196_050, 999_999, DateTime, "1985-04-12T23:20:50Z"),
        (-1, 500_000_000, DateTime, "1969-12-31T23:59:59.5Z"),
        (951_782_400, 0, DateTime, "2000-02-29T00:00:00Z"),
        (-62_135_596_800, 0, DateTime, "0001-01-01T00:00:00Z"),
        (253_402_300_799, 999_000_000, DateTime, "9999-12-31T23:59:59.999Z"),
        (1_398_796_238, 0, HttpDate, "Tue, 29 Apr 2014 18:30:38 GMT"),
        (-1, 0, HttpDate, "Wed, 31 Dec 1969 23:59:59 GMT"),
        (1_515_531_081, 0, EpochSeconds, "1515531081"),
        (1_515_531_081, 123_456_789, EpochSeconds, "1515531081.123"),
        (-1, 500_000_000, EpochSeconds, "-0.5"),
        (-2, 250_000_000, EpochSeconds, "-1.75"),
        (i64::MAX, 999_999_999, EpochSeconds, "9223372036854775807.999"),
        (i64::MIN, 0, EpochSeconds, "-9223372036854775808"),
    ] {
        assert_eq!(Timestamp::new(seconds, nanoseconds).format(format).as_deref(), Some(text));
    }
    for seconds in [-62_135_596_801, 253_402_300_800, i64::MIN, i64::MAX] {
        let timestamp = Timestamp::from_seconds(seconds);
        assert_eq!((timestamp.format(DateTime), timestamp.format(HttpDate)), (None, None));
        assert_eq!(timestamp.to_string(), seconds.to_string());
    }
}

#[track_caller]
fn check(text: &str, format: TimestampFormat, strictness: Strictness, expected: Option<(i64, u32)>) {
    let found = Timestamp::parse(text, format, strictness);
    assert_eq!(found, expected.map(|(seconds, nanoseconds)| Timestamp::new(seconds, nanoseconds)), "{text}");
}

#[test]
fn read_on_both_sides() {
    for (text, format, expected) in [
        ("1985-04-12T23:20:50.52Z", DateTime, (482_196_050, 520_000_000)),
        ("1985-04-12T23:20:50.1234567891Z", DateTime, (482_196_050, 123_456_789)),
        ("0001-01-01T00:00:00Z", DateTime, (-62_135_596_800, 0)),
        ("9999-12-31T23:59:59Z", DateTime, (253_402_300_799, 0)),
        ("Tue, 29 Apr 2014 18:30:38 GMT", HttpDate, (1_398_796_238, 0)),
        ("2016-12-31T23:59:60Z", DateTime, (1_483_228_800, 0)),
        ("1515531081.1234", EpochSeconds, (1_515_531_081, 123_400_000)),
        ("1515531081", EpochSeconds, (1_515_531_081, 0)),
        ("1.515531081e9", EpochSeconds, (1_515_531_081, 0)),
        ("15155310811E-1", EpochSeconds, (1_515_531_081, 100_000_000)),
        ("5e-1", EpochSeconds, (0, 500_000_000)),
        ("5e-3", EpochSeconds, (0, 5_000_000)),
        ("0e999999999", EpochSeconds, (0, 0)),
        ("-0.5", EpochSeconds, (-1, 500_000_000)),
        ("-1", EpochSeconds, (-1, 0)),
    ] {
        check(text, format, Strict, Some(expected));
        check(text, format, Lenient, Some(expected));
    }
}

#[test]
fn read_by_clients_only() {
    for (text, format, expected) in [
        ("2019-12-16T22:48:18-01:00", DateTime, (1_576_540_098, 0)),
        ("2019-12-17T00:48:18+01:00", DateTime, (1_576_540_098, 0)),
        ("1985-04-12t23:20:50z", DateTime, (482_196_050, 0)),
        ("1985-04-12 23:20:50Z", DateTime, (482_196_050, 0)),
        ("Tue, 29 Apr 2014 18:30:38.123 GMT", HttpDate, (1_398_796_238, 123_000_000)),
        ("tue, 29 apr 2014 18:30:38 UTC", HttpDate, (1_398_796_238, 0)),
        ("Mon, 29 Apr 2014 18:30:38 GMT", HttpDate, (1_398_796_238, 0)),
        ("Sun, 2 Jan 2000 20:34:56 GMT", HttpDate, (946_845_296, 0)),
        (" 5\n", EpochSeconds, (5, 0)),
        ("+5.", EpochSeconds, (5, 0)),
    ] {
        check(text, format, Strict, None);
        check(text, format, Lenient, Some(expected));
    }
}

#[test]
fn read_by_nobody() {
    for (text, format) in [
        ("", DateTime),
        ("1996-12-19T16:39:57", DateTime),
        ("1996-12-19T16:39:57+00", DateTime),
        ("1996-12-19T16:39:57+00Z", DateTime),
        ("1996-12-19T163957", DateTime),
        ("19961219T163957Z", DateTime),
        ("1996-12-19T16:39Z", DateTime),
        ("1996-12-19T16:39:57.Z", DateTime),
        ("1996-02-30T16:39:57Z", DateTime),
        ("1900-02-29T16:39:57Z", DateTime),
        ("1996-13-19T16:39:57Z", DateTime),
        ("1996-00-19T16:39:57Z", DateTime),
        ("1996-12-00T16:39:57Z", DateTime),
        ("1996-12-19T24:00:00Z", DateTime),
        ("0000-12-19T16:39:57Z", DateTime),
        ("10000-12-19T16:39:57Z", DateTime),
        ("2011-12-03T10:15:30+01:00[Europe/Paris]", DateTime),
        ("1996-12-19T16:39:57Ž", DateTime),
        ("199é-12-19T00:00:00Z", DateTime),
        ("+996-12-19T00:00:00Z", DateTime),
        ("1515531081", DateTime),
        ("1985-04-12T23:20:50Z", HttpDate),
        ("Sun, 02 Foo 2000 20:34:56 GMT", HttpDate),
        ("Sun, 02 Jan 2000", HttpDate),
        ("Tue, 29 Apr 2014 18:30:38", HttpDate),
        ("Tue, 31 Apr 2014 18:30:38 GMT", HttpDate),
        ("Tuesday, 29-Apr-14 18:30:38 GMT", HttpDate),
        ("ŽŽ, 29 Apr 2014", HttpDate),
        ("", HttpDate),
        ("", EpochSeconds),
        ("-", EpochSeconds),
        (".", EpochSeconds),
        ("1515531081ABC", EpochSeconds),
        ("1515531081.123.456", EpochSeconds),
        ("0x42", EpochSeconds),
        ("Infinity", EpochSeconds),
        ("NaN", EpochSeconds),
        ("9223372036854775808", EpochSeconds),
        ("1e40", EpochSeconds),
        ("1e99999999999", EpochSeconds),
        ("1e", EpochSeconds),
    ] {
        check(text, format, Strict, None);
        check(text, format, Lenient, None);
    }
}

/// A generator of numbers that look random and are always the same (`SplitMix64`).
fn numbers() -> impl FnMut() -> u64 {
    let mut state = 7_u64;
    move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

#[test]
fn every_day_and_every_millisecond_round_trips() {
    for days in (-719_162..=2_932_896).step_by(17).chain([-719_162, 2_932_896]) {
        let (year, month, day) = civil::from_days(days).unwrap();
        assert_eq!(civil::to_days(year, month, day), Some(days));
    }
    let mut next = numbers();
    for _ in 0..20_000 {
        let milliseconds = i64::try_from(next() % 315_537_897_600_000).unwrap() - 62_135_596_800_000;
        let timestamp = Timestamp::from_milliseconds(milliseconds);
        assert_eq!(timestamp.milliseconds(), Some(milliseconds));
        for format in [DateTime, EpochSeconds] {
            check(
                &timestamp.format(format).unwrap(),
                format,
                Strict,
                Some((timestamp.seconds(), timestamp.nanoseconds())),
            );
        }
        check(&timestamp.format(HttpDate).unwrap(), HttpDate, Strict, Some((timestamp.seconds(), 0)));
    }
}

#[test]
fn no_text_panics() {
    let alphabet: Vec<char> = "0123456789-+:.,TZtzeE TueAprGMT\u{17d}".chars().collect();
    let mut next = numbers();
    for _ in 0..200_000 {
        let len = next() % 34;
        let text: String =
            (0..len).map(|_| alphabet[usize::try_from(next()).unwrap_or(usize::MAX) % alphabet.len()]).collect();
        for format in [DateTime, EpochSeconds, HttpDate] {
            let (strict, lenient) = (Timestamp::parse(&text, format, Strict), Timestamp::parse(&text, format, Lenient));
            // What a server takes, a client takes, and it means the same.
            assert!(strict.is_none() || strict == lenient, "{text}");
        }
    }
}
