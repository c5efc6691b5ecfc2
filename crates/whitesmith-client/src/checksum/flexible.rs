//! `@httpChecksum`: checksums of an algorithm that is chosen in each call
//! ([checksum trait](https://smithy.io/2.0/aws/aws-core.html#aws-protocols-httpchecksum-trait)).
//!
//! A request has one where its input chooses an algorithm, or where the model requires one (CRC32 then), unless the caller
//! gave one. A response is checked where its input asks for that. A streaming request has none: its header goes before it.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Request};
use whitesmith::error::BoxError;
use whitesmith::operation::OperationTrait;
use whitesmith::schema::Binding;
use whitesmith::shape::{Ref, Structure};
use whitesmith::stream::ByteSource;
use whitesmith::{ByteStream, Error, ErrorKind, OperationSchema};
use whitesmith_http::Body;

use super::algorithm::{Algorithm, Hasher};

const PREFIX: &str = "x-amz-checksum-";

/// Adds the checksum of a request.
pub(crate) fn add(
    operation: &OperationSchema,
    input: &dyn Structure,
    request: &mut Request<Body>,
) -> Result<(), BoxError> {
    let found = operation.traits().iter().find_map(|t| match t {
        OperationTrait::HttpChecksum { algorithm_member, required, .. } => Some((*algorithm_member, *required)),
        _ => None,
    });
    let Some((member, required)) = found else { return Ok(()) };
    let given = request.headers().keys().any(|name| name.as_str().starts_with(PREFIX));
    let chosen = member.and_then(|member| text(input, member));
    if given || (chosen.is_none() && !required) {
        return Ok(());
    }
    let name = chosen.unwrap_or("CRC32");
    let algorithm = Algorithm::named(name).ok_or_else(|| format!("there is no checksum algorithm `{name}`"))?;
    let Some(bytes) = request.body().as_bytes() else { return Ok(()) };
    let mut hasher = algorithm.hasher();
    hasher.update(bytes);
    let headers = request.headers_mut();
    headers.insert(algorithm.header(), HeaderValue::try_from(hasher.finish())?);
    // A service wants to be told which algorithm it is, also where nobody chose one.
    let schema = input.schema().members();
    let binding = schema.iter().find(|schema| Some(schema.name()) == member).map(whitesmith::schema::Member::binding);
    if let Some(Binding::Header(header)) = binding {
        headers.entry(HeaderName::try_from(header)?).or_insert(HeaderValue::try_from(name)?);
    }
    Ok(())
}

/// The algorithms that the response may be checked by, if the input asks for that.
pub(crate) fn asked(operation: &OperationSchema, input: &dyn Structure) -> &'static [&'static str] {
    let found = operation.traits().iter().find_map(|t| match t {
        OperationTrait::HttpChecksum { validation_member: Some(member), response_algorithms, .. } => {
            Some((*member, *response_algorithms))
        }
        _ => None,
    });
    match found {
        Some((member, algorithms)) if text(input, member) == Some("ENABLED") => algorithms,
        _ => &[],
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
