//! Rust literals.

/// A string literal; raw where that spares backslashes.
pub(super) fn string(text: &str) -> String {
    let raw = text.contains(['\\', '"']) && !text.chars().any(char::is_control) && !text.contains("\"###");
    if !raw {
        return format!("{text:?}");
    }
    let hashes =
        (0..=3).map(|n| "#".repeat(n)).find(|hashes| !text.contains(&format!("\"{hashes}"))).unwrap_or_default();
    format!("r{hashes}\"{text}\"{hashes}")
}

/// `Some(…)` or `None`.
pub(super) fn option(value: Option<String>) -> String {
    value.map_or_else(|| "None".into(), |value| format!("Some({value})"))
}

/// An integer with its digits in groups of three.
pub(super) fn integer(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let grouped: Vec<String> =
        digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    format!("{sign}{}", if digits.len() > 4 { grouped.join("_") } else { digits.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals() {
        for (text, expected) in
            [("a", r#""a""#), ("\\S", r#"r"\S""#), ("a\"b", "r#\"a\"b\"#"), ("a\nb", r#""a\nb""#), ("", r#""""#)]
        {
            assert_eq!(string(text), expected);
        }
        for (digits, expected) in [("0", "0"), ("1234", "1234"), ("12345", "12_345"), ("-1234567", "-1_234_567")] {
            assert_eq!(integer(digits), expected);
        }
    }
}
