//! Streaming members: how their contents get into values and out of them.

use whitesmith::Error;
use whitesmith::event_stream::{Events, error_schema};
use whitesmith::schema::Trait;
use whitesmith::shape::{Mut, Structure, Union};

use crate::value::Value;
use crate::{fill, show};

/// An event that arrived, or why none did.
#[derive(Debug)]
pub(crate) enum Received {
    /// An event, as it shows.
    Event(Value),
    /// An error: the absolute id of its shape if the union models it, and what it says.
    Error {
        /// The shape.
        id: Option<&'static str>,
        /// What it says.
        text: String,
    },
}

/// The event stream of a structure, if it has one.
pub(crate) fn events(value: &mut dyn Structure) -> Option<&mut dyn Events> {
    let members = value.schema().members();
    let index = members.iter().position(|member| member.has(Trait::Streaming))?;
    match value.member_mut(index)? {
        Mut::EventStream(events) => Some(events),
        _ => None,
    }
}

/// Adds an event.
pub(crate) fn push(value: &mut dyn Structure, params: &Value) -> Result<(), String> {
    let event = events(value).and_then(Events::push_blank).ok_or("the operation has no event stream here")?;
    fill::union(params, event)
}

/// How an event with these params shows.
pub(crate) fn shown(mut blank: Box<dyn Structure>, params: &Value) -> Result<Value, String> {
    let event = events(&mut *blank).and_then(Events::push_blank).ok_or("the operation has no event stream here")?;
    fill::union(params, event)?;
    Ok(show::union(event))
}

/// Takes every event out of a structure's stream, up to the first error.
pub(crate) async fn drain(value: &mut dyn Structure) -> Vec<Received> {
    let mut received = Vec::new();
    let Some(events) = events(value) else { return received };
    loop {
        let next = std::future::poll_fn(|context| events.poll_next_event(context)).await;
        match next.map(|next| next.map(|event| arrived(&*event))) {
            None => return received,
            Some(Ok(event @ Received::Event(_))) => received.push(event),
            Some(Ok(error)) => {
                received.push(error);
                return received;
            }
            Some(Err(error)) => {
                received.push(failed(&error));
                return received;
            }
        }
    }
}

fn arrived(event: &dyn Union) -> Received {
    match error_schema(event) {
        Some(schema) => Received::Error { id: Some(schema.id()), text: show::union(event).to_string() },
        None => Received::Event(show::union(event)),
    }
}

fn failed(error: &Error) -> Received {
    Received::Error { id: None, text: error.to_string() }
}

/// Reads streaming blobs to their end, so that they can be compared.
pub(crate) async fn buffer(value: &mut dyn Structure) -> Result<(), String> {
    for (index, member) in value.schema().members().iter().enumerate() {
        if !member.has(Trait::Streaming) {
            continue;
        }
        // To ask for an absent one's place would put a blank one there.
        if value.member(index).is_some()
            && let Some(Mut::Stream(stream)) = value.member_mut(index)
        {
            let content = std::mem::take(stream).collect().await;
            *stream = content.map_err(|error| format!("the stream `{}` broke off: {error}", member.name()))?.into();
        }
    }
    Ok(())
}
