//! Decimal numbers of any size, compared exactly: ranges and selectors must not round.

use std::cmp::Ordering;

/// A decimal number: `0.DIGITS × 10^exponent`, without leading or trailing zeros in the digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    digits: Box<[u8]>,
    exponent: i64,
}

impl Decimal {
    /// Reads a number as JSON writes it. `None` when `text` is not one.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = text.split_once(['e', 'E']).map_or((text, None), |(m, e)| (m, Some(e)));
        let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(w, f)| (w, Some(f)));
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !is_digits(whole) || !fraction.is_none_or(is_digits) {
            return None;
        }
        let exponent = match exponent {
            None => 0,
            Some(text) => {
                let (below, digits) = match text.strip_prefix('-') {
                    Some(rest) => (true, rest),
                    None => (false, text.strip_prefix('+').unwrap_or(text)),
                };
                if !is_digits(digits) {
                    return None;
                }
                // Beyond this every number is as good as infinite, or as zero.
                let value = digits.parse::<i64>().unwrap_or(i64::MAX).min(1 << 40);
                if below { -value } else { value }
            }
        };
        let length = i64::try_from(whole.len()).ok()?;
        let digits: Vec<u8> = whole.bytes().chain(fraction.unwrap_or_default().bytes()).collect();
        let leading = digits.iter().take_while(|digit| **digit == b'0').count();
        let trailing = digits.iter().rev().take_while(|digit| **digit == b'0').count();
        if leading == digits.len() {
            return Some(Self { negative: false, digits: Box::default(), exponent: 0 });
        }
        let digits = digits.get(leading..digits.len() - trailing)?.into();
        Some(Self { negative, digits, exponent: length - i64::try_from(leading).ok()? + exponent })
    }

    /// Whether nothing stands behind the decimal point.
    pub(crate) fn is_integral(&self) -> bool {
        i64::try_from(self.digits.len()).is_ok_and(|length| self.exponent >= length)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |number: &Self| match (number.digits.is_empty(), number.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let magnitude =
            || self.exponent.cmp(&other.exponent).then_with(|| self.digits.as_ref().cmp(other.digits.as_ref()));
        sign(self).cmp(&sign(other)).then_with(|| match sign(self) {
            0 => Ordering::Equal,
            1 => magnitude(),
            _ => magnitude().reverse(),
        })
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_exact() {
        let ascending = [
            "-1e400",
            "-10",
            "-9.5",
            "-1",
            "-1e-9",
            "0",
            "1e-400",
            "0.1",
            "1",
            "1.5",
            "9",
            "10",
            "10.01",
            "1e2",
            "9223372036854775807",
            "9223372036854775808",
            "1e999999999999999999999",
        ];
        for (i, a) in ascending.iter().enumerate() {
            for (j, b) in ascending.iter().enumerate() {
                let order = Decimal::parse(a).unwrap().cmp(&Decimal::parse(b).unwrap());
                assert_eq!(order, i.cmp(&j), "{a} against {b}");
            }
        }
    }

    #[test]
    fn parsing() {
        for (text, expected) in [
            ("1", true),
            ("-0", true),
            ("1.0e+5", true),
            ("", false),
            ("1.", false),
            (".5", false),
            ("1e", false),
            ("+1", false),
            ("0x1", false),
            ("NaN", false),
            ("1e5.5", false),
        ] {
            assert_eq!(Decimal::parse(text).is_some(), expected, "{text}");
        }
        for (text, expected) in
            [("1", true), ("1.0", true), ("1.5", false), ("15e-1", false), ("1.5e1", true), ("0", true)]
        {
            assert_eq!(Decimal::parse(text).unwrap().is_integral(), expected, "{text}");
        }
    }
}
