//! Events as SARIF 2.1.0, which code hosts and editors read
//! ([specification](https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html)).

use std::collections::BTreeSet;

use serde_json::{Value, json};
use whitesmith_smithy::{Event, Severity, Sources};

use crate::place::{self, Place};

/// A log with one run that holds all of the events. `version` is that of the tool.
pub fn log<'e>(events: impl IntoIterator<Item = &'e Event>, sources: &Sources, version: &str) -> Value {
    let events = place::sorted(events);
    let rules: BTreeSet<&str> = events.iter().map(|event| event.id.as_ref()).collect();
    let rules: Vec<&str> = rules.into_iter().collect();
    let results: Vec<Value> = events.iter().map(|event| result(event, &rules, sources)).collect();
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "whitesmith",
                "semanticVersion": version,
                "informationUri": "https://smithy.io/2.0/spec/model-validation.html",
                "rules": rules.iter().map(|id| json!({ "id": id })).collect::<Vec<_>>(),
            } },
            // Columns count Unicode scalar values.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn result(event: &Event, rules: &[&str], sources: &Sources) -> Value {
    let text = match &event.hint {
        Some(hint) => format!("{}\n{hint}", event.message),
        None => event.message.clone(),
    };
    let mut result = json!({
        "ruleId": event.id,
        "ruleIndex": rules.binary_search(&event.id.as_ref()).unwrap_or_default(),
        "level": level(event.severity),
        "message": { "text": text },
        "properties": { "severity": event.severity.as_str() },
    });
    let mut location = serde_json::Map::new();
    if let Some(place) = place::of(event, sources) {
        location.insert("physicalLocation".into(), physical(&place));
    }
    if let Some(shape) = event.shape {
        location.insert("logicalLocations".into(), json!([{ "fullyQualifiedName": shape.as_str() }]));
    }
    if let Some(object) = result.as_object_mut() {
        if !location.is_empty() {
            object.insert("locations".into(), json!([location]));
        }
        if event.severity == Severity::Suppressed {
            let mut suppression = json!({ "kind": "inSource" });
            if let (Some(reason), Some(object)) = (&event.suppression_reason, suppression.as_object_mut()) {
                object.insert("justification".into(), reason.as_str().into());
            }
            object.insert("suppressions".into(), json!([suppression]));
        }
    }
    result
}

fn physical(place: &Place) -> Value {
    json!({
        "artifactLocation": { "uri": uri(&place.path) },
        "region": {
            "startLine": place.start.line,
            "startColumn": place.start.column,
            "endLine": place.end.line,
            "endColumn": place.end.column,
        },
    })
}

/// A path as a URI reference: relative paths stay relative, everything that a URI may not hold is percent-encoded.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

/// SARIF knows three levels: a danger stops a build, so it is an error there.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error | Severity::Danger => "error",
        Severity::Warning => "warning",
        Severity::Note | Severity::Suppressed => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris() {
        for (path, expected) in [
            ("model/a b.smithy", "model/a%20b.smithy"),
            ("/tmp/é#1.smithy", "file:///tmp/%C3%A9%231.smithy"),
            ("model\\a.smithy", "model/a.smithy"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
