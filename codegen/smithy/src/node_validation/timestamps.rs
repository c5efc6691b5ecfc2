//! The formats of timestamps ([timestampFormat](https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait)).

use crate::ids;
use crate::node::{Node, Value};
use crate::shape::Shape;

use super::{Place, Walk};

impl Walk<'_, '_, '_> {
    /// Checks a value against the format on a timestamp shape, or on the member that leads to it.
    pub(super) fn timestamp(&mut self, node: &Node, shape: &Shape, place: &Place<'_>) {
        if node.is_null() && self.leniency.optional_nulls {
            return;
        }
        if self.leniency.epoch_timestamps {
            if !matches!(node.value, Value::Number(_)) {
                let found = node.type_name();
                let message =
                    format!("Invalid {found} value provided for a timestamp; timestamps must be epoch-seconds numbers");
                self.error(node, place, message);
            }
            return;
        }
        let format = shape.trait_value(ids::TIMESTAMP_FORMAT).and_then(Node::as_str);
        match (format, &node.value) {
            (Some("date-time") | None, Value::String(text)) => {
                if !is_date_time(text) {
                    let message = format!(
                        "Invalid string value, `{text}`, provided for timestamp, `{}`. Expected an RFC 3339 formatted \
                         timestamp (e.g., \"1985-04-12T23:20:50.52Z\")",
                        shape.id
                    );
                    self.error(node, place, message);
                }
            }
            (Some("date-time"), _) => {
                let message = "Expected a string value for a date-time timestamp (e.g., \"1985-04-12T23:20:50.52Z\")";
                self.error(node, place, message);
            }
            (Some("http-date"), value) => {
                let found = match value {
                    Value::String(text) if is_http_date(text) => return,
                    Value::String(text) => text,
                    _ => node.type_name(),
                };
                let message = format!(
                    "Invalid value provided for http-date formatted timestamp. Expected a string value that matches \
                     the IMF-fixdate production of RFC 9110 section-5.6.7. Found: {found}"
                );
                self.error(node, place, message);
            }
            (Some("epoch-seconds") | None, Value::Number(_)) => {}
            (Some("epoch-seconds"), _) => {
                let found = node.type_name();
                let message = format!("Invalid {found} value provided for a timestamp with a `epoch-seconds` format.");
                self.error(node, place, message);
            }
            (None, _) => {
                let message = format!(
                    "Invalid {} value provided for timestamp, `{}`. Expected a number that contains epoch seconds with \
                     optional millisecond precision, or a string that contains an RFC 3339 formatted timestamp (e.g., \
                     \"1985-04-12T23:20:50.52Z\")",
                    node.type_name(),
                    shape.id
                );
                self.error(node, place, message);
            }
            // Formats that we do not know are taken as they are.
            (Some(_), _) => {}
        }
    }
}

/// `date-time` of RFC 3339, in UTC.
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else { return false };
    let Some(time) = time.strip_suffix('Z') else { return false };
    let (time, fraction) = time.split_once('.').map_or((time, None), |(time, fraction)| (time, Some(fraction)));
    let mut parts = date.split('-').map(Some).chain([None]);
    let (Some(Some(year)), Some(Some(month)), Some(Some(day)), Some(None)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let fraction_fits = fraction
        .is_none_or(|digits| !digits.is_empty() && digits.len() <= 9 && digits.bytes().all(|b| b.is_ascii_digit()));
    let date = (digits(year, 4), digits(month, 2), digits(day, 2));
    let (Some(year), Some(month), Some(day)) = date else { return false };
    fraction_fits && is_date(year, month, day) && is_time(time)
}

/// `IMF-fixdate` of RFC 9110: `Tue, 29 Apr 2014 18:30:38 GMT`.
fn is_http_date(text: &str) -> bool {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    let parts: Vec<&str> = text.split(' ').collect();
    let &[weekday, day, month, year, time, "GMT"] = parts.as_slice() else { return false };
    let Some(weekday) = weekday.strip_suffix(',') else { return false };
    let month = (1..).zip(MONTHS).find(|(_, name)| *name == month).map(|(number, _)| number);
    // Fractions of a second are allowed, as they are in the `http-date` format of protocols.
    let (time, fraction) = time.split_once('.').map_or((time, "0"), |(time, fraction)| (time, fraction));
    let (Some(day), Some(month), Some(year)) = (digits(day, 2), month, digits(year, 4)) else { return false };
    !fraction.is_empty()
        && fraction.bytes().all(|b| b.is_ascii_digit())
        && is_date(year, month, day)
        && is_time(time)
        && DAYS.get(day_of_week(year, month, day)) == Some(&weekday)
}

/// A number of exactly this many digits.
fn digits(text: &str, count: usize) -> Option<u32> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn is_time(text: &str) -> bool {
    let parts: Vec<_> = text.split(':').map(|part| digits(part, 2)).collect();
    matches!(parts.as_slice(), [Some(0..=23), Some(0..=59), Some(0..=59)])
}

fn is_date(year: u32, month: u32, day: u32) -> bool {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// Zeller's congruence, with Sunday as 0.
fn day_of_week(year: u32, month: u32, day: u32) -> usize {
    let (year, month) = if month < 3 { (year + 399, month + 12) } else { (year + 400, month) };
    let saturday_first = (day + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400) % 7;
    ((saturday_first + 6) % 7) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        for (text, expected) in [
            ("1985-04-12T23:20:50.52Z", true),
            ("2000-02-29T00:00:00Z", true),
            ("1900-02-29T00:00:00Z", false),
            ("2000-01-12T22:11:12", false),
            ("2000-01-12T22:11:12+00:00", false),
            ("2000-01-12T24:11:12Z", false),
            ("2000-13-12T22:11:12Z", false),
            ("2000-01-12T22:11:12.Z", false),
            ("", false),
        ] {
            assert_eq!(is_date_time(text), expected, "{text}");
        }
        for (text, expected) in [
            ("Tue, 29 Apr 2014 18:30:38 GMT", true),
            ("Sun, 02 Jan 2000 20:34:56.000 GMT", true),
            ("Mon, 29 Apr 2014 18:30:38 GMT", false),
            ("Tuesday, 29 April 2014 18:30:38 GMT", false),
            ("Tue, 29 Apr 2014 18:30:38 PST", false),
        ] {
            assert_eq!(is_http_date(text), expected, "{text}");
        }
    }
}
