//! Which operation a request is for
//! ([Specificity routing](https://smithy.io/2.0/spec/http-bindings.html#specificity-routing)).
//!
//! Paths form a tree of segments. A request walks it by its raw path, and decodes each segment alone, so that an
//! encoded slash is never a separator. At every segment a literal is tried before a label and a label before a
//! greedy label, which is the order of the specification; where a branch ends without an operation for the method
//! and the query, the next one is tried. The walk looks each segment up; it does not go through the operations. The
//! keys of its tables are the model's, so no request can make their hashes collide.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use http::Method;
use rustc_hash::FxHashMap;
use whitesmith_http::uri::pattern::{InvalidPattern, QueryLiteral};
use whitesmith_http::uri::{Pattern, Segment, encode, query};

/// Finds the operation of a request by method, path and query.
#[derive(Debug)]
pub struct Router {
    root: Node,
}

/// What stands behind one segment of the tree.
#[derive(Debug, Default)]
struct Node {
    literals: FxHashMap<Cow<'static, str>, Node>,
    label: Option<Box<Node>>,
    /// The rest of each path that goes on with a greedy label, most specific first.
    greedy: Vec<Greedy>,
    end: End,
}

/// A greedy label, and what must stand behind it.
#[derive(Debug)]
struct Greedy {
    tail: Vec<Segment>,
    end: End,
}

/// The operations whose paths end here.
#[derive(Debug, Default)]
struct End {
    methods: Vec<(Method, Candidates)>,
}

/// The operations of one method and path, which differ in what the query must have.
#[derive(Debug, Default)]
struct Candidates {
    /// The one that asks for nothing.
    plain: Option<usize>,
    /// The others, by the key of their first literal.
    by_key: FxHashMap<Cow<'static, str>, Vec<Candidate>>,
}

#[derive(Debug)]
struct Candidate {
    literals: Vec<QueryLiteral>,
    operation: usize,
}

/// What a [`Router`] found.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// An operation.
    Operation {
        /// The number it was added with.
        operation: usize,
        /// Its labels in the order of its pattern: where in the path their raw text stands.
        labels: Vec<Range<usize>>,
    },
    /// The path has operations, but for other methods.
    MethodNotAllowed(Vec<Method>),
    /// The path has no operation.
    NotFound,
}

impl Router {
    /// A router without operations: it finds nothing.
    pub fn new() -> Self {
        Self { root: Node::default() }
    }

    /// Adds an operation with its number. Of two that cannot be told apart, which a valid model does not have, the
    /// first is found.
    pub fn add(&mut self, method: Method, pattern: &'static str, operation: usize) -> Result<(), InvalidPattern> {
        let pattern = Pattern::parse(pattern)?;
        let mut node = &mut self.root;
        let mut segments = pattern.segments().iter();
        while let Some(segment) = segments.next() {
            node = match *segment {
                Segment::Literal(text) => node.literals.entry(decoded(text)).or_default(),
                Segment::Label(_) => node.label.get_or_insert_default(),
                Segment::Greedy(_) => {
                    let tail = segments.as_slice().to_vec();
                    let end = greedy_end(&mut node.greedy, tail);
                    end.add(method, pattern.query(), operation);
                    return Ok(());
                }
            };
        }
        node.end.add(method, pattern.query(), operation);
        Ok(())
    }

    /// Finds the operation of a request. A slash at the end of the path is ignored.
    pub fn find(&self, method: &Method, path: &str, query: Option<&str>) -> Found {
        let start = usize::from(path.starts_with('/'));
        let end = if path.len() > start && path.ends_with('/') { path.len() - 1 } else { path.len() };
        let mut walk = Walk {
            method,
            query: Query::new(query),
            path,
            end,
            labels: Vec::new(),
            allowed: Vec::new(),
            has_method: false,
        };
        match walk.node(&self.root, (start < end).then_some(start)) {
            Some(operation) => Found::Operation { operation, labels: walk.labels },
            None if walk.allowed.is_empty() || walk.has_method => Found::NotFound,
            None => {
                walk.allowed.sort_by(|a, b| a.as_str().cmp(b.as_str()));
                walk.allowed.dedup();
                Found::MethodNotAllowed(walk.allowed)
            }
        }
    }
}

impl Default for Router {
    fn default() -> Self {
        Self::new()
    }
}

fn decoded(text: &'static str) -> Cow<'static, str> {
    encode::decode(text).unwrap_or(Cow::Borrowed(text))
}

/// The end of the paths with this tail, put where its specificity places it.
fn greedy_end(greedy: &mut Vec<Greedy>, tail: Vec<Segment>) -> &mut End {
    let key = |tail: &[Segment]| {
        let ranks: Vec<_> = tail
            .iter()
            .map(|segment| match *segment {
                Segment::Literal(text) => (0, text),
                Segment::Label(_) => (1, ""),
                Segment::Greedy(_) => (2, ""),
            })
            .chain([(3, "")]) // where one tail ends, the longer one is more specific
            .collect();
        ranks
    };
    let wanted = key(&tail);
    let at = match greedy.binary_search_by_key(&wanted, |found| key(&found.tail)) {
        Ok(at) => at,
        Err(at) => {
            greedy.insert(at, Greedy { tail, end: End::default() });
            at
        }
    };
    &mut greedy[at].end
}

impl End {
    fn add(&mut self, method: Method, literals: &[QueryLiteral], operation: usize) {
        let at = self.methods.iter().position(|(found, _)| *found == method).unwrap_or_else(|| {
            self.methods.push((method, Candidates::default()));
            self.methods.len() - 1
        });
        let candidates = &mut self.methods[at].1;
        match literals.first() {
            None => {
                candidates.plain.get_or_insert(operation);
            }
            Some(first) => {
                let same_key = candidates.by_key.entry(decoded(first.key)).or_default();
                same_key.push(Candidate { literals: literals.to_vec(), operation });
            }
        }
    }
}

/// The query of a request, taken apart when a route first asks for it.
struct Query<'a> {
    text: &'a str,
    params: Option<BTreeMap<Cow<'a, str>, Vec<Cow<'a, str>>>>,
}

impl<'a> Query<'a> {
    fn new(text: Option<&'a str>) -> Self {
        Self { text: text.unwrap_or_default(), params: None }
    }

    fn params(&mut self) -> &BTreeMap<Cow<'a, str>, Vec<Cow<'a, str>>> {
        self.params.get_or_insert_with(|| {
            let mut params = BTreeMap::<_, Vec<_>>::new();
            for (key, value) in query::decoded(self.text).flatten() {
                params.entry(key).or_default().push(value);
            }
            params
        })
    }
}

impl Candidates {
    /// The candidate that asks most of what the query has.
    fn pick(&self, query: &mut Query<'_>) -> Option<usize> {
        if self.by_key.is_empty() || query.text.is_empty() {
            return self.plain;
        }
        let params = query.params();
        let has = |literal: &QueryLiteral| {
            let values = params.get(&*decoded(literal.key));
            values.is_some_and(|values| literal.value.is_none_or(|wanted| values.contains(&decoded(wanted))))
        };
        let found = params
            .keys()
            .filter_map(|key| self.by_key.get(key))
            .flatten()
            .filter(|candidate| candidate.literals.iter().all(has))
            // Of equals the first added, whatever the order of the query.
            .max_by_key(|candidate| (candidate.literals.len(), Reverse(candidate.operation)));
        found.map(|candidate| candidate.operation).or(self.plain)
    }
}

/// One request on its way through the tree.
struct Walk<'a> {
    method: &'a Method,
    query: Query<'a>,
    path: &'a str,
    /// Where the path ends, without its last slash.
    end: usize,
    labels: Vec<Range<usize>>,
    /// The methods of ends that were reached and do not have the request's.
    allowed: Vec<Method>,
    /// Whether an end was reached that has it.
    has_method: bool,
}

impl Walk<'_> {
    /// The operation behind `node`, where the rest of the path begins at `at`. The depth is that of the tree.
    fn node(&mut self, node: &Node, at: Option<usize>) -> Option<usize> {
        let Some(at) = at else { return self.end(&node.end) };
        let rest = self.path.get(at..self.end)?;
        let length = rest.find('/').unwrap_or(rest.len());
        let next = (length < rest.len()).then_some(at + length + 1);
        if !node.literals.is_empty() {
            // A segment that is not UTF-8 is no literal; a label that takes it is refused when it is read.
            let raw = &rest[..length];
            let segment = if raw.contains('%') { encode::decode(raw) } else { Some(Cow::Borrowed(raw)) };
            if let Some(child) = segment.and_then(|segment| node.literals.get(&*segment))
                && let Some(found) = self.node(child, next)
            {
                return Some(found);
            }
        }
        if let (Some(child), true) = (&node.label, length > 0) {
            self.labels.push(at..at + length);
            if let Some(found) = self.node(child, next) {
                return Some(found);
            }
            self.labels.pop();
        }
        node.greedy.iter().find_map(|greedy| {
            let before = self.labels.len();
            let found = if self.greedy(&greedy.tail, at) { self.end(&greedy.end) } else { None };
            if found.is_none() {
                self.labels.truncate(before);
            }
            found
        })
    }

    fn end(&mut self, end: &End) -> Option<usize> {
        let Some((_, candidates)) = end.methods.iter().find(|(method, _)| method == self.method) else {
            self.allowed.extend(end.methods.iter().map(|(method, _)| method.clone()));
            return None;
        };
        self.has_method = true;
        candidates.pick(&mut self.query)
    }

    /// Whether a greedy label and `tail` match the rest of the path; adds their labels if so.
    fn greedy(&mut self, tail: &[Segment], at: usize) -> bool {
        if tail.is_empty() {
            self.labels.push(at..self.end);
            return at < self.end;
        }
        let Some(rest) = self.path.get(at..self.end) else { return false };
        let mut segments = Vec::new();
        let mut start = at;
        for segment in rest.split('/') {
            segments.push(start..start + segment.len());
            start += segment.len() + 1;
        }
        // Backwards: whether the tail from `t` on matches the segments from `s` on.
        let (width, count) = (segments.len() + 1, tail.len());
        let mut matches = vec![false; width * (count + 1)];
        matches[width * count + segments.len()] = true;
        for t in (0..count).rev() {
            for s in (0..segments.len()).rev() {
                let behind = matches[width * (t + 1) + s + 1];
                matches[width * t + s] = match tail[t] {
                    Segment::Literal(text) => {
                        behind
                            && encode::decode(&self.path[segments[s].clone()])
                                .is_some_and(|found| found == decoded(text))
                    }
                    Segment::Label(_) => behind && !segments[s].is_empty(),
                    Segment::Greedy(_) => behind || matches[width * t + s + 1],
                };
            }
        }
        // Forwards: every greedy label takes as much as it can.
        let longest = |t: usize, from: usize| (from + 1..width).rev().find(|&s| matches[width * t + s]);
        let Some(mut s) = longest(0, 0) else { return false };
        self.labels.push(segments[0].start..segments[s - 1].end);
        for (t, segment) in tail.iter().enumerate() {
            let next = match segment {
                Segment::Greedy(_) => longest(t + 1, s).unwrap_or(s + 1),
                _ => s + 1,
            };
            if !matches!(segment, Segment::Literal(_)) {
                self.labels.push(segments[s].start..segments[next - 1].end);
            }
            s = next;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pattern that a request finds, with its labels; `-` if none, and the methods if others are there.
    fn check(patterns: &[&'static str], request: &str, expected: &str) {
        let split = |text: &'static str| text.split_once(' ').unwrap_or(("GET", text));
        let mut router = Router::new();
        for (number, pattern) in patterns.iter().enumerate() {
            let (method, pattern) = split(pattern);
            router.add(method.parse().unwrap(), pattern, number).unwrap();
        }
        let (method, uri) = request.split_once(' ').unwrap_or(("GET", request));
        let (path, query) = uri.split_once('?').map_or((uri, None), |(path, query)| (path, Some(query)));
        let found = match router.find(&method.parse().unwrap(), path, query) {
            Found::Operation { operation, labels } => {
                let labels: Vec<_> = labels.into_iter().map(|range| &path[range]).collect();
                format!("{operation} {}", labels.join(" ")).trim_end().to_owned()
            }
            Found::MethodNotAllowed(methods) => format!("{methods:?}"),
            Found::NotFound => "-".to_owned(),
        };
        assert_eq!(found, expected, "{request}");
    }

    #[test]
    fn routes() {
        let literal: &[_] = &["/my/uri/path"];
        let labels: &[_] = &["/my/uri/{a}/{b}"];
        let greedy: &[_] = &["/my/uri/{a+}"];
        let middle: &[_] = &["/prefix/{a+}/suffix"];
        let first: &[_] = &["/abc/bcd/{x}", "/abc/{x}/cde", "/{x}/bcd/cde"];
        let second: &[_] = &["/abc/bcd/{x}", "/abc/{x}/cde", "/{x}/bcd/cde?def=efg"];
        let third: &[_] = &["/abc/{x+}", "/abc/{x+}/bcd"];
        let queries: &[_] = &["/p", "/p?a", "/p?a=1", "/p?a&b", "/{x}?c", "PUT /p?d"];
        let tails: &[_] = &["/{x+}/{y}", "/{x+}/b/{y}", "/{x+}/b/{y+}/c", "/a"];
        let methods: &[_] = &["POST /a/b", "/a/{x}", "DELETE /a/{x}", "/{x+}", "PUT /c d/é"];
        for (patterns, request, expected) in [
            // The tables of the specification.
            (literal, "/my/uri/path", "0"),
            (literal, "/my/uri/path/", "0"),
            (literal, "/my/uri", "-"),
            (literal, "/my/uri/other", "-"),
            (literal, "/my/uri/path/other", "-"),
            (labels, "/my/uri/foo/bar", "0 foo bar"),
            (labels, "/my/uri/bar/baz/", "0 bar baz"),
            (labels, "/my/uri/foo", "-"),
            (labels, "/my/uri", "-"),
            (labels, "/my/uri/foo/bar/baz", "-"),
            (greedy, "/my/uri/foo/bar", "0 foo/bar"),
            (greedy, "/my/uri/bar/baz/", "0 bar/baz"),
            (greedy, "/my/uri", "-"),
            (greedy, "/my/uri/", "-"),
            (middle, "/prefix/foo/suffix", "0 foo"),
            (middle, "/prefix/foo/bar/suffix", "0 foo/bar"),
            (middle, "/prefix/foo/bar", "-"),
            (middle, "/foo/bar/suffix", "-"),
            (middle, "/prefix/foo/suffix/bar/suffix", "0 foo/suffix/bar"),
            (middle, "/prefix/suffix", "-"),
            (first, "/abc/bcd/cde", "0 cde"),
            (first, "/abc/foo/cde", "1 foo"),
            (first, "/foo/bcd/cde", "2 foo"),
            (second, "/abc/bcd/cde?def=efg", "0 cde"),
            (second, "/abc/foo/cde?def=efg", "1 foo"),
            (second, "/foo/bcd/cde?def=efg", "2 foo"),
            (second, "/foo/bcd/cde", "-"),
            (third, "/abc/foo/bar/bcd", "1 foo/bar"),
            (third, "/abc/foo/bar/baz", "0 foo/bar/baz"),
            // Queries: a required key with any value, a required value, the most literals.
            (queries, "/p", "0"),
            (queries, "/p?", "0"),
            (queries, "/p?other", "0"),
            (queries, "/p?other&a", "1"),
            (queries, "/p?a=2", "1"),
            (queries, "/p?a=2&a=1", "1"),
            (queries, "/p?b&a=1", "3"),
            (queries, "/p?%61", "1"),
            (queries, "/q?c", "4 q"),
            (queries, "/q", "-"),
            (queries, "PUT /p", "-"),
            (queries, "PUT /p?d=", "5"),
            (queries, "POST /p", "[GET, PUT]"),
            // More than one way to go on behind a greedy label.
            (tails, "/a", "3"),
            (tails, "/a/b", "0 a b"),
            (tails, "/a/b/c", "1 a c"),
            (tails, "/a/b/x/b/c", "1 a/b/x c"),
            (tails, "/a/b/x/y/c", "2 a x/y"),
            (tails, "/a/b/b/x/b/y/c", "2 a/b/b/x y"),
            // Methods are ranked apart; encodings do not make separators.
            (methods, "POST /a/b", "0"),
            (methods, "GET /a/b", "1 b"),
            (methods, "GET /a/b/c", "3 a/b/c"),
            (methods, "DELETE /a/b", "2 b"),
            (methods, "PUT /a/b", "[DELETE, GET, POST]"),
            (methods, "PUT /c%20d/%C3%A9", "4"),
            (methods, "GET /a%2Fb", "3 a%2Fb"),
            (methods, "POST /a%2Fb", "[GET]"),
            (methods, "GET /a//b", "3 a//b"),
            (methods, "GET /%FF/%FF", "3 %FF/%FF"),
            (methods, "GET /", "-"),
            (methods, "GET *", "3 *"),
            (methods, "GET ", "-"),
        ] {
            check(patterns, request, expected);
        }
    }

    #[test]
    fn a_hostile_path_takes_no_long_time() {
        let mut router = Router::new();
        router.add(Method::GET, "/{a+}/b/{c+}/d/{e+}/f", 0).unwrap();
        let path = "/b/d".repeat(10_000);
        assert_eq!(router.find(&Method::GET, &path, Some(&"a&".repeat(10_000))), Found::NotFound);
    }
}
