//! Typed streams as bodies, and back.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use whitesmith::error::BoxError;
use whitesmith::event_stream::{EventReader, Events, error_schema};
use whitesmith::shape::Union;
use whitesmith::stream::ByteSource;
use whitesmith::{ByteStream, CommonError, Error, ErrorKind};

use super::event;
use super::frame::{Frame, FrameError};
use crate::Strictness;
use crate::binding::Codec;

/// The body that sends these events.
pub fn send(events: Box<dyn Events>, codec: &'static dyn Codec) -> ByteStream {
    ByteStream::from_source(Sender { events: Some(events), codec })
}

/// Lets `into` receive the events of a body.
pub fn receive(body: ByteStream, into: &mut dyn Events, codec: &'static dyn Codec, strictness: Strictness) {
    into.receive(Box::new(Receiver { body, buffer: BytesMut::new(), codec, strictness }));
}

struct Sender {
    /// `None` at the end.
    events: Option<Box<dyn Events>>,
    codec: &'static dyn Codec,
}

impl ByteSource for Sender {
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        let Some(events) = &mut self.events else { return Poll::Ready(None) };
        let next = ready!(events.poll_next_event(context));
        let is_last = match &next {
            None | Some(Err(_)) => true,
            // Nothing may follow an error.
            Some(Ok(event)) => error_schema(&**event).is_some(),
        };
        if is_last {
            self.events = None;
        }
        Poll::Ready(next.map(|event| {
            let frame = match event {
                Ok(event) => event::write(&*event, self.codec)?,
                Err(error) => event::write_error(&error),
            };
            Ok(frame.encode()?.into())
        }))
    }
}

struct Receiver {
    body: ByteStream,
    /// What has arrived of the next frames.
    buffer: BytesMut,
    codec: &'static dyn Codec,
    strictness: Strictness,
}

impl EventReader for Receiver {
    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        event: &mut dyn Union,
    ) -> Poll<Option<Result<(), Error>>> {
        loop {
            match Frame::decode(&mut self.buffer) {
                Ok(Some(frame)) => return Poll::Ready(Some(event::read(&frame, event, self.codec, self.strictness))),
                Ok(None) => {}
                Err(error) => return Poll::Ready(Some(Err(self.invalid(error)))),
            }
            match ready!(self.body.poll_next(context)) {
                Some(Ok(bytes)) => self.buffer.extend_from_slice(&bytes),
                Some(Err(error)) => {
                    return Poll::Ready(Some(Err(Error::new(ErrorKind::Transport).with_source(error))));
                }
                None if self.buffer.is_empty() => return Poll::Ready(None),
                None => return Poll::Ready(Some(Err(self.invalid(FrameError::BrokenOff)))),
            }
        }
    }
}

impl Receiver {
    fn invalid(&self, error: FrameError) -> Error {
        match self.strictness {
            Strictness::Strict => CommonError::SerializationException.message(error.to_string()).with_source(error),
            Strictness::Lenient => Error::new(ErrorKind::Response).with_source(error),
        }
    }
}
