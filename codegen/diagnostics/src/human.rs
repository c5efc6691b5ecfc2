//! Events for people: severity, rule, message, an excerpt of the source with a caret, and what to do about it.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};
use whitesmith_smithy::{Event, Severity, Sources};

use crate::excerpt::excerpt;
use crate::place;

/// Whether to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Plain text.
    Plain,
    /// ANSI escape sequences.
    Coloured,
}

/// One event as several lines of text, with a line break at the end.
pub fn render(event: &Event, sources: &Sources, style: Style) -> String {
    let level = level(event.severity);
    let title = level.primary_title(event.message.as_str()).id(event.id.as_ref());
    let mut elements: Vec<Element<'_>> = Vec::new();
    let place = place::of(event, sources);
    if let (Some(place), Some(file)) = (&place, sources.file(event.span.file)) {
        let excerpt = excerpt(file, event.span);
        let marked = AnnotationKind::Primary.span(excerpt.marked);
        let snippet = Snippet::source(excerpt.text).line_start(excerpt.line).annotation(marked);
        if excerpt.is_whole {
            elements.push(snippet.path(place.path.as_str()).into());
        } else {
            // The renderer counts columns from the start of what it is given, which here is not that of the line.
            let at = format!("{}:{}:{}", place.path, place.start.line, place.start.column);
            elements.extend([snippet.into(), Level::NOTE.with_name("at").message(at).into()]);
        }
    }
    if let Some(shape) = event.shape {
        elements.push(Level::NOTE.with_name("shape").message(shape.as_str()).into());
    }
    if let Some(reason) = &event.suppression_reason {
        elements.push(Level::NOTE.with_name("suppressed").message(reason.as_str()).into());
    }
    if let Some(hint) = &event.hint {
        elements.push(Level::HELP.message(hint.as_str()).into());
    }
    let group = if elements.is_empty() { Group::with_title(title) } else { title.elements(elements) };
    let mut text = renderer(style).render(&[group]);
    text.push('\n');
    text
}

/// A line that is about no model: a file that cannot be read, a service that does not exist.
pub fn failure(message: &str, hint: Option<&str>, style: Style) -> String {
    let title = Level::ERROR.primary_title(message);
    let group = match hint {
        Some(hint) => title.element(Level::HELP.message(hint)),
        None => Group::with_title(title),
    };
    let mut text = renderer(style).render(&[group]);
    text.push('\n');
    text
}

/// Something wrong at byte `at` of a short text that is no source: an argument of a command.
pub fn failure_in(message: &str, name: &str, text: &str, at: usize, style: Style) -> String {
    let end = text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |c| at + c.len_utf8());
    let marked = AnnotationKind::Primary.span(at.min(text.len())..end.min(text.len()));
    let snippet = Snippet::source(text).path(name).annotation(marked);
    let mut text = renderer(style).render(&[Level::ERROR.primary_title(message).element(snippet)]);
    text.push('\n');
    text
}

/// Several events in the order of their places, each followed by an empty line.
pub fn render_all<'e>(events: impl IntoIterator<Item = &'e Event>, sources: &Sources, style: Style) -> String {
    place::sorted(events).into_iter().map(|event| render(event, sources, style) + "\n").collect()
}

/// How many events there are of each severity, the worst first: `2 errors, 1 warning`. Empty when there are none.
pub fn count<'e>(events: impl IntoIterator<Item = &'e Event>) -> String {
    let severities: Vec<Severity> = events.into_iter().map(|event| event.severity).collect();
    let of = |severity: Severity| severities.iter().filter(|other| **other == severity).count();
    let counts = [
        (of(Severity::Error), "error"),
        (of(Severity::Danger), "danger"),
        (of(Severity::Warning), "warning"),
        (of(Severity::Note), "note"),
        (of(Severity::Suppressed), "suppressed event"),
    ];
    let parts = counts.iter().filter(|(count, _)| *count > 0);
    let parts = parts.map(|(count, name)| format!("{count} {name}{}", if *count == 1 { "" } else { "s" }));
    parts.collect::<Vec<_>>().join(", ")
}

/// Every severity has a name of its own, and the colour of what it means for a build.
fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Danger => Level::ERROR.with_name("danger"),
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
        Severity::Suppressed => Level::NOTE.with_name("suppressed"),
    }
}

fn renderer(style: Style) -> Renderer {
    match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    }
}
