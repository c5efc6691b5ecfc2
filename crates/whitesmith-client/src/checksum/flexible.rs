//! `@httpChecksum`: checksums of an algorithm that is chosen in each call
//! ([checksum trait](https://smithy.io/2.0/aws/aws-core.html#aws-protocols-httpchecksum-trait)).
//!
//! A request has one unless the caller gave one: of the algorithm that its input chooses, or CRC32. A response is checked
//! unless its input says otherwise. The checksum of a stream is sent behind it, in the trailer of [`super::chunked`];
//! one of unknown length has none unless it must.

use std::ops::ControlFlow;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use http::{HeaderMap, HeaderName, HeaderValue, Request};
use whitesmith::error::BoxError;
use whitesmith::operation::OperationTrait;
use whitesmith::schema::{Binding, Member};
use whitesmith::shape::{Mut, Ref, Structure};
use whitesmith::stream::ByteSource;
use whitesmith::{ByteStream, Error, ErrorKind, OperationSchema};
use whitesmith_http::Body;

use super::Checksums;
use super::algorithm::{Algorithm, Hasher};
use super::chunked;

const PREFIX: &str = "x-amz-checksum-";
/// The algorithm that nobody chose.
const DEFAULT: &str = "CRC32";
/// What an input asks for checks with.
const ENABLED: &str = "ENABLED";

const DECODED_LENGTH: HeaderName = HeaderName::from_static("x-amz-decoded-content-length");
const TRAILER: HeaderName = HeaderName::from_static("x-amz-trailer");
const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");
/// What this header says of chunks that are not signed, but for the trailer that follows them.
pub(crate) const UNSIGNED_CHUNKS: &str = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

/// Chooses what the caller left open: the algorithm of the request's checksum, and whether the response is checked.
pub(crate) fn fill(
    operation: &OperationSchema,
    input: &mut dyn Structure,
    (requests, responses): (Checksums, Checksums),
) {
    let Some(HttpChecksum { algorithm, required, validation, .. }) = HttpChecksum::of(operation) else { return };
    let supported = Checksums::WhenSupported;
    if let Some(name) = algorithm
        && (required || (requests == supported && !is_of_unknown_length(input)))
        && !has_checksum(input)
    {
        set_text(input, name, DEFAULT);
    }
    if let Some(name) = validation
        && responses == supported
    {
        set_text(input, name, ENABLED);
    }
}

/// Adds the checksum of a request: to its headers, or if its body is a stream, to be sent behind it. Then it says of which
/// algorithm.
pub(crate) fn add(
    operation: &OperationSchema,
    input: &dyn Structure,
    request: &mut Request<Body>,
) -> Result<Option<Algorithm>, BoxError> {
    let Some(HttpChecksum { algorithm, required, .. }) = HttpChecksum::of(operation) else { return Ok(None) };
    let chosen = algorithm.and_then(|member| text(input, member));
    let given = request.headers().keys().any(|name| is_checksum(name.as_str()));
    if given || (chosen.is_none() && !required) {
        return Ok(None);
    }
    let name = chosen.unwrap_or(DEFAULT);
    let algorithm = Algorithm::named(name).ok_or_else(|| format!("there is no checksum algorithm `{name}`"))?;
    let Some(bytes) = request.body().as_bytes() else {
        return announce(algorithm, request).map(|()| Some(algorithm));
    };
    let mut hasher = algorithm.hasher();
    hasher.update(bytes);
    request.headers_mut().insert(algorithm.header(), HeaderValue::try_from(hasher.finish())?);
    Ok(None)
}

/// The headers of a request in chunks, with a checksum behind them.
fn announce(algorithm: Algorithm, request: &mut Request<Body>) -> Result<(), BoxError> {
    let length = request.body().remaining();
    let length = length.ok_or("a stream is sent with a checksum only if its length is known")?;
    let headers = request.headers_mut();
    // That of the chunks is another one, and the transport knows it.
    headers.remove(CONTENT_LENGTH);
    let mut encodings = headers.get(CONTENT_ENCODING).map_or_else(Vec::new, |given| [given.as_bytes(), b", "].concat());
    encodings.extend_from_slice(b"aws-chunked");
    headers.insert(CONTENT_ENCODING, HeaderValue::from_bytes(&encodings)?);
    headers.insert(DECODED_LENGTH, length.into());
    headers.insert(TRAILER, HeaderValue::from_str(algorithm.header().as_str())?);
    headers.insert(CONTENT_SHA256, HeaderValue::from_static(UNSIGNED_CHUNKS));
    Ok(())
}

/// Puts the checksum behind the body, unless that was done where chunks are signed.
pub(crate) fn follow(trailer: Option<Algorithm>, request: &mut Request<Body>) -> Result<(), Error> {
    let Some(algorithm) = trailer else { return Ok(()) };
    if request.headers().get(CONTENT_SHA256).is_none_or(|said| said != UNSIGNED_CHUNKS) {
        return Ok(());
    }
    let body = chunked::encode(std::mem::take(request.body_mut()), algorithm, None);
    *request.body_mut() = body.map_err(|error| Error::new(ErrorKind::Construction).with_source(error))?;
    Ok(())
}

/// The algorithms that the response may be checked by, if the input asks for that.
pub(crate) fn asked(operation: &OperationSchema, input: &dyn Structure) -> &'static [&'static str] {
    match HttpChecksum::of(operation) {
        Some(HttpChecksum { validation: Some(member), responses, .. }) if text(input, member) == Some(ENABLED) => {
            responses
        }
        _ => &[],
    }
}

/// The trait of an operation.
struct HttpChecksum {
    algorithm: Option<&'static str>,
    required: bool,
    validation: Option<&'static str>,
    responses: &'static [&'static str],
}

impl HttpChecksum {
    fn of(operation: &OperationSchema) -> Option<Self> {
        operation.traits().iter().find_map(|t| match *t {
            OperationTrait::HttpChecksum { algorithm_member, required, validation_member, response_algorithms } => {
                let (algorithm, validation) = (algorithm_member, validation_member);
                Some(Self { algorithm, required, validation, responses: response_algorithms })
            }
            _ => None,
        })
    }
}

/// Whether a header of this name holds a checksum, of whatever algorithm.
fn is_checksum(name: &str) -> bool {
    name.strip_prefix(PREFIX).is_some_and(|rest| !matches!(rest, "algorithm" | "mode" | "type"))
}

/// Whether the input brings a checksum along.
fn has_checksum(input: &dyn Structure) -> bool {
    let mut found = false;
    input.visit(&mut |index, _| {
        let binding = input.schema().members().get(index).map(Member::binding);
        found = matches!(binding, Some(Binding::Header(name)) if is_checksum(&name.to_ascii_lowercase()));
        if found { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    found
}

/// Whether the input is a stream that cannot be sent with a checksum.
fn is_of_unknown_length(input: &dyn Structure) -> bool {
    let mut found = false;
    input.visit(&mut |_, value| {
        found |= matches!(value, Ref::Stream(stream) if stream.remaining().is_none());
        ControlFlow::Continue(())
    });
    found
}

/// Sets a member that is text, unless the caller did.
fn set_text(input: &mut dyn Structure, name: &str, value: &str) {
    let index = input.schema().members().iter().position(|member| member.name() == name);
    let Some(index) = index.filter(|index| input.member(*index).is_none()) else { return };
    match input.member_mut(index) {
        Some(Mut::String(text)) => value.clone_into(text),
        Some(Mut::Enum(text)) => text.set(value),
        _ => {}
    }
}

/// The body of a response, which fails at its end if it has not the checksum that its headers say.
pub(crate) fn checked(algorithms: &[&str], headers: &HeaderMap, body: Body) -> Body {
    let expected = algorithms.iter().find_map(|name| {
        let algorithm = Algorithm::named(name)?;
        let value = headers.get(algorithm.header())?.to_str().ok()?;
        // That of an object in parts is a checksum of checksums, with the number of parts behind it.
        (!value.contains('-')).then(|| (algorithm, value.to_owned()))
    });
    let Some((algorithm, expected)) = expected else { return body };
    let (stream, hasher) = (body.into_stream(), Some(algorithm.hasher()));
    ByteStream::from_source(Checked { stream, algorithm, hasher, expected }).into()
}

fn text<'a>(input: &'a dyn Structure, name: &str) -> Option<&'a str> {
    let index = input.schema().members().iter().position(|member| member.name() == name)?;
    match input.member(index)? {
        Ref::String(text) => Some(text),
        _ => None,
    }
}

struct Checked {
    stream: ByteStream,
    algorithm: Algorithm,
    /// `None` after the end.
    hasher: Option<Hasher>,
    expected: String,
}

impl ByteSource for Checked {
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        let next = self.stream.poll_next(cx);
        match (&next, &mut self.hasher) {
            (Poll::Ready(Some(Ok(piece))), Some(hasher)) => hasher.update(piece),
            (Poll::Ready(None), _) => {
                if let Some(found) = self.hasher.take().map(Hasher::finish).filter(|found| *found != self.expected) {
                    let (algorithm, expected) = (self.algorithm.header(), &self.expected);
                    let message = format!("the body's checksum is {found}, and `{algorithm}` says {expected}");
                    // Something changed it on its way: another attempt may get it whole.
                    return Poll::Ready(Some(Err(Error::new(ErrorKind::Transport).with_message(message).into())));
                }
            }
            _ => {}
        }
        next
    }

    fn remaining(&self) -> Option<u64> {
        self.stream.remaining()
    }
}
