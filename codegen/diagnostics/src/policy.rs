//! Which events are shown, and which of them fail a build.

use whitesmith_smithy::{Event, Severity};

/// What a person wants to hear of, and what they will not have. Single events are allowed by validation itself; see
/// [`whitesmith_smithy::validate::Options`].
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// Events below this severity are not shown, unless a build fails because of them.
    pub least: Severity,
    /// Warnings count as failures.
    pub deny_warnings: bool,
}

impl Default for Policy {
    /// Shows warnings and worse, and fails on dangers and errors.
    fn default() -> Self {
        Self { least: Severity::Warning, deny_warnings: false }
    }
}

impl Policy {
    /// Whether to show an event.
    pub fn shows(&self, event: &Event) -> bool {
        event.severity >= self.least || self.fails(event)
    }

    /// Whether a build fails because of an event.
    pub fn fails(&self, event: &Event) -> bool {
        event.severity >= if self.deny_warnings { Severity::Warning } else { Severity::Danger }
    }
}

/// The events that keep a model from being used: its errors, or else its dangers. Beside an error, a danger is as often
/// as not a consequence of it.
pub fn blocking(events: &[Event]) -> impl Iterator<Item = &Event> {
    let worst =
        if events.iter().any(|event| event.severity == Severity::Error) { Severity::Error } else { Severity::Danger };
    events.iter().filter(move |event| event.severity >= worst)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(least: Severity, deny_warnings: bool, expected: [(Severity, bool, bool); 3]) {
        let policy = Policy { least, deny_warnings };
        for (severity, shown, failing) in expected {
            let event = Event::new(severity, "Id", "message");
            assert_eq!((policy.shows(&event), policy.fails(&event)), (shown, failing), "{policy:?} {severity}");
        }
    }

    #[test]
    fn policies() {
        let (note, warning, danger) = (Severity::Note, Severity::Warning, Severity::Danger);
        check(warning, false, [(note, false, false), (warning, true, false), (danger, true, true)]);
        check(note, false, [(note, true, false), (warning, true, false), (danger, true, true)]);
        check(Severity::Error, true, [(note, false, false), (warning, true, true), (danger, true, true)]);
    }
}
