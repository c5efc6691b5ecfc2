//! The host that a request is for ([RFC 9112, 3.2](https://www.rfc-editor.org/rfc/rfc9112#section-3.2)).
//!
//! What stands in front of a server may choose by the host what to let through. A request that two readers could take to
//! be for different hosts is therefore nobody's.

use http::header::HOST;
use http::{HeaderMap, Version};

/// Whether a request says which host it is for as its version of HTTP asks. HTTP/2 has a field of its own for it, which
/// is read with the others.
pub(super) fn is_valid(version: Version, headers: &HeaderMap) -> bool {
    if version > Version::HTTP_11 {
        return true;
    }
    let mut hosts = headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (None, _) => version < Version::HTTP_11,
        (Some(host), None) => is_host(host.as_bytes()),
        (Some(_), Some(_)) => false,
    }
}

/// Whether this is a host and maybe a port ([RFC 3986, 3.2.2](https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2)). It
/// is empty where the URI has no host.
fn is_host(text: &[u8]) -> bool {
    let (host, port) = match text.iter().rposition(|byte| matches!(byte, b':' | b']')) {
        Some(at) if text[at] == b':' => (&text[..at], &text[at + 1..]),
        _ => (text, &[][..]),
    };
    let in_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~%!$&'()*+,;=".contains(byte);
    let is_right = match host {
        [b'[', address @ .., b']'] => !address.is_empty() && address.iter().all(|byte| in_name(byte) || *byte == b':'),
        name => name.iter().all(in_name),
    };
    is_right && port.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        for (text, expected) in [
            ("a", true),
            ("a.example", true),
            ("a.example:8080", true),
            ("a.example:", true),
            ("", true),
            ("127.0.0.1:80", true),
            ("[::1]", true),
            ("[::1]:80", true),
            ("a_b%2d", true),
            ("a:b", false),
            ("a:80:80", false),
            ("::1", false),
            ("[::1", false),
            ("::1]", false),
            ("[]", false),
            ("[::1]x", false),
            ("user@a", false),
            ("a/b", false),
            ("a b", false),
            ("a\tb", false),
            ("a?b", false),
            ("a#b", false),
            ("a\\b", false),
            ("\u{e9}", false),
        ] {
            assert_eq!(is_host(text.as_bytes()), expected, "{text:?}");
        }
    }
}
