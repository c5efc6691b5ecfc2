//! Bodies of messages: in memory, or piece by piece.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Buf, BufMut, Bytes, BytesMut};
use http_body::{Frame, SizeHint};
use whitesmith::ByteStream;
use whitesmith::error::BoxError;
use whitesmith::stream::ByteSource;

/// The body of a request or response that Whitesmith writes, or has received.
#[derive(Debug, Default)]
pub struct Body(ByteStream);

impl Body {
    /// No bytes.
    pub fn empty() -> Self {
        Self::default()
    }

    /// A body of another library, read as it is asked for. Trailers are dropped.
    pub fn from_http<B>(body: B) -> Self
    where
        B: http_body::Body<Data: Send, Error: Into<BoxError>> + Send + 'static,
    {
        if body.size_hint().exact() == Some(0) {
            return Self::empty();
        }
        Self(ByteStream::from_source(Source(Box::pin(body))))
    }

    /// The whole content, if it is in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        self.0.as_bytes()
    }

    /// How many bytes are still to come, if that is known.
    pub fn remaining(&self) -> Option<u64> {
        self.0.remaining()
    }

    /// The bytes, piece by piece.
    pub fn into_stream(self) -> ByteStream {
        self.0
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(bytes.into())
    }
}
impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}
impl From<ByteStream> for Body {
    fn from(stream: ByteStream) -> Self {
        Self(stream)
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.get_mut().0.poll_next(cx).map_ok(Frame::data)
    }

    fn is_end_stream(&self) -> bool {
        self.as_bytes().is_some_and(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        self.remaining().map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}

/// Another library's body as the source of a stream.
struct Source<B>(Pin<Box<B>>);

impl<B> ByteSource for Source<B>
where
    B: http_body::Body<Data: Send, Error: Into<BoxError>> + Send + 'static,
{
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        loop {
            let frame = match self.0.as_mut().poll_frame(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error.into()))),
                Poll::Ready(Some(Ok(frame))) => frame,
            };
            if let Ok(mut data) = frame.into_data() {
                let length = data.remaining();
                return Poll::Ready(Some(Ok(data.copy_to_bytes(length))));
            }
        }
    }

    fn remaining(&self) -> Option<u64> {
        self.0.size_hint().exact()
    }
}

/// Why a body could not be read whole.
#[derive(Debug)]
pub enum CollectError {
    /// It is longer than allowed.
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// It broke off.
    Broken(BoxError),
}

impl fmt::Display for CollectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { limit } => write!(f, "the body is longer than {limit} bytes"),
            Self::Broken(_) => f.write_str("the body broke off"),
        }
    }
}

impl std::error::Error for CollectError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::TooLarge { .. } => None,
            Self::Broken(error) => Some(&**error),
        }
    }
}

/// Reads a body whole, up to `limit` bytes. A body in one piece is not copied.
pub async fn collect<B>(body: B, limit: usize) -> Result<Bytes, CollectError>
where
    B: http_body::Body,
    B::Error: Into<BoxError>,
{
    let too_large = CollectError::TooLarge { limit };
    let hint = body.size_hint();
    if hint.lower() > limit as u64 {
        return Err(too_large);
    }
    let mut body = std::pin::pin!(body);
    let (mut first, mut all) = (Bytes::new(), BytesMut::new());
    while let Some(frame) = std::future::poll_fn(|cx| body.as_mut().poll_frame(cx)).await {
        let frame = frame.map_err(|error| CollectError::Broken(error.into()))?;
        let Ok(mut data) = frame.into_data() else { continue };
        let length = data.remaining();
        if length > limit - first.len() - all.len() {
            return Err(too_large);
        }
        if first.is_empty() && all.is_empty() {
            first = data.copy_to_bytes(length);
            continue;
        }
        if all.is_empty() {
            // What a header promises is not believed before it arrives.
            let expected = usize::try_from(hint.lower()).unwrap_or(limit).min(64 * 1024);
            all.reserve(expected.max(first.len() + length));
            all.put(std::mem::take(&mut first));
        }
        all.put(data);
    }
    Ok(if all.is_empty() { first } else { all.freeze() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::Future;
    use std::task::Waker;

    /// Pieces in memory, of no known length.
    struct Pieces(Vec<&'static str>);
    impl ByteSource for Pieces {
        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
            if self.0.is_empty() {
                return Poll::Ready(None);
            }
            Poll::Ready(Some(match self.0.remove(0) {
                "broken" => Err("reset".into()),
                piece => Ok(Bytes::from_static(piece.as_bytes())),
            }))
        }
    }

    #[test]
    fn collected() {
        for (pieces, limit, expected) in [
            (&[][..], 0, "Ok(b\"\")"),
            (&["abc"], 3, "Ok(b\"abc\")"),
            (&["abc", "", "d"], 4, "Ok(b\"abcd\")"),
            (&["", "a", "bc", "d"], 4, "Ok(b\"abcd\")"),
            (&["abc", "d"], 3, "Err(TooLarge { limit: 3 })"),
            (&["abcd"], 3, "Err(TooLarge { limit: 3 })"),
            (&["abc", "broken"], 9, "Err(Broken(\"reset\"))"),
        ] {
            let body = Body::from(ByteStream::from_source(Pieces(pieces.to_vec())));
            let mut future = std::pin::pin!(collect(body, limit));
            let Poll::Ready(found) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
                panic!("nothing to wait for")
            };
            assert_eq!(format!("{found:?}"), expected);
        }
    }
}
