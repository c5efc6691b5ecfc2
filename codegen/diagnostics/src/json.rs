//! Events as JSON lines: one object an event, and nothing else, so that tools can read them as they come.

use serde_json::{Value, json};
use whitesmith_smithy::{Event, ShapeId, Sources};

use crate::place;

/// One event as an object:
///
/// ```json
/// {"severity": "ERROR", "id": "Target.UnresolvedShape", "shape": "example#Pair$left", "message": "…",
///  "hint": "…", "suppressionReason": "…",
///  "location": {"path": "main.smithy", "line": 3, "column": 24, "endLine": 3, "endColumn": 30}}
/// ```
///
/// `shape`, `hint`, `suppressionReason` and `location` are null where there is none. Lines and columns count from 1,
/// columns in Unicode scalar values, and the end is behind the last character.
pub fn event(event: &Event, sources: &Sources) -> Value {
    let location = place::of(event, sources).map(|place| {
        json!({
            "path": place.path,
            "line": place.start.line,
            "column": place.start.column,
            "endLine": place.end.line,
            "endColumn": place.end.column,
        })
    });
    json!({
        "severity": event.severity.as_str(),
        "id": event.id,
        "shape": event.shape.map(ShapeId::as_str),
        "message": event.message,
        "hint": event.hint,
        "suppressionReason": event.suppression_reason,
        "location": location,
    })
}

/// Several events in the order of their places, a line each.
pub fn lines<'e>(events: impl IntoIterator<Item = &'e Event>, sources: &Sources) -> String {
    place::sorted(events).into_iter().map(|event| format!("{}\n", self::event(event, sources))).collect()
}
