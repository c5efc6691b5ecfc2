//! The place of an event in terms that outlive its sources: path, lines and columns.

use whitesmith_smithy::{Event, LineColumn, Sources};

/// Where an event is about: a path as it was given, and the range from the first to behind the last character.
pub(crate) struct Place {
    pub(crate) path: String,
    pub(crate) start: LineColumn,
    pub(crate) end: LineColumn,
}

/// The place of an event, if it has one.
pub(crate) fn of(event: &Event, sources: &Sources) -> Option<Place> {
    let file = sources.file(event.span.file)?;
    Some(Place {
        path: file.path().display().to_string(),
        start: file.line_column(event.span.start),
        end: file.line_column(event.span.end.max(event.span.start)),
    })
}

/// Events in the order of their files and of their places in them; those without a place come first.
pub(crate) fn sorted<'e>(events: impl IntoIterator<Item = &'e Event>) -> Vec<&'e Event> {
    let mut events: Vec<&Event> = events.into_iter().collect();
    // Stable, so that events of one place stay in the order in which the rules run.
    events.sort_by_key(|event| (!event.span.is_none()).then_some((event.span.file, event.span.start)));
    events
}
