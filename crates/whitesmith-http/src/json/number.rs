//! Numbers of documents: the plainest value that loses nothing.

use whitesmith::Document;

/// Any decimal number of this many digits comes out of a double as it went in.
const DIGITS_OF_A_DOUBLE: usize = 15;

/// The document that a JSON number is: an integer if 64 bits hold it, a double if that has the same digits, and
/// otherwise its text. `None` if the text is no number.
pub(super) fn document(text: &str) -> Option<Document> {
    // Minus zero is no integer that differs from zero.
    if let (Ok(integer), false) = (text.parse(), text == "-0" || text.starts_with('+')) {
        return Some(Document::Integer(integer));
    }
    let number = text.parse().ok()?;
    let double: f64 = text.parse().ok()?;
    let short = text.len() <= DIGITS_OF_A_DOUBLE && !text.contains(['e', 'E']);
    let exact =
        short || double.is_finite() && Decimal::of(text) == Decimal::of(zmij::Buffer::new().format_finite(double));
    Some(if exact { Document::Double(double) } else { Document::Number(number) })
}

/// A number as digits without zeros around them, and the power of ten behind the last.
#[derive(PartialEq, Eq)]
struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// The parts of a JSON number; `None` if its exponent is beyond counting.
    fn of(text: &str) -> Option<Self> {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |text| (true, text));
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let exponent = exponent.parse::<i64>().ok()?.checked_sub(i64::try_from(fraction.len()).ok()?)?;
        let digits = all.trim_end_matches('0');
        let zeros = i64::try_from(all.len() - digits.len()).ok()?;
        let digits = digits.trim_start_matches('0').to_owned();
        let exponent = if digits.is_empty() { 0 } else { exponent.checked_add(zeros)? };
        Some(Self { negative, digits, exponent })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plainest_that_loses_nothing() {
        let number = |text: &str| Document::Number(text.parse().unwrap());
        for (text, expected) in [
            ("0", Document::Integer(0)),
            ("-0", Document::Double(-0.0)),
            ("9223372036854775807", Document::Integer(i64::MAX)),
            ("9223372036854775808", number("9223372036854775808")),
            ("18446744073709551615", number("18446744073709551615")),
            ("1.5", Document::Double(1.5)),
            ("0.1", Document::Double(0.1)),
            ("1e3", Document::Double(1000.0)),
            ("1E+3", Document::Double(1000.0)),
            ("1e400", number("1e400")),
            ("1e-400", number("1e-400")),
            ("0e400", Document::Double(0.0)),
            ("0.1000000000000000055511151231257827", number("0.1000000000000000055511151231257827")),
            ("123456789012345678901234567890", number("123456789012345678901234567890")),
            ("1e99999999999999999999", number("1e99999999999999999999")),
        ] {
            let found = document(text);
            assert_eq!(found, Some(expected), "{text}");
        }
        for text in ["", "-", "+1", "1.", "NaN", "1e", "0x1"] {
            assert_eq!(document(text), None, "{text}");
        }
    }
}
