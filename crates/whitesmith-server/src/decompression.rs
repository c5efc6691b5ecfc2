//! Compressed bodies of requests
//! ([requestCompression](https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait)).

use std::io::Write as _;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes};
use flate2::write::MultiGzDecoder;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use http::{HeaderMap, HeaderValue};
use whitesmith::error::BoxError;
use whitesmith::operation::OperationTrait;
use whitesmith::stream::ByteSource;
use whitesmith::{ByteStream, OperationSchema};

/// How much is given to the decoder at once, in bytes. A thousandfold of it, the most that gzip can hide, is what
/// is held in memory before a limit can speak.
const STEP: usize = 1024;

/// Takes gzip off the encodings of a body, if it is the outermost and the operation says that it may be there.
/// Returns whether the body has to be inflated. What other encodings there are is left to the operation.
pub(crate) fn take_encoding(operation: &OperationSchema, headers: &mut HeaderMap) -> bool {
    let takes_gzip = operation.traits().iter().any(|t| match t {
        OperationTrait::RequestCompression(encodings) => encodings.iter().any(|e| e.eq_ignore_ascii_case("gzip")),
        _ => false,
    });
    if !takes_gzip {
        return false;
    }
    let lines: Vec<_> = headers.get_all(CONTENT_ENCODING).iter().filter_map(|line| line.to_str().ok()).collect();
    let given = lines.join(", ");
    let (inner, outermost) = given.rsplit_once(',').unwrap_or(("", &given));
    if !outermost.trim().eq_ignore_ascii_case("gzip") {
        return false;
    }
    // The length was that of the compressed bytes.
    headers.remove(CONTENT_LENGTH);
    match HeaderValue::from_str(inner.trim_end()) {
        Ok(inner) if !inner.is_empty() => headers.insert(CONTENT_ENCODING, inner),
        _ => headers.remove(CONTENT_ENCODING),
    };
    true
}

/// The stream that was compressed into `source`.
pub(crate) fn inflate(source: ByteStream) -> ByteStream {
    let decoder = Some(MultiGzDecoder::new(Vec::new()));
    ByteStream::from_source(Inflated { source, piece: Bytes::new(), decoder })
}

/// A stream that is inflated as it is read.
struct Inflated {
    source: ByteStream,
    /// What of the source has not been given to the decoder yet.
    piece: Bytes,
    /// `None` when the source is at its end, or the stream is broken.
    decoder: Option<MultiGzDecoder<Vec<u8>>>,
}

impl ByteSource for Inflated {
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        let this = &mut *self;
        loop {
            if this.decoder.is_none() {
                return Poll::Ready(None);
            }
            if this.piece.is_empty() {
                match ready!(this.source.poll_next(cx)) {
                    Some(Ok(piece)) => this.piece = piece,
                    Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                    None => {
                        let Some(decoder) = this.decoder.take() else { return Poll::Ready(None) };
                        return Poll::Ready(match decoder.finish() {
                            Ok(rest) if rest.is_empty() => None,
                            Ok(rest) => Some(Ok(rest.into())),
                            Err(error) => Some(Err(error.into())),
                        });
                    }
                }
            }
            let Some(decoder) = &mut this.decoder else { return Poll::Ready(None) };
            let step = this.piece.split_to(this.piece.remaining().min(STEP));
            let inflated = decoder.write_all(&step).and_then(|()| decoder.flush());
            let bytes = std::mem::take(decoder.get_mut());
            if let Err(error) = inflated {
                this.decoder = None;
                return Poll::Ready(Some(Err(error.into())));
            }
            if !bytes.is_empty() {
                return Poll::Ready(Some(Ok(bytes.into())));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use whitesmith::schema::prelude::UNIT;
    use whitesmith_http::Body;
    use whitesmith_http::body::collect;

    static TAKES: OperationSchema =
        OperationSchema::new("a#A", &UNIT, &UNIT).with(&[OperationTrait::RequestCompression(&["gzip"])]);
    static TAKES_NONE: OperationSchema = OperationSchema::new("a#A", &UNIT, &UNIT);

    #[test]
    fn encodings() {
        for (operation, given, inflated, left) in [
            (&TAKES, &["gzip"][..], true, None),
            (&TAKES, &["custom, GZIP"], true, Some("custom")),
            (&TAKES, &["br", "custom , gzip"], true, Some("br, custom")),
            (&TAKES, &["gzip, custom"], false, Some("gzip, custom")),
            (&TAKES, &[], false, None),
            (&TAKES_NONE, &["gzip"], false, Some("gzip")),
        ] {
            let mut headers = HeaderMap::new();
            for line in given {
                headers.append(CONTENT_ENCODING, HeaderValue::from_static(line));
            }
            assert_eq!(take_encoding(operation, &mut headers), inflated, "{given:?}");
            assert_eq!(headers.get(CONTENT_ENCODING).map(HeaderValue::as_bytes), left.map(str::as_bytes), "{given:?}");
        }
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn inflated() {
        let text = "Heute ist ein schöner Tag. ".repeat(500);
        let packed = gzip(text.as_bytes());
        let bomb = gzip(&vec![0; 64 << 20]);
        let twice = [gzip(b"one "), gzip(b"two")].concat();
        for (given, limit, expected) in [
            (packed.clone(), 1 << 20, Ok(text.as_str())),
            (twice, 7, Ok("one two")),
            (packed.clone(), 100, Err("longer")),
            (packed[..packed.len() - 9].to_vec(), 1 << 20, Err("broke off")),
            (b"not gzip at all, but plain text".to_vec(), 1 << 20, Err("broke off")),
            (bomb, 1 << 20, Err("longer")),
        ] {
            let body = Body::from(inflate(Body::from(given).into_stream()));
            let mut future = std::pin::pin!(collect(body, limit));
            let Poll::Ready(found) = future.as_mut().poll(&mut Context::from_waker(std::task::Waker::noop())) else {
                panic!("nothing to wait for")
            };
            match (found, expected) {
                (Ok(found), Ok(expected)) => assert_eq!(found, expected.as_bytes()),
                (Err(found), Err(expected)) => assert!(found.to_string().contains(expected), "{found}"),
                (found, expected) => panic!("{found:?}, {expected:?}"),
            }
        }
    }
}
