//! URI patterns of `@http` and host prefixes of `@endpoint`
//! ([URI](https://smithy.io/2.0/spec/http-bindings.html#uri)).

/// A parsed pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UriPattern {
    /// What stands between slashes.
    pub segments: Vec<Segment>,
    /// Literal query parameters with their values; a parameter without `=` has an empty one.
    pub query: Vec<(String, String)>,
}

/// A segment of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Text that stands for itself.
    Literal(String),
    /// `{name}`
    Label(String),
    /// `{name+}`: takes several segments.
    GreedyLabel(String),
}

impl Segment {
    /// The label's name, if it is one.
    pub fn label(&self) -> Option<&str> {
        match self {
            Self::Literal(_) => None,
            Self::Label(name) | Self::GreedyLabel(name) => Some(name),
        }
    }
}

impl UriPattern {
    /// Parses a pattern. Whatever is malformed about it stays a literal: saying so is for validation.
    pub fn parse(text: &str) -> Self {
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let path = path.strip_prefix('/').unwrap_or(path);
        let segments = if path.is_empty() { Vec::new() } else { path.split('/').map(segment).collect() };
        let query = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (name.to_owned(), value.to_owned())
        });
        Self { segments, query: query.collect() }
    }

    /// The names of the labels in order.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(Segment::label)
    }
}

fn segment(text: &str) -> Segment {
    let Some(inner) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
        return Segment::Literal(text.to_owned());
    };
    match inner.strip_suffix('+') {
        Some(name) => Segment::GreedyLabel(name.to_owned()),
        None => Segment::Label(inner.to_owned()),
    }
}

/// The labels of a host prefix such as `{account}.data.`, in order.
pub fn host_labels(prefix: &str) -> impl Iterator<Item = &str> {
    prefix.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}
