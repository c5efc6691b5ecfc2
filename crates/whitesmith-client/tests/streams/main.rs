//! Bodies that stream: sent once, given up when they stall, and with the feature `checksum` checked.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::Response;
use whitesmith::auth::AuthScheme;
use whitesmith::error::BoxError;
use whitesmith::operation::OperationTrait;
use whitesmith::schema::{Kind, Schema, Trait, prelude};
use whitesmith::stream::ByteSource;
use whitesmith::{
    ByteStream, Error, ErrorKind, Operation, OperationError as _, OperationSchema, Request, ServiceSchema,
};
use whitesmith_client::http::Body;
use whitesmith_client::testing::{Fault, Faults, ManualTime, Replay};
use whitesmith_client::transport::{ResponseFuture, Transport};
use whitesmith_client::{Builder, Client};

static CONTENT: Schema = Schema::simple("a#Content", Kind::Blob).with(&[Trait::Streaming]);

/// Bytes that stream, either way, with what `@httpChecksum` binds.
struct Content {
    body: ByteStream,
    algorithm: Option<String>,
    mode: Option<String>,
}
whitesmith::structure! {
    Content: CONTENTS = "a#Contents" {
        0 body: "content" => CONTENT [Trait::HttpPayload],
        1 algorithm: "algorithm" => prelude::STRING [Trait::HttpHeader("x-amz-sdk-checksum-algorithm")],
        2 mode: "mode" => prelude::STRING [Trait::HttpHeader("x-amz-checksum-mode")],
    }
}

#[derive(Debug)]
enum Failure {
    Other(Error),
}
whitesmith::operation_error! { Failure {} }

const fn checked(required: bool) -> OperationTrait {
    OperationTrait::HttpChecksum {
        algorithm_member: Some("algorithm"),
        required,
        validation_member: Some("mode"),
        response_algorithms: &["CRC32C", "SHA256"],
    }
}

static SERVICE: ServiceSchema = ServiceSchema {
    id: "a#Service",
    version: "1",
    protocols: &["aws.protocols#restJson1"],
    auth: &[AuthScheme::SigV4 { name: "a" }],
    traits: &[],
};

/// An operation: a type, what it takes and answers, whether it requires a checksum.
macro_rules! operation {
    ($name:ident $type:ty: $schema:path, $required:literal) => {
        struct $name;
        impl Operation for $name {
            type Input = $type;
            type Output = $type;
            type Error = Failure;
            const SCHEMA: &'static OperationSchema = {
                static SCHEMA: OperationSchema =
                    OperationSchema::new(concat!("a#", stringify!($name)), &$schema, &$schema)
                        .http("PUT", "/", 200)
                        .with(&[checked($required)]);
                &SCHEMA
            };
        }
    };
}

#[cfg(feature = "checksum")]
mod checksums;

operation! { Stream Content: CONTENTS, false }

fn client(transport: impl Transport) -> Client {
    let builder = Builder::new(&SERVICE).endpoint("http://a.example").transport(transport);
    builder.time(ManualTime::new()).random(|| 0.5).build().unwrap()
}

fn streaming(body: ByteStream) -> Content {
    Content { body, algorithm: None, mode: None }
}

/// Gives its pieces one by one, then ends or waits for ever.
struct Pieces {
    left: usize,
    ends: bool,
}

impl ByteSource for Pieces {
    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        if self.left == 0 {
            return if self.ends { Poll::Ready(None) } else { Poll::Pending };
        }
        self.left -= 1;
        Poll::Ready(Some(Ok(Bytes::from_static(b"piece"))))
    }
}

/// A stream is sent once; bytes in memory are sent again.
#[tokio::test]
async fn only_what_can_be_sent_again_is() {
    let failures = || Replay::new((0..3).map(|_| Response::builder().status(500).body("").unwrap()));
    let replay = failures();
    let body = ByteStream::from_source(Pieces { left: 2, ends: true });
    let error = client(replay.clone()).call::<Stream>(Request::new(streaming(body))).await.err().unwrap();
    assert_eq!((error.status(), replay.requests().len()), (Some(500), 1));
    assert_eq!(replay.requests()[0].body(), "piecepiece");
    let replay = failures();
    let error = client(replay.clone()).call::<Stream>(Request::new(streaming("bytes".into()))).await.err().unwrap();
    assert_eq!((error.status(), replay.requests().len()), (Some(500), 3));
}

/// Takes so many pieces of a request, and then nothing more.
struct Takes(usize, Arc<AtomicUsize>);

impl Transport for Takes {
    fn send(&self, request: http::Request<Body>) -> ResponseFuture {
        let (pieces, taken) = (self.0, Arc::clone(&self.1));
        Box::pin(async move {
            let mut body = request.into_body().into_stream();
            for _ in 0..pieces {
                match body.next().await {
                    Some(Ok(_)) => taken.fetch_add(1, Ordering::Relaxed),
                    Some(Err(error)) => return Err(error),
                    None => return Ok(Response::new(Body::empty())),
                };
            }
            std::future::pending().await
        })
    }
}

#[tokio::test]
async fn uploads_that_stall() {
    let taken = Arc::new(AtomicUsize::new(0));
    let send = |pieces: usize, takes: usize| {
        let body = ByteStream::from_source(Pieces { left: pieces, ends: true });
        let call = client(Takes(takes, Arc::clone(&taken))).call::<Stream>(Request::new(streaming(body)));
        async move { call.await.err().map(|error| error.to_string()) }
    };
    assert_eq!(send(3, 9).await, None);
    // The server has taken two of three pieces.
    let error = send(3, 2).await.unwrap();
    assert_eq!(error, "the request timed out: the request stalled for 20s (Stream at a.example)");
    assert_eq!(taken.load(Ordering::Relaxed), 5);
}

#[tokio::test]
async fn downloads_that_break_off() {
    for (fault, expected) in [
        (Fault::None, Ok("0123456789".to_owned())),
        (
            Fault::Stall(4),
            Err((ErrorKind::Timeout, "the request timed out: the response stalled for 20s (Stream at a.example)")),
        ),
        (Fault::Truncate(4), Err((ErrorKind::Transport, "unexpected end of file"))),
    ] {
        let transport = Faults::new(Replay::new([Response::new("0123456789")]), [fault]);
        let output = client(transport).call::<Stream>(Request::new(streaming("".into()))).await.unwrap();
        let found = output.body.collect().await.map(|bytes| String::from_utf8(bytes.to_vec()).unwrap());
        match (found, expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected),
            (Err(found), Err((kind, expected))) => {
                assert_eq!(found.to_string(), expected);
                if let Some(error) = found.downcast_ref::<Error>() {
                    assert_eq!(error.kind(), kind);
                } else {
                    assert!(found.downcast_ref::<io::Error>().is_some());
                }
            }
            (found, expected) => panic!("{found:?}, not {expected:?}"),
        }
    }
}
