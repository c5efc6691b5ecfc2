//! Bodies that stream: sent once, given up when they stall, and checked by their checksum.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::Response;
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
    content: ByteStream,
    mode: Option<String>,
}
whitesmith::structure! {
    Content: CONTENTS = "a#Contents" {
        0 content: "content" => CONTENT [Trait::HttpPayload],
        1 mode: "mode" => prelude::STRING [Trait::HttpHeader("x-amz-checksum-mode")],
    }
}

/// Bytes in memory.
struct Small {
    content: Option<whitesmith::Blob>,
    algorithm: Option<String>,
    mode: Option<String>,
}
whitesmith::structure! {
    Small: SMALL = "a#Small" {
        0 content: "content" => prelude::BLOB [Trait::HttpPayload],
        1 algorithm: "algorithm" => prelude::STRING [Trait::HttpHeader("x-amz-sdk-checksum-algorithm")],
        2 mode: "mode" => prelude::STRING [Trait::HttpHeader("x-amz-checksum-mode")],
    }
}

#[derive(Debug)]
enum Failure {
    Other(Error),
}
whitesmith::operation_error! { Failure {} }

const CHECKED: OperationTrait = OperationTrait::HttpChecksum {
    algorithm_member: Some("algorithm"),
    required: true,
    validation_member: Some("mode"),
    response_algorithms: &["CRC32C", "SHA256"],
};

macro_rules! operations {
    ($($name:ident $type:ty: $schema:path;)*) => {
        $(
            struct $name;
            impl Operation for $name {
                type Input = $type;
                type Output = $type;
                type Error = Failure;
                const SCHEMA: &'static OperationSchema = {
                    static SCHEMA: OperationSchema =
                        OperationSchema::new(concat!("a#", stringify!($name)), &$schema, &$schema)
                            .http("PUT", "/", 200)
                            .with(&[CHECKED]);
                    &SCHEMA
                };
            }
        )*
        static SERVICE: ServiceSchema = ServiceSchema {
            id: "a#Service",
            version: "1",
            protocols: &["aws.protocols#restJson1"],
            auth: &[],
            traits: &[],
        };
    };
}
operations! {
    Stream Content: CONTENTS;
    Memory Small: SMALL;
}

fn client(transport: impl Transport) -> Client {
    let builder = Builder::new(&SERVICE).endpoint("http://a.example").transport(transport);
    builder.time(ManualTime::new()).random(|| 0.5).build().unwrap()
}

fn small(content: &'static [u8]) -> Small {
    Small { content: Some(content.to_vec().into()), algorithm: None, mode: None }
}

fn streaming(content: ByteStream) -> Content {
    Content { content, mode: None }
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
        let found = output.content.collect().await.map(|bytes| String::from_utf8(bytes.to_vec()).unwrap());
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

#[cfg(feature = "checksum")]
#[tokio::test]
async fn checksums_of_requests() {
    let chosen = |name: &str| Small { algorithm: Some(name.into()), ..small(b"123456789") };
    for (input, header, value, told) in [
        (small(b"123456789"), "x-amz-checksum-crc32", "y/Q5Jg==", "CRC32"),
        (chosen("CRC32C"), "x-amz-checksum-crc32c", "4waSgw==", "CRC32C"),
        (chosen("SHA1"), "x-amz-checksum-sha1", "98O8HYCOBHMq32eZZczDTKeuNEE=", "SHA1"),
    ] {
        let replay = Replay::new([Response::new("")]);
        client(replay.clone()).call::<Memory>(Request::new(input)).await.unwrap();
        let request = replay.requests().remove(0);
        assert_eq!(request.headers()[header], value);
        assert_eq!(request.headers()["x-amz-sdk-checksum-algorithm"], told);
    }
    let error = client(Replay::default()).call::<Memory>(Request::new(chosen("MD4"))).await.err().unwrap();
    assert!(error.to_string().contains("there is no checksum algorithm `MD4`"), "{error}");
}

#[cfg(feature = "checksum")]
#[tokio::test]
async fn checksums_of_responses() {
    let answer = |header: &str, value: &str| Response::builder().header(header, value).body("123456789").unwrap();
    let wrong = || answer("x-amz-checksum-crc32c", "AAAAAA==");
    let wanted = || Some("ENABLED".to_owned());
    let right = || answer("x-amz-checksum-crc32c", "4waSgw==");
    let broken = "the body's checksum is 4waSgw==, and `x-amz-checksum-crc32c` says AAAAAA==";
    for (mode, answers, in_memory, streaming_too) in [
        (wanted(), vec![right()], "ok", "ok"),
        // A broken one is asked for again; a stream says so at its end, and cannot be.
        (wanted(), vec![wrong(), right()], "ok", broken),
        (wanted(), vec![wrong(), wrong(), wrong()], broken, broken),
        (None, vec![wrong()], "ok", "ok"),
        // Not one of those the model names, and one of an object in parts.
        (wanted(), vec![answer("x-amz-checksum-sha1", "AAAA")], "ok", "ok"),
        (wanted(), vec![answer("x-amz-checksum-crc32c", "AAAAAA==-3")], "ok", "ok"),
    ] {
        let input = Small { mode: mode.clone(), ..small(b"") };
        let found = client(Replay::new(answers.clone())).call::<Memory>(Request::new(input)).await;
        let found = found.map_or_else(|error| error.to_string(), |_| "ok".into());
        assert!(found.contains(in_memory), "{found}");
        let input = Content { mode, ..streaming("".into()) };
        let output = client(Replay::new(answers)).call::<Stream>(Request::new(input)).await.unwrap();
        let found = output.content.collect().await.map_or_else(|error| error.to_string(), |_| "ok".into());
        assert!(found.contains(streaming_too), "{found}");
    }
}
