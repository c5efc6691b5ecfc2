//! `aws-chunked`: a body in chunks with a trailer behind it, which holds what is only known when all has been sent
//! ([Signature calculations for trailing headers](https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html)).

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::HeaderName;
use whitesmith::ByteStream;
use whitesmith::error::BoxError;
use whitesmith::stream::ByteSource;
use whitesmith_http::Body;

use super::algorithm::{Algorithm, Hasher};

/// The size of all chunks but the last, in bytes. Services ask for 8 KiB at least.
const CHUNK: u64 = 64 * 1024;
/// What stands before a signature of a chunk, and before that of the trailer.
const CHUNK_SIGNATURE: &str = ";chunk-signature=";
const TRAILER_SIGNATURE: &str = "x-amz-trailer-signature:";

/// Signs a chunk after the other, and then the trailer: each signature holds the one before it.
pub(crate) trait SignChunks: Send + 'static {
    /// The signature of the next chunk, in the pieces that it came in; 64 hexadecimal digits.
    fn chunk(&mut self, pieces: &VecDeque<Bytes>) -> Result<String, BoxError>;
    /// The signature of the trailer, as its lines stand in the string to sign.
    fn trailer(&mut self, lines: &str) -> Result<String, BoxError>;
}

/// The length of a signature.
const SIGNATURE: u64 = 64;

/// A stream of known length in chunks, with its checksum in the trailer.
pub(crate) fn encode(
    content: Body,
    algorithm: Algorithm,
    signer: Option<Box<dyn SignChunks>>,
) -> Result<Body, BoxError> {
    let content = content.into_stream();
    let left = content.remaining().ok_or("a stream is sent with a checksum only if its length is known")?;
    let to_come = encoded_length(left, algorithm, signer.is_some());
    let source = Encoder {
        content,
        left,
        chunk: VecDeque::new(),
        missing: left.min(CHUNK),
        hasher: Some(algorithm.hasher()),
        header: algorithm.header(),
        signer,
        out: VecDeque::new(),
        to_come,
    };
    Ok(ByteStream::from_source(source).into())
}

/// How long the whole becomes.
fn encoded_length(content: u64, algorithm: Algorithm, signed: bool) -> u64 {
    let signature = if signed { CHUNK_SIGNATURE.len() as u64 + SIGNATURE } else { 0 };
    let chunk = |length: u64| format!("{length:x}").len() as u64 + signature + 2 + length + 2;
    let (whole, rest) = (content / CHUNK, content % CHUNK);
    let last = if rest > 0 { chunk(rest) } else { 0 };
    // The chunk that ends it has no content, and so no end of line behind it.
    let end = chunk(0) - 2;
    let checksum = (algorithm.header().as_str().len() + 1 + algorithm.length() + 2) as u64;
    let trailer = if signed { TRAILER_SIGNATURE.len() as u64 + SIGNATURE + 2 } else { 0 };
    whole * chunk(CHUNK) + last + end + checksum + trailer + 2
}

struct Encoder {
    content: ByteStream,
    /// How much of the content is not yet in a chunk that is finished.
    left: u64,
    /// The chunk in the making, and how much of it is still missing.
    chunk: VecDeque<Bytes>,
    missing: u64,
    /// `None` when all was written.
    hasher: Option<Hasher>,
    header: HeaderName,
    signer: Option<Box<dyn SignChunks>>,
    /// What was written and not yet read.
    out: VecDeque<Bytes>,
    to_come: u64,
}

impl Encoder {
    /// Takes a piece of the content; what is more than a chunk holds begins the next ones.
    fn take(&mut self, mut piece: Bytes) -> Result<(), BoxError> {
        while !piece.is_empty() {
            if self.left == 0 {
                return Err("the stream is longer than it said".into());
            }
            let length = usize::try_from(self.missing).map_or(piece.len(), |missing| missing.min(piece.len()));
            let part = piece.split_to(length);
            if let Some(hasher) = &mut self.hasher {
                hasher.update(&part);
            }
            self.chunk.push_back(part);
            self.missing -= length as u64;
            if self.missing == 0 {
                let length = self.left.min(CHUNK);
                self.left -= length;
                self.missing = self.left.min(CHUNK);
                self.write_chunk(length)?;
                self.out.push_back(Bytes::from_static(b"\r\n"));
            }
        }
        Ok(())
    }

    fn write_chunk(&mut self, length: u64) -> Result<(), BoxError> {
        let mut head = format!("{length:x}");
        if let Some(signer) = &mut self.signer {
            head += CHUNK_SIGNATURE;
            head += &signer.chunk(&self.chunk)?;
        }
        head += "\r\n";
        self.out.push_back(head.into());
        self.out.append(&mut self.chunk);
        Ok(())
    }

    fn write_end(&mut self, checksum: &str) -> Result<(), BoxError> {
        self.write_chunk(0)?;
        let mut trailer = format!("{}:{checksum}", self.header);
        if let Some(signer) = &mut self.signer {
            let signature = signer.trailer(&format!("{trailer}\n"))?;
            trailer += &format!("\r\n{TRAILER_SIGNATURE}{signature}");
        }
        trailer += "\r\n\r\n";
        self.out.push_back(trailer.into());
        Ok(())
    }
}

impl ByteSource for Encoder {
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        loop {
            if let Some(bytes) = self.out.pop_front() {
                self.to_come = self.to_come.saturating_sub(bytes.len() as u64);
                return Poll::Ready(Some(Ok(bytes)));
            }
            if self.hasher.is_none() {
                return Poll::Ready(None);
            }
            match self.content.poll_next(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Some(Ok(piece))) => {
                    if let Err(error) = self.take(piece) {
                        return Poll::Ready(Some(Err(error)));
                    }
                }
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(None) if self.left > 0 => {
                    return Poll::Ready(Some(Err("the stream is shorter than it said".into())));
                }
                Poll::Ready(None) => {
                    if let Some(checksum) = self.hasher.take().map(Hasher::finish)
                        && let Err(error) = self.write_end(&checksum)
                    {
                        return Poll::Ready(Some(Err(error)));
                    }
                }
            }
        }
    }

    fn remaining(&self) -> Option<u64> {
        Some(self.to_come)
    }
}
