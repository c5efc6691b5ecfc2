//! Host prefixes ([endpoint trait](https://smithy.io/2.0/spec/endpoint-traits.html#endpoint-trait)).

use std::fmt;

/// Why a host prefix could not be expanded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidHostLabel {
    /// The label's name.
    pub label: &'static str,
}

impl fmt::Display for InvalidHostLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the value of `{}` cannot be part of a host name", self.label)
    }
}
impl std::error::Error for InvalidHostLabel {}

/// The prefix with every `{label}` replaced by what `value` says: one label of a host name
/// ([RFC 1123](https://www.rfc-editor.org/rfc/rfc1123#page-13)).
pub fn prefix(
    pattern: &'static str,
    mut value: impl FnMut(&'static str) -> Option<String>,
) -> Result<String, InvalidHostLabel> {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((literal, behind)) = rest.split_once('{') {
        let (label, behind) = behind.split_once('}').ok_or(InvalidHostLabel { label: rest })?;
        let value = value(label).filter(|value| is_host_label(value)).ok_or(InvalidHostLabel { label })?;
        out.push_str(literal);
        out.push_str(&value);
        rest = behind;
    }
    out.push_str(rest);
    Ok(out)
}

fn is_host_label(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes() {
        for (pattern, value, expected) in [
            ("foo.", "x", Ok("foo.")),
            ("foo.{label}.", "bar", Ok("foo.bar.")),
            ("{a}-{b}.", "1", Ok("1-1.")),
            ("{label}.", "", Err("label")),
            ("{label}.", "a.b", Err("label")),
            ("{label}.", "a/", Err("label")),
            ("{label}.", "-a", Err("label")),
            ("{label}.", "a\r\n", Err("label")),
        ] {
            let found = prefix(pattern, |_| Some(value.to_owned()));
            assert_eq!(found.as_deref().map_err(|error| error.label), expected, "{pattern} {value}");
        }
        assert!(prefix("{a}.", |_| None).is_err());
    }
}
