//! The URI patterns of `@http` ([uri](https://smithy.io/2.0/spec/http-bindings.html#uri)).

use std::fmt;

/// A parsed pattern: `/buckets/{Bucket}/{Key+}?acl&type=2`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    segments: Vec<Segment>,
    query: Vec<QueryLiteral>,
}

/// What a pattern says of one segment of the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment {
    /// This text.
    Literal(&'static str),
    /// Any one segment, for the label of this name.
    Label(&'static str),
    /// One segment or more, for the label of this name.
    Greedy(&'static str),
}

/// A parameter that the query must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueryLiteral {
    /// Its key.
    pub key: &'static str,
    /// Its value; without one, any value will do.
    pub value: Option<&'static str>,
}

/// A pattern that cannot be understood. The model's validation reports these long before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidPattern {
    pattern: &'static str,
    reason: &'static str,
}

impl fmt::Display for InvalidPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the URI pattern `{}` {}", self.pattern, self.reason)
    }
}
impl std::error::Error for InvalidPattern {}

impl Pattern {
    /// Parses a pattern. A slash at the end of the path is ignored, as it is in requests.
    pub fn parse(pattern: &'static str) -> Result<Self, InvalidPattern> {
        let invalid = |reason| InvalidPattern { pattern, reason };
        let (path, query) = pattern.split_once('?').unwrap_or((pattern, ""));
        let path = path.strip_prefix('/').ok_or_else(|| invalid("does not start with a slash"))?;
        let segments = match path.strip_suffix('/').unwrap_or(path) {
            _ if path.is_empty() => Vec::new(),
            path => path
                .split('/')
                .map(segment)
                .collect::<Option<_>>()
                .ok_or_else(|| invalid("has a segment that is neither a literal nor a label"))?,
        };
        Ok(Self { segments, query: query_literals(query).collect() })
    }

    /// The segments of its path.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// What its query must have.
    pub fn query(&self) -> &[QueryLiteral] {
        &self.query
    }

    /// The names of its labels, in order.
    pub fn labels(&self) -> impl Iterator<Item = &'static str> {
        self.segments.iter().filter_map(|segment| match *segment {
            Segment::Literal(_) => None,
            Segment::Label(name) | Segment::Greedy(name) => Some(name),
        })
    }
}

/// The literals of a query string.
pub(crate) fn query_literals(query: &'static str) -> impl Iterator<Item = QueryLiteral> {
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| match pair.split_once('=') {
        Some((key, value)) => QueryLiteral { key, value: Some(value) },
        None => QueryLiteral { key: pair, value: None },
    })
}

/// One segment, unless braces stand where they may not.
pub(crate) fn segment(text: &'static str) -> Option<Segment> {
    let Some(label) = text.strip_prefix('{') else {
        return (!text.is_empty() && !text.contains(['{', '}'])).then_some(Segment::Literal(text));
    };
    let label = label.strip_suffix('}')?;
    let (name, greedy) = label.strip_suffix('+').map_or((label, false), |name| (name, true));
    let valid = !name.is_empty() && !name.contains(['{', '}', '+']);
    valid.then_some(if greedy { Segment::Greedy(name) } else { Segment::Label(name) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Segment::{Greedy, Label, Literal};

    #[test]
    fn patterns() {
        for (pattern, segments, query) in [
            ("/", &[][..], &[][..]),
            ("/a/{b}/{c+}", &[Literal("a"), Label("b"), Greedy("c")], &[]),
            ("/a/", &[Literal("a")], &[]),
            ("/a?x", &[Literal("a")], &[("x", None)]),
            ("/{a}?x=1&y=", &[Label("a")], &[("x", Some("1")), ("y", Some(""))]),
        ] {
            let parsed = Pattern::parse(pattern).unwrap();
            assert_eq!(parsed.segments(), segments, "{pattern}");
            let literals: Vec<_> = parsed.query().iter().map(|literal| (literal.key, literal.value)).collect();
            assert_eq!(literals, query, "{pattern}");
        }
        for pattern in ["", "a", "/{a}b", "/a{b}", "/{}", "/{+}", "//", "/a//b", "/{a"] {
            assert!(Pattern::parse(pattern).is_err(), "{pattern}");
        }
    }
}
