//! A body that is checked while it is read.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use whitesmith::ByteStream;
use whitesmith::error::BoxError;
use whitesmith::stream::ByteSource;

use super::BodyCheck;

/// The same stream, with an error at its end if it was not the right one.
pub(crate) fn checked(source: ByteStream, check: Box<dyn BodyCheck>) -> ByteStream {
    ByteStream::from_source(Checked { source, check: Some(check) })
}

struct Checked {
    source: ByteStream,
    /// `None` when it has spoken.
    check: Option<Box<dyn BodyCheck>>,
}

impl ByteSource for Checked {
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        let piece = ready!(self.source.poll_next(cx));
        Poll::Ready(match piece {
            Some(Ok(bytes)) => {
                if let Some(check) = &mut self.check {
                    check.update(&bytes);
                }
                Some(Ok(bytes))
            }
            None => self.check.take().and_then(|mut check| check.finish().err()).map(|error| Err(error.into())),
            broken => broken,
        })
    }

    fn remaining(&self) -> Option<u64> {
        self.source.remaining()
    }
}
