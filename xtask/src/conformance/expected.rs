//! Expected events, one a line, and how they are compared to those found.

use whitesmith_smithy::{Event, Severity};

/// A line of a `.errors` file: `[SEVERITY] shape-or-dash: message | EventId`.
pub(crate) struct Expected {
    severity: String,
    shape: String,
    message: String,
    id: String,
    line: String,
}

impl Expected {
    /// The lines of a file. A line that is none of the form is its own complaint.
    pub(crate) fn parse_all(text: &str) -> Result<Vec<Self>, String> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| Self::parse(line).ok_or_else(|| format!("cannot read the expected event: {line}"))).collect()
    }

    fn parse(line: &str) -> Option<Self> {
        let (severity, rest) = line.strip_prefix('[')?.split_once("] ")?;
        let (shape, rest) = rest.split_once(": ")?;
        let (message, id) = rest.rsplit_once('|')?;
        Some(Self {
            severity: severity.into(),
            shape: shape.into(),
            message: message.trim().into(),
            id: id.trim().into(),
            line: line.into(),
        })
    }

    /// The first part of the event's id.
    pub(crate) fn rule(&self) -> &str {
        self.id.split('.').next().unwrap_or_default()
    }

    /// Whether this expects an error.
    pub(crate) fn is_error(&self) -> bool {
        self.severity == "ERROR"
    }

    fn matches_structure(&self, event: &Event) -> bool {
        let shape = event.shape.map_or("-", |id| id.as_str());
        let id = event.id.strip_prefix(self.id.as_str());
        event.severity.as_str() == self.severity
            && shape == self.shape
            && id.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    fn matches(&self, event: &Event) -> bool {
        let mut message = event.message.clone();
        if let Some(reason) = &event.suppression_reason {
            message = format!("{message} ({reason})");
        }
        self.matches_structure(event) && message.replace('\n', "\\n").starts_with(&self.message)
    }
}

/// Whether an event need not be expected.
fn may_be_extra(event: &Event) -> bool {
    let rule = event.id.split('.').next().unwrap_or_default();
    event.severity == Severity::Suppressed || matches!(rule, "ModelDeprecation" | "DeprecatedTrait" | "DeprecatedShape")
}

/// What is missing and what is too much; empty if nothing is. With it, whether the structure alone fits.
pub(crate) fn compare(expected: &[Expected], events: &[Event]) -> (String, bool) {
    let mut detail = String::new();
    let mut structural = true;
    for line in expected {
        structural &= events.iter().any(|event| line.matches_structure(event));
        if !events.iter().any(|event| line.matches(event)) {
            detail.push_str(&format!("- {}\n", line.line));
        }
    }
    for event in events.iter().filter(|event| !may_be_extra(event)) {
        structural &= expected.iter().any(|line| line.matches_structure(event));
        if !expected.iter().any(|line| line.matches(event)) {
            detail.push_str(&format!("+ {}\n", show(event)));
        }
    }
    (detail, structural)
}

/// An event on one line, as `.errors` files write it.
pub(crate) fn show(event: &Event) -> String {
    let shape = event.shape.map_or("-", |id| id.as_str());
    format!("[{}] {shape}: {} | {}", event.severity, event.message.replace('\n', "\\n"), event.id)
}
