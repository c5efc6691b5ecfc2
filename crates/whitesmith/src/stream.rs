//! Bodies that are not held in memory.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;

use crate::error::BoxError;

/// The value of a `@streaming` blob: bytes that arrive, or are sent, piece by piece.
#[derive(Default)]
pub struct ByteStream(Source);

enum Source {
    /// Bytes in memory; can be sent again.
    Bytes(Bytes),
    /// Anything else; can be read once.
    Stream(Pin<Box<dyn ByteSource>>),
}

impl Default for Source {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

/// Where the pieces of a [`ByteStream`] come from.
pub trait ByteSource: Send + 'static {
    /// The next piece, or `None` at the end.
    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>>;

    /// How many bytes are still to come, if that is known.
    fn remaining(&self) -> Option<u64> {
        None
    }
}

impl ByteStream {
    /// A stream of bytes in memory.
    pub fn from_bytes(bytes: impl Into<Bytes>) -> Self {
        Self(Source::Bytes(bytes.into()))
    }

    /// A stream over a source.
    pub fn from_source(source: impl ByteSource) -> Self {
        Self(Source::Stream(Box::pin(source)))
    }

    /// The whole content, if it is in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        if let Source::Bytes(bytes) = &self.0 { Some(bytes) } else { None }
    }

    /// How many bytes are still to come, if that is known.
    pub fn remaining(&self) -> Option<u64> {
        match &self.0 {
            Source::Bytes(bytes) => Some(bytes.len() as u64),
            Source::Stream(source) => source.remaining(),
        }
    }

    /// The next piece, or `None` at the end.
    pub fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        match &mut self.0 {
            Source::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Source::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Source::Stream(source) => source.as_mut().poll_next(context),
        }
    }

    /// The next piece, or `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, BoxError>> {
        std::future::poll_fn(|context| self.poll_next(context)).await
    }

    /// Reads to the end.
    pub async fn collect(mut self) -> Result<Bytes, BoxError> {
        if let Source::Bytes(bytes) = self.0 {
            return Ok(bytes);
        }
        let mut all = Vec::new();
        while let Some(piece) = self.next().await {
            all.extend_from_slice(&piece?);
        }
        Ok(all.into())
    }
}

impl<T: Into<Bytes>> From<T> for ByteStream {
    fn from(bytes: T) -> Self {
        Self::from_bytes(bytes)
    }
}

/// Prints how much is to come, never the content.
impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.remaining() {
            Some(length) => write!(f, "ByteStream({length} bytes)"),
            None => f.write_str("ByteStream(..)"),
        }
    }
}
