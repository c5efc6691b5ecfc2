//! Media types, and what a client accepts
//! ([RFC 9110, 8.3.1 and 12.5.1](https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1)).

/// The type without its parameters: `text/plain` of `text/plain; charset=utf-8`.
pub fn essence(text: &str) -> &str {
    text.split(';').next().unwrap_or_default().trim()
}

/// Whether two media types are the same, whatever their parameters.
pub fn same(a: &str, b: &str) -> bool {
    a == b || essence(a).eq_ignore_ascii_case(essence(b))
}

/// Whether one line of an `Accept` header allows `media_type`. The most specific range that matches decides.
pub fn accepts(accept: &str, media_type: &str) -> bool {
    if accept == media_type {
        return true;
    }
    let wanted = essence(media_type);
    let main = wanted.split('/').next().unwrap_or_default();
    let mut best = None;
    for range in accept.split(',') {
        let name = essence(range);
        let specificity = match name.split_once('/') {
            _ if name.eq_ignore_ascii_case(wanted) => 3,
            Some((range, "*")) if range.eq_ignore_ascii_case(main) => 2,
            Some(("*", "*")) => 1,
            _ if name == "*" => 1,
            _ => continue,
        };
        if best.is_none_or(|(found, _)| specificity > found) {
            best = Some((specificity, !is_refused(range)));
        }
    }
    best.is_some_and(|(_, allowed)| allowed)
}

/// Whether a range has the weight zero.
fn is_refused(range: &str) -> bool {
    range.split(';').skip(1).filter_map(|parameter| parameter.split_once('=')).any(|(name, value)| {
        name.trim().eq_ignore_ascii_case("q") && value.trim().parse::<f32>().is_ok_and(|weight| weight == 0.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted() {
        for (accept, media_type, expected) in [
            ("application/json", "application/json", true),
            ("Application/JSON; charset=utf-8", "application/json", true),
            ("application/json", "text/plain", false),
            ("text/html, application/*;q=0.8", "application/json", true),
            ("*/*", "image/png", true),
            ("*", "image/png", true),
            ("image/*", "application/json", false),
            ("application/json;q=0, */*", "application/json", false),
            ("*/*, application/json; q=0.0", "application/json", false),
            ("application/*;q=0, application/json", "application/json", true),
            ("", "application/json", false),
            (";,/", "application/json", false),
            ("text/plain", "text/plain; charset=utf-8", true),
        ] {
            assert_eq!(accepts(accept, media_type), expected, "{accept} {media_type}");
        }
        assert!(same("text/plain;x=y", "TEXT/PLAIN ; z"));
    }
}
