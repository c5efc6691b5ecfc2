//! An input, and what surrounds it.

use std::fmt;

use http::{Extensions, HeaderMap, HeaderName};

/// The input of an operation with what surrounds it: headers, and extensions such as the caller's identity on a
/// server or the options of one call on a client.
///
/// A plain input converts into one, so `client.delete_invitations(input)` needs no wrapping.
#[derive(Clone, Default)]
pub struct Request<T> {
    input: T,
    headers: HeaderMap,
    extensions: Extensions,
}

impl<T> Request<T> {
    /// A request with no headers and no extensions.
    pub fn new(input: T) -> Self {
        Self { input, headers: HeaderMap::new(), extensions: Extensions::new() }
    }

    /// A request from its parts.
    pub fn from_parts(input: T, headers: HeaderMap, extensions: Extensions) -> Self {
        Self { input, headers, extensions }
    }

    /// Its parts: input, headers, extensions.
    pub fn into_parts(self) -> (T, HeaderMap, Extensions) {
        (self.input, self.headers, self.extensions)
    }

    /// The input.
    pub fn input(&self) -> &T {
        &self.input
    }

    /// The input, to change.
    pub fn input_mut(&mut self) -> &mut T {
        &mut self.input
    }

    /// The input alone.
    pub fn into_input(self) -> T {
        self.input
    }

    /// On a server, every header received; on a client, headers to send beside those of the protocol.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The headers, to change.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    /// Values of any type that travel with the request inside this process.
    pub fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// The extensions, to change.
    pub fn extensions_mut(&mut self) -> &mut Extensions {
        &mut self.extensions
    }
}

/// Prints the input, and the names of headers: their values hold credentials, and members that may be sensitive.
impl<T: fmt::Debug> fmt::Debug for Request<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.keys().map(HeaderName::as_str).collect();
        f.debug_struct("Request").field("input", &self.input).field("headers", &names).finish_non_exhaustive()
    }
}

impl<T> From<T> for Request<T> {
    fn from(input: T) -> Self {
        Self::new(input)
    }
}
