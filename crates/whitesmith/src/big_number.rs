//! Numbers of any size. They keep their text, because no digit may be lost on the way through.

use std::fmt;
use std::str::FromStr;

macro_rules! big_number {
    ($(#[$doc:meta])* $name:ident, $valid:ident, $expected:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The number as it was written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl Default for $name {
            fn default() -> Self {
                Self("0".into())
            }
        }
        impl FromStr for $name {
            type Err = InvalidNumber;
            fn from_str(text: &str) -> Result<Self, InvalidNumber> {
                if $valid(text) { Ok(Self(text.into())) } else { Err(InvalidNumber { text: text.into(), expected: $expected }) }
            }
        }
        impl From<i64> for $name {
            fn from(value: i64) -> Self {
                Self(value.to_string().into())
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

big_number! {
    /// The value of a `bigInteger`. Equality is that of the text.
    BigInteger, is_integer, "an integer"
}
big_number! {
    /// The value of a `bigDecimal`. Equality is that of the text: `1.0` is not `1.00`, as for decimals it matters.
    BigDecimal, is_decimal, "a decimal number"
}

/// The text is not a number of the wanted kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidNumber {
    text: Box<str>,
    expected: &'static str,
}

impl fmt::Display for InvalidNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not {}", self.text, self.expected)
    }
}
impl std::error::Error for InvalidNumber {}

/// The digits at the start of `text`, which must be at least one, and what follows.
fn digits(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < text.len()).then_some(rest)
}

/// A JSON integer: no fraction, no exponent, no leading zero.
fn is_integer(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    digits(unsigned) == Some("") && (unsigned.len() == 1 || !unsigned.starts_with('0'))
}

/// A JSON number.
fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let integer = unsigned.len() - unsigned.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if !is_integer(&unsigned[..integer]) {
        return false;
    }
    let mut rest = &unsigned[integer..];
    if let Some(fraction) = rest.strip_prefix('.') {
        let Some(behind) = digits(fraction) else { return false };
        rest = behind;
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let Some(behind) = digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)) else { return false };
        rest = behind;
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts() {
        for (text, integer, decimal) in [
            ("0", true, true),
            ("-12", true, true),
            ("123456789012345678901234567890", true, true),
            ("1.50", false, true),
            ("-0.1e+10", false, true),
            ("1E5", false, true),
            ("", false, false),
            ("-", false, false),
            ("01", false, false),
            ("+1", false, false),
            ("1.", false, false),
            (".5", false, false),
            ("1e", false, false),
            ("NaN", false, false),
            ("1 ", false, false),
        ] {
            assert_eq!(
                (text.parse::<BigInteger>().is_ok(), text.parse::<BigDecimal>().is_ok()),
                (integer, decimal),
                "{text}"
            );
        }
    }
}
