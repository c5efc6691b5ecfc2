//! Expanding a pattern into the path and query of a request.

use super::Segment;
use super::pattern::segment;

/// Appends the path of `pattern` to `out`, and leaves every label to `label`. Returns the query behind it.
///
/// An endpoint's own path stands in front of it without its last slash.
pub fn path<E>(
    pattern: &'static str,
    out: &mut String,
    mut label: impl FnMut(&mut String, &'static str, bool) -> Result<(), E>,
) -> Result<&'static str, E> {
    let (path, query) = pattern.split_once('?').unwrap_or((pattern, ""));
    for text in path.strip_prefix('/').unwrap_or(path).split('/') {
        out.push('/');
        match segment(text) {
            Some(Segment::Label(name)) => label(out, name, false)?,
            Some(Segment::Greedy(name)) => label(out, name, true)?,
            _ => out.push_str(text),
        }
    }
    Ok(query)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::uri::encode;

    #[test]
    fn patterns() {
        for (pattern, expected) in
            [("/", "/ "), ("/a/b/", "/a/b/ "), ("/{x}", "/x%2Fy "), ("/a/{x}/b/{x+}?acl", "/a/x%2Fy/b/x/y acl")]
        {
            let mut out = String::new();
            let query = path(pattern, &mut out, |out, _, greedy| {
                if greedy {
                    encode::push_greedy(out, "x/y");
                } else {
                    encode::push(out, "x/y");
                }
                Ok::<_, ()>(())
            });
            assert_eq!(query.map(|query| format!("{out} {query}")).as_deref(), Ok(expected), "{pattern}");
        }
    }
}
