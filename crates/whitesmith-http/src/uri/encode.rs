//! Percent-encoding ([RFC 3986, 2.1](https://www.rfc-editor.org/rfc/rfc3986#section-2.1)).
//!
//! Everything but the unreserved characters is encoded, in labels and in queries alike; a space is `%20`, and
//! `+` means itself ([httpLabel](https://smithy.io/2.0/spec/http-bindings.html#httplabel-trait)).

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode, utf8_percent_encode};

/// All but the unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// The same for labels that span segments.
const RESERVED_GREEDY: &AsciiSet = &RESERVED.remove(b'/');

/// Appends `text` as one segment of a path, or as a key or value of a query.
pub fn push(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, RESERVED));
}

/// Appends `text` as segments of a path: slashes stay.
pub fn push_greedy(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, RESERVED_GREEDY));
}

/// Appends what is encoded already, encoded again: alike, whatever it was like before.
pub fn push_again(out: &mut String, encoded: &str) {
    let bytes: Cow<'_, [u8]> = percent_decode_str(encoded).into();
    out.extend(percent_encode(&bytes, RESERVED));
}

/// The text behind the encoding; `None` if it is not UTF-8. A `%` without two hex digits stands for itself.
pub fn decode(text: &str) -> Option<Cow<'_, str>> {
    percent_decode_str(text).decode_utf8().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        for (text, segment, greedy) in [
            ("", "", ""),
            ("aZ09-._~", "aZ09-._~", "aZ09-._~"),
            (" a/b+c", "%20a%2Fb%2Bc", "%20a/b%2Bc"),
            ("ü%😹", "%C3%BC%25%F0%9F%98%B9", "%C3%BC%25%F0%9F%98%B9"),
        ] {
            let mut out = String::new();
            push(&mut out, text);
            assert_eq!(out, segment);
            assert_eq!(decode(&out).as_deref(), Some(text));
            out.clear();
            push_greedy(&mut out, text);
            assert_eq!(out, greedy);
            assert_eq!(decode(&out).as_deref(), Some(text));
        }
        for (encoded, expected) in [("%41%c3%a9", "A%C3%A9"), ("a+%2b/", "a%2B%2B%2F"), ("%FF", "%FF"), ("%4", "%254")]
        {
            let mut out = String::new();
            push_again(&mut out, encoded);
            assert_eq!(out, expected);
        }
        assert_eq!(decode("%FF"), None);
        assert_eq!(decode("%4").as_deref(), Some("%4"));
        assert_eq!(decode("a+b").as_deref(), Some("a+b"));
    }
}
