//! Streams of events, at both ends.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use whitesmith::event_stream::{EventReader, Events};
use whitesmith::schema::{Fault, Trait, prelude};
use whitesmith::shape::{Mut, Union};
use whitesmith::{Error, EventStream};
use whitesmith::{ErrorKind, ErrorMetadata};

/// It broke.
#[derive(Clone)]
pub struct Broken {
    message: Option<String>,
    metadata: ErrorMetadata,
}
whitesmith::error_structure! {
    Broken: BROKEN = "com.example#Broken" {
        0 message: "message" => prelude::STRING,
    } [Trait::Error(Fault::Client)] message message
}

/// What happens.
#[derive(Clone)]
pub enum Happening {
    /// A text.
    Text(String),
    /// An error.
    Broken(Broken),
    /// Something else.
    Unknown(whitesmith::UnknownMember),
}
whitesmith::union! {
    Happening: HAPPENING = "com.example#Happening" {
        0 Text: "text" => prelude::STRING,
        1 Broken: "broken" => BROKEN,
    } [Trait::Streaming]
}

/// Takes every event out of a stream that never has to wait.
fn drain(mut stream: EventStream<Happening>) -> Vec<String> {
    let mut context = Context::from_waker(Waker::noop());
    let mut out = Vec::new();
    loop {
        let next = std::pin::pin!(stream.next()).poll(&mut context);
        let Poll::Ready(next) = next else { panic!("nothing to wait for") };
        match next {
            None => return out,
            Some(Ok(event)) => out.push(format!("{event:?}")),
            Some(Err(error)) => out.push(format!("{error}")),
        }
    }
}

/// Counts up, then fails.
struct Counter(i32);
impl EventReader for Counter {
    fn poll_next(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        event: &mut dyn Union,
    ) -> Poll<Option<Result<(), Error>>> {
        self.0 += 1;
        if self.0 > 2 {
            return Poll::Ready(Some(Err(Error::new(ErrorKind::Response).with_message("enough"))));
        }
        if let Some(Mut::String(text)) = event.select(0) {
            *text = self.0.to_string();
        }
        Poll::Ready(Some(Ok(())))
    }
}

#[test]
fn events_until_an_error() {
    let text = |text: &str| Happening::Text(text.into());
    let broken = Happening::Broken(Broken { message: Some("oh".into()), metadata: ErrorMetadata::default() });
    let made = EventStream::from_events([text("a"), broken, text("b")]);
    assert_eq!(format!("{made:?}"), "EventStream(3 events)");
    assert_eq!(drain(made), ["Happening::text(\"a\")", "Broken: oh"]);
    let mut received = EventStream::<Happening>::default();
    received.receive(Box::new(Counter(0)));
    let expected = ["Happening::text(\"1\")", "Happening::text(\"2\")", "the response could not be understood: enough"];
    assert_eq!(drain(received), expected);
    let mut blank = EventStream::<Happening>::default();
    if let Some(Mut::String(text)) = blank.push_blank().and_then(|event| event.select(0)) {
        text.push('x');
    }
    assert_eq!(drain(blank), ["Happening::text(\"x\")"]);
}
