//! Streams of events: the value of a member that targets a `@streaming` union
//! ([Event streams](https://smithy.io/2.0/spec/streaming.html#event-streams)).
//!
//! The side that sends makes an [`EventStream`] of typed events; the side that receives asks it for the
//! [`next`](EventStream::next). What lies between, frames and their encoding, is the protocol's, which sees the
//! stream as [`Events`].

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::debug;
use crate::error::Error;
use crate::schema::Schema;
use crate::shape::{Blank, Mut, Ref, Shape, Union, Variant};

/// Events that are sent, or arrive, one by one.
///
/// An error ends the stream, also one that the union models.
pub struct EventStream<T>(Source<T>);

enum Source<T> {
    /// Events in memory.
    Ready(VecDeque<T>),
    /// Events that the program makes as time goes by.
    Made(Pin<Box<dyn EventSource<T>>>),
    /// Events that arrive.
    Received(Pin<Box<dyn EventReader>>),
}

/// Where the events of an [`EventStream`] come from.
pub trait EventSource<T>: Send + 'static {
    /// The next event, or `None` at the end. An error is sent to the other side, and ends the stream.
    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>>;
}

/// Where a protocol takes the events of an [`EventStream`] from.
pub trait EventReader: Send + 'static {
    /// Fills `event` with the next event; `None` at the end.
    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        event: &mut dyn Union,
    ) -> Poll<Option<Result<(), Error>>>;
}

/// An [`EventStream`], whatever its events: as a protocol sees it.
pub trait Events: Send {
    /// The next event, or `None` at the end.
    fn poll_next_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Box<dyn Union>, Error>>>;
    /// Takes the events out, and leaves a stream that is at its end.
    fn take(&mut self) -> Box<dyn Events>;
    /// Lets the events come from `reader`.
    fn receive(&mut self, reader: Box<dyn EventReader>);
    /// Adds a blank event at the end, to fill in; whatever the stream was to give before that is dropped, unless
    /// it is in memory.
    fn push_blank(&mut self) -> Option<&mut dyn Union>;
}

/// Why an event did not arrive.
#[derive(Debug)]
pub enum EventError<T> {
    /// The other side sent an error that the union models: this member of it.
    Modeled(T),
    /// Anything else.
    Other(Error),
}

impl<T> EventStream<T> {
    /// A stream of events in memory.
    pub fn from_events(events: impl IntoIterator<Item = T>) -> Self {
        Self(Source::Ready(events.into_iter().collect()))
    }

    /// A stream over a source.
    pub fn from_source(source: impl EventSource<T>) -> Self {
        Self(Source::Made(Box::pin(source)))
    }
}

impl<T: Union + Blank + 'static> EventStream<T> {
    /// The next event, or `None` at the end.
    pub fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, EventError<T>>>> {
        self.poll_any(context).map(|next| {
            let next = next?.map_err(EventError::Other).and_then(|event| match error_schema(&event) {
                Some(_) => Err(EventError::Modeled(event)),
                None => Ok(event),
            });
            if next.is_err() {
                // Behind an error nothing is to be trusted.
                self.0 = Source::default();
            }
            Some(next)
        })
    }

    /// The next event, or `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T, EventError<T>>> {
        std::future::poll_fn(|context| self.poll_next(context)).await
    }

    /// The next event, modelled errors among them.
    fn poll_any(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        match &mut self.0 {
            Source::Ready(events) => Poll::Ready(events.pop_front().map(Ok)),
            Source::Made(source) => source.as_mut().poll_next(context),
            Source::Received(reader) => {
                let mut event = T::blank();
                reader.as_mut().poll_next(context, &mut event).map(|next| Some(next?.map(|()| event)))
            }
        }
    }
}

impl<T> Default for Source<T> {
    fn default() -> Self {
        Self::Ready(VecDeque::new())
    }
}

/// The schema of the error that an event is, if it is one.
pub fn error_schema(event: &dyn Union) -> Option<&'static Schema> {
    let Variant::Known(index, _) = event.variant() else { return None };
    let schema = event.schema().members().get(index)?.target();
    schema.error_status().map(|_| schema)
}

impl<T: Union + Blank + 'static> Events for EventStream<T> {
    fn poll_next_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Box<dyn Union>, Error>>> {
        self.poll_any(context).map(|next| Some(next?.map(|event| Box::new(event) as Box<dyn Union>)))
    }
    fn take(&mut self) -> Box<dyn Events> {
        Box::new(Self(std::mem::take(&mut self.0)))
    }
    fn receive(&mut self, reader: Box<dyn EventReader>) {
        self.0 = Source::Received(Box::into_pin(reader));
    }
    fn push_blank(&mut self) -> Option<&mut dyn Union> {
        if !matches!(self.0, Source::Ready(_)) {
            self.0 = Source::default();
        }
        let Source::Ready(events) = &mut self.0 else { return None };
        events.push_back(T::blank());
        events.back_mut().map(|event| event as &mut dyn Union)
    }
}

impl<T> Default for EventStream<T> {
    fn default() -> Self {
        Self(Source::default())
    }
}
impl<T: Union + Blank + 'static> Shape for EventStream<T> {
    const IS_STREAM: bool = true;

    fn view(&self) -> Ref<'_> {
        Ref::EventStream(self)
    }
    fn slot(&mut self) -> Mut<'_> {
        Mut::EventStream(self)
    }
}
impl<T> Blank for EventStream<T> {
    fn blank() -> Self {
        Self::default()
    }
}
impl<T> From<Vec<T>> for EventStream<T> {
    fn from(events: Vec<T>) -> Self {
        Self::from_events(events)
    }
}

/// Prints where the events come from, never the events.
impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::Ready(events) => write!(f, "EventStream({} events)", events.len()),
            Source::Made(_) | Source::Received(_) => f.write_str("EventStream(..)"),
        }
    }
}

impl<T: Union> fmt::Display for EventError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Other(error) => fmt::Display::fmt(error, f),
            Self::Modeled(event) => {
                f.write_str(error_schema(event).map_or("an error", Schema::name))?;
                message(event).map_or(Ok(()), |message| write!(f, ": {message}"))
            }
        }
    }
}

/// What is printed of the `message` member of the structure that an event holds, whatever the case of its name.
fn message(event: &dyn Union) -> Option<&str> {
    let Variant::Known(_, Ref::Structure(structure)) = event.variant() else { return None };
    let index = structure.schema().members().iter().position(|m| m.name().eq_ignore_ascii_case("message"))?;
    if let Ref::String(text) = structure.member(index)? { Some(debug::message(structure.schema(), text)) } else { None }
}

impl<T: Union + fmt::Debug> std::error::Error for EventError<T> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        if let Self::Other(error) = self { error.source() } else { None }
    }
}
