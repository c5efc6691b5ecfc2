//! Which events are shown, and which of them fail a build.

use whitesmith_smithy::{Event, Severity};

/// What a person wants to hear of, and what they will not have.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Events below this severity are not shown. They are not failures either.
    pub least: Severity,
    /// Warnings count as failures.
    pub deny_warnings: bool,
    /// Ids of events that are not shown, and their sub-ids: `UnstableTrait` is also `UnstableTrait.smithy.api#length`.
    /// Errors cannot be allowed away, as in a model's own suppressions.
    pub allowed: Vec<String>,
}

impl Default for Policy {
    /// Shows warnings and worse, and fails on dangers and errors.
    fn default() -> Self {
        Self { least: Severity::Warning, deny_warnings: false, allowed: Vec::new() }
    }
}

impl Policy {
    /// Whether to show an event.
    pub fn shows(&self, event: &Event) -> bool {
        if event.severity == Severity::Error {
            return true;
        }
        let is_allowed = |id: &String| {
            event.id.strip_prefix(id.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        event.severity >= self.least && !self.allowed.iter().any(is_allowed)
    }

    /// Whether a build fails because of an event.
    pub fn fails(&self, event: &Event) -> bool {
        let limit = if self.deny_warnings { Severity::Warning } else { Severity::Danger };
        event.severity == Severity::Error || (event.severity >= limit && self.shows(event))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(policy: &Policy, severity: Severity, id: &'static str, shown: bool, failing: bool) {
        let event = Event::new(severity, id, "message");
        assert_eq!((policy.shows(&event), policy.fails(&event)), (shown, failing), "{policy:?} {severity} {id}");
    }

    #[test]
    fn policies() {
        let policy = Policy::default();
        check(&policy, Severity::Note, "A", false, false);
        check(&policy, Severity::Warning, "A", true, false);
        check(&policy, Severity::Danger, "A", true, true);
        check(&policy, Severity::Error, "A", true, true);
        let policy = Policy { deny_warnings: true, allowed: vec!["A".into()], ..policy };
        check(&policy, Severity::Warning, "B", true, true);
        check(&policy, Severity::Warning, "A", false, false);
        check(&policy, Severity::Danger, "A.b", false, false);
        check(&policy, Severity::Danger, "Ab", true, true);
        check(&policy, Severity::Error, "A", true, true);
        let policy = Policy { least: Severity::Error, ..Policy::default() };
        check(&policy, Severity::Danger, "A", false, false);
    }
}
