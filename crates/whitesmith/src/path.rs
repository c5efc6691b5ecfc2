//! Where in a value a reader is.

use std::fmt;

/// A place in a value. It is a list from the inside out, on the stack, so that keeping it costs nothing.
#[derive(Clone, Copy, Debug)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    segment: Segment<'a>,
    depth: usize,
}

/// One step into a value.
#[derive(Clone, Copy, Debug)]
pub enum Segment<'a> {
    /// Into the member of a structure or union, or the value of a map, of this name.
    Name(&'a str),
    /// Into the element of a list at this index.
    Index(usize),
}

impl Path<'_> {
    /// The whole value.
    pub const ROOT: Path<'static> = Path { parent: None, segment: Segment::Name(""), depth: 0 };
}

impl<'a> Path<'a> {
    /// A place one step further in.
    #[inline]
    #[must_use]
    pub fn then(&'a self, segment: Segment<'a>) -> Self {
        Path { parent: Some(self), segment, depth: self.depth + 1 }
    }

    /// How many steps it is from the whole value.
    #[inline]
    pub fn depth(&self) -> usize {
        self.depth
    }
}

/// Prints as a JSON pointer ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)): `/findings/0/id`; nothing for
/// the whole value.
impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(parent) = self.parent else { return Ok(()) };
        fmt::Display::fmt(parent, f)?;
        match self.segment {
            Segment::Name(name) if name.contains(['~', '/']) => {
                write!(f, "/{}", name.replace('~', "~0").replace('/', "~1"))
            }
            Segment::Name(name) => write!(f, "/{name}"),
            Segment::Index(index) => write!(f, "/{index}"),
        }
    }
}
