//! Compression of requests
//! ([requestCompression](https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait)).

use std::io::Write as _;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use http::{HeaderValue, Request};
use whitesmith::error::BoxError;
use whitesmith::operation::OperationTrait;
use whitesmith::stream::ByteSource;
use whitesmith::{ByteStream, OperationSchema};
use whitesmith_http::Body;

/// The greatest minimum that the specification allows, in bytes.
pub(crate) const GREATEST_MIN_SIZE: usize = 10_485_760;

/// What is compressed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) enabled: bool,
    /// The least size of a body in memory that is compressed, in bytes.
    pub(crate) min_size: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { enabled: true, min_size: 10_240 }
    }
}

/// Compresses the body, if the operation takes an encoding that we have and the body is large enough. A body that
/// is not in memory is compressed on its way, whatever its size.
pub(crate) fn apply(
    settings: Settings,
    operation: &OperationSchema,
    request: &mut Request<Body>,
) -> std::io::Result<()> {
    let takes_gzip = operation.traits().iter().any(|t| match t {
        OperationTrait::RequestCompression(encodings) => encodings.iter().any(|e| e.eq_ignore_ascii_case("gzip")),
        _ => false,
    });
    if !settings.enabled || !takes_gzip {
        return Ok(());
    }
    let body = match request.body().as_bytes() {
        Some(bytes) if bytes.len() < settings.min_size || bytes.is_empty() => return Ok(()),
        Some(bytes) => {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(bytes)?;
            Body::from(encoder.finish()?)
        }
        None => {
            let source = std::mem::take(request.body_mut()).into_stream();
            let encoder = Some(GzEncoder::new(Vec::new(), Compression::default()));
            ByteStream::from_source(Compressed { source, encoder }).into()
        }
    };
    let headers = request.headers_mut();
    match body.remaining() {
        Some(length) => headers.insert(CONTENT_LENGTH, length.into()),
        None => headers.remove(CONTENT_LENGTH),
    };
    let mut encodings = headers.get(CONTENT_ENCODING).map_or_else(Vec::new, |given| given.as_bytes().to_vec());
    encodings.extend_from_slice(if encodings.is_empty() { b"gzip" } else { b", gzip" });
    if let Ok(encodings) = HeaderValue::from_bytes(&encodings) {
        headers.insert(CONTENT_ENCODING, encodings);
    }
    *request.body_mut() = body;
    Ok(())
}

/// A stream that is compressed as it is read.
struct Compressed {
    source: ByteStream,
    /// `None` when the source is at its end.
    encoder: Option<GzEncoder<Vec<u8>>>,
}

impl ByteSource for Compressed {
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        loop {
            let Some(mut encoder) = self.encoder.take() else { return Poll::Ready(None) };
            let next = self.source.poll_next(cx);
            let compressed = match next {
                Poll::Pending => {
                    self.encoder = Some(encoder);
                    return Poll::Pending;
                }
                Poll::Ready(None) => return Poll::Ready(Some(encoder.finish().map(Into::into).map_err(Into::into))),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(Some(Ok(piece))) => match encoder.write_all(&piece) {
                    Ok(()) => std::mem::take(encoder.get_mut()),
                    Err(error) => return Poll::Ready(Some(Err(error.into()))),
                },
            };
            self.encoder = Some(encoder);
            // The encoder keeps what is little; the next piece may move it to speak.
            if !compressed.is_empty() {
                return Poll::Ready(Some(Ok(compressed.into())));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read as _;
    use whitesmith::schema::prelude::UNIT;
    use whitesmith_http::body::collect;

    static TAKES: OperationSchema =
        OperationSchema::new("a#A", &UNIT, &UNIT).with(&[OperationTrait::RequestCompression(&["br", "GZIP"])]);
    static TAKES_NONE: OperationSchema = OperationSchema::new("a#A", &UNIT, &UNIT);

    /// Gives its bytes in pieces.
    struct Pieces(Bytes);
    impl ByteSource for Pieces {
        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
            let length = self.0.len().min(1000);
            Poll::Ready((length > 0).then(|| Ok(self.0.split_to(length))))
        }
    }

    #[test]
    fn compressed() {
        let content = Bytes::from("Heute ist ein schöner Tag. ".repeat(500));
        let off = Settings { enabled: false, ..Settings::default() };
        let large = Settings { min_size: content.len() + 1, ..Settings::default() };
        for (settings, operation, given, streamed, expected) in [
            (Settings::default(), &TAKES, None, false, Some("gzip")),
            (Settings::default(), &TAKES, Some("custom"), false, Some("custom, gzip")),
            (Settings::default(), &TAKES_NONE, None, false, None),
            (off, &TAKES, Some("custom"), true, Some("custom")),
            (large, &TAKES, None, false, None),
            (large, &TAKES, None, true, Some("gzip")),
        ] {
            let body = if streamed {
                ByteStream::from_source(Pieces(content.clone())).into()
            } else {
                Body::from(content.clone())
            };
            let mut request = Request::new(body);
            if let Some(given) = given {
                request.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(given));
            }
            apply(settings, operation, &mut request).unwrap();
            let (head, body) = request.into_parts();
            assert_eq!(head.headers.get(CONTENT_ENCODING).map(HeaderValue::as_bytes), expected.map(str::as_bytes));
            let length = head.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
            let collected =
                std::pin::pin!(collect(body, usize::MAX)).poll(&mut Context::from_waker(std::task::Waker::noop()));
            let Poll::Ready(Ok(bytes)) = collected else { panic!("nothing to wait for") };
            let gzipped = expected.is_some_and(|encodings| encodings.ends_with("gzip"));
            assert_eq!(length, (gzipped && !streamed).then_some(bytes.len()));
            if gzipped {
                let mut plain = Vec::new();
                GzDecoder::new(&*bytes).read_to_end(&mut plain).unwrap();
                assert_eq!(plain, content);
                assert!(bytes.len() < content.len() / 4);
            } else {
                assert_eq!(bytes, content);
            }
        }
    }
}
