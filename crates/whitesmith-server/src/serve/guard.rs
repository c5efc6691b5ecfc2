//! A connection that is closed when nothing happens on it for too long.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use super::activity::Activity;

/// What a connection that speaks HTTP/2 begins with
/// ([RFC 9113, 3.4](https://www.rfc-editor.org/rfc/rfc9113#section-3.4)).
const PREFACE: &[u8] = b"PRI * HTTP/2.0";

/// How long a connection may be silent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// From the first byte of a request to the end of its headers.
    pub(super) header: Duration,
    /// From the end of a request to the first byte of the next one.
    pub(super) idle: Duration,
    /// While something waits to be written.
    pub(super) write: Duration,
}

/// What a connection without a request in flight waits for, after so many requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wait {
    /// The first byte of a request.
    Request(usize),
    /// The end of a request's headers.
    Headers(usize),
}

/// A connection with deadlines.
pub(super) struct Guarded<T> {
    io: T,
    activity: Arc<Activity>,
    patience: Patience,
    reading: Alarm,
    writing: Alarm,
    /// How many requests had begun when the last bytes came that belong to none of them.
    arrived_after: Option<usize>,
    /// What is waited for, and since when.
    waiting: Option<(Wait, Instant)>,
    /// How much of [`PREFACE`] has been read; `None` when it is known what the client speaks.
    preface: Option<usize>,
    /// What was read to know it, and is to be read again.
    ahead: Vec<u8>,
}

/// How much is read ahead at once, in bytes: as much as hyper's first buffer takes, so that it is given on in one piece.
const AHEAD: usize = 8 * 1024;

impl<T> Guarded<T> {
    pub(super) fn new(io: T, activity: Arc<Activity>, patience: Patience) -> Self {
        Self {
            io,
            activity,
            patience,
            reading: Alarm::default(),
            writing: Alarm::default(),
            arrived_after: None,
            waiting: None,
            preface: Some(0),
            ahead: Vec::new(),
        }
    }

    /// Takes note of bytes that came.
    fn arrived(&mut self, bytes: &[u8]) {
        if let Some(read) = self.preface {
            let expected = &PREFACE[read..];
            let length = bytes.len().min(expected.len());
            let matches = bytes[..length] == expected[..length];
            if matches && length == expected.len() {
                self.activity.set_http2();
            }
            self.preface = (matches && length < expected.len()).then_some(read + length);
        }
        // In HTTP/2 all kinds of frames come between requests, and say nothing of the next one.
        if self.activity.is_idle() && !self.activity.is_http2() {
            self.arrived_after = Some(self.activity.begun());
        }
    }

    /// When it will have been silent for too long; `None` while a request is answered.
    fn deadline(&mut self) -> Option<Instant> {
        if !self.activity.is_idle() {
            return None;
        }
        let begun = self.activity.begun();
        let (wait, patience) = if self.arrived_after == Some(begun) {
            (Wait::Headers(begun), self.patience.header)
        } else {
            (Wait::Request(begun), self.patience.idle)
        };
        // The clock is asked when there is something new to wait for, which for most requests is once.
        let since = match self.waiting {
            Some((known, since)) if known == wait => since,
            _ => Instant::now(),
        };
        self.waiting = Some((wait, since));
        Some(since + patience)
    }
}

/// A timer that is moved to a later time only when it goes off, because that is cheaper.
#[derive(Default)]
struct Alarm(Option<Pin<Box<Sleep>>>);

impl Alarm {
    /// Whether `deadline` has passed; wakes the task when it does.
    fn has_passed(&mut self, deadline: Instant, cx: &mut Context<'_>) -> bool {
        if let Some(timer) = &self.0
            && timer.deadline() <= deadline
            && !timer.is_elapsed()
        {
            // It has been polled, and wakes the task when it goes off.
            return false;
        }
        let timer = self.0.get_or_insert_with(|| Box::pin(sleep_until(deadline)));
        if timer.deadline() > deadline {
            timer.as_mut().reset(deadline);
        }
        while timer.as_mut().poll(cx).is_ready() {
            if Instant::now() >= deadline {
                return true;
            }
            timer.as_mut().reset(deadline);
        }
        false
    }
}

fn timed_out(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::TimedOut, what)
}

impl<T: AsyncRead + Unpin> Guarded<T> {
    /// Waits until it is known what the client speaks: see [`Activity::is_http2`]. What comes until then can be read
    /// afterwards.
    pub(super) async fn opened(&mut self) -> io::Result<()> {
        let mut ahead = Vec::new();
        while self.preface.is_some() {
            let start = ahead.len();
            ahead.resize(start + AHEAD, 0);
            let mut buf = ReadBuf::new(&mut ahead[start..]);
            std::future::poll_fn(|cx| Pin::new(&mut *self).poll_read(cx, &mut buf)).await?;
            let length = buf.filled().len();
            ahead.truncate(start + length);
            if length == 0 {
                break;
            }
        }
        self.ahead = ahead;
        Ok(())
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Guarded<T> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if !this.ahead.is_empty() {
            let length = this.ahead.len().min(buf.remaining());
            buf.put_slice(&this.ahead[..length]);
            this.ahead = this.ahead.split_off(length);
            return Poll::Ready(Ok(()));
        }
        let before = buf.filled().len();
        match Pin::new(&mut this.io).poll_read(cx, buf) {
            Poll::Ready(result) => {
                this.arrived(&buf.filled()[before..]);
                Poll::Ready(result)
            }
            Poll::Pending => match this.deadline() {
                Some(deadline) if this.reading.has_passed(deadline, cx) => {
                    Poll::Ready(Err(timed_out("no request came in time")))
                }
                _ => Poll::Pending,
            },
        }
    }
}

impl<T: AsyncWrite + Unpin> Guarded<T> {
    /// A write, or the end of patience with a client that does not read.
    fn written<R>(&mut self, cx: &mut Context<'_>, result: Poll<io::Result<R>>) -> Poll<io::Result<R>> {
        if result.is_ready() {
            self.writing.0 = None;
            return result;
        }
        let deadline = self.writing.0.as_ref().map_or_else(|| Instant::now() + self.patience.write, |t| t.deadline());
        if self.writing.has_passed(deadline, cx) {
            return Poll::Ready(Err(timed_out("the client does not read")));
        }
        Poll::Pending
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Guarded<T> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.io).poll_write(cx, buf);
        self.written(cx, result)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.io).poll_write_vectored(cx, bufs);
        self.written(cx, result)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = Pin::new(&mut self.io).poll_flush(cx);
        self.written(cx, result)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = Pin::new(&mut self.io).poll_shutdown(cx);
        ready!(self.written(cx, result))?;
        Poll::Ready(Ok(()))
    }
}
