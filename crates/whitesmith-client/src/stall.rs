//! Streams that have stopped: a response whose next piece does not come, a request that the server does not take.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use whitesmith::error::{BoxError, CallContext};
use whitesmith::stream::ByteSource;
use whitesmith::{ByteStream, Error, ErrorKind};
use whitesmith_http::Body;

use crate::time::{Sleep, Time};

/// A body of a response that fails when its next piece takes too long. Time counts only while somebody waits for it.
pub(crate) struct Watched {
    body: Body,
    time: Arc<dyn Time>,
    limit: Option<Duration>,
    sleep: Option<Sleep>,
    /// What is said when it stalls; only for a body that outlives its call.
    call: Option<Box<CallContext>>,
}

impl Watched {
    pub(crate) fn new(body: Body, time: &Arc<dyn Time>, limit: Option<Duration>) -> Self {
        Self { body, time: Arc::clone(time), limit, sleep: None, call: None }
    }

    /// As a body of its own, for whoever called.
    pub(crate) fn into_body(mut self, call: CallContext) -> Body {
        if self.limit.is_none() || self.body.as_bytes().is_some() {
            return self.body;
        }
        self.call = Some(Box::new(call));
        ByteStream::from_source(self).into()
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        let next = Pin::new(&mut self.body);
        match http_body::Body::poll_frame(next, cx) {
            Poll::Ready(next) => {
                self.sleep = None;
                Poll::Ready(next.map(|frame| frame.map(|frame| frame.into_data().unwrap_or_default())))
            }
            Poll::Pending => {
                let Some(limit) = self.limit else { return Poll::Pending };
                let sleep = self.sleep.get_or_insert_with(|| self.time.sleep(limit));
                sleep.as_mut().poll(cx).map(|()| Some(Err(stalled("the response", limit, self.call.take()).into())))
            }
        }
    }
}

fn stalled(what: &str, limit: Duration, call: Option<Box<CallContext>>) -> Error {
    let error = Error::new(ErrorKind::Timeout).with_message(format!("{what} stalled for {limit:?}"));
    match call {
        Some(call) => error.with_call(*call),
        None => error,
    }
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.get_mut().poll(cx).map_ok(Frame::data)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl ByteSource for Watched {
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        self.get_mut().poll(cx)
    }

    fn remaining(&self) -> Option<u64> {
        self.body.remaining()
    }
}

/// How far a streaming request has come.
#[derive(Debug, Default)]
pub(crate) struct Upload(AtomicU64);

/// The source has no piece ready: whoever called is slow, not the server.
const WAITING: u64 = 1;
/// All pieces were taken.
const DONE: u64 = 2;
/// What a piece that was taken adds to the number, whose low bits are the two above.
const PIECE: u64 = 4;

/// What an upload has done since it was last looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    Moving,
    Stalled,
    Done,
}

impl Upload {
    /// The body, and what tells of it; `None` for a body in memory, which is one piece.
    pub(crate) fn watch(body: Body) -> (Body, Option<Arc<Self>>) {
        if body.as_bytes().is_some() {
            return (body, None);
        }
        let upload = Arc::new(Self::default());
        let source = Sent { stream: body.into_stream(), upload: Arc::clone(&upload) };
        (ByteStream::from_source(source).into(), Some(upload))
    }

    /// What happened since `seen`, which is brought up to now.
    pub(crate) fn progress(&self, seen: &mut u64) -> Progress {
        let now = self.0.load(Ordering::Relaxed);
        let moved = now != *seen || now & WAITING != 0;
        *seen = now;
        match (now & DONE, moved) {
            (DONE, _) => Progress::Done,
            (_, true) => Progress::Moving,
            (_, false) => Progress::Stalled,
        }
    }

    /// The error for one that stalled.
    pub(crate) fn stalled(limit: Duration) -> Error {
        stalled("the request", limit, None)
    }
}

/// A stream that tells how far it has been taken.
struct Sent {
    stream: ByteStream,
    upload: Arc<Upload>,
}

impl ByteSource for Sent {
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        let next = self.stream.poll_next(cx);
        let pieces = self.upload.0.load(Ordering::Relaxed) & !(WAITING | DONE);
        let now = match &next {
            Poll::Pending => pieces | WAITING,
            Poll::Ready(Some(Ok(_))) => pieces + PIECE,
            Poll::Ready(_) => pieces | DONE,
        };
        self.upload.0.store(now, Ordering::Relaxed);
        next
    }

    fn remaining(&self) -> Option<u64> {
        self.stream.remaining()
    }
}
