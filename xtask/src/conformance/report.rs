//! What became of the cases.

use serde_json::json;

use crate::output::say;

/// What became of one case.
pub(crate) struct Case {
    suite: &'static str,
    name: String,
    /// Whether it passed, by the corpus's own rule.
    passed: bool,
    /// Whether it passed by a weaker rule, where the suite has one.
    structural: Option<bool>,
    detail: String,
}

/// The cases run so far.
#[derive(Default)]
pub(crate) struct Report {
    suite: &'static str,
    cases: Vec<Case>,
}

impl Report {
    /// Starts a suite.
    pub(crate) fn begin(&mut self, suite: &'static str) {
        self.suite = suite;
    }

    /// Records a case: `detail` is empty when it passed, and says why it did not otherwise.
    pub(crate) fn case(&mut self, name: impl Into<String>, detail: impl Into<String>) {
        let (name, detail) = (name.into(), detail.into());
        self.cases.push(Case { suite: self.suite, name, passed: detail.is_empty(), structural: None, detail });
    }

    /// Records a case that is measured twice: exactly, and by structure alone.
    pub(crate) fn measured_case(&mut self, name: impl Into<String>, detail: impl Into<String>, structural: bool) {
        let (name, detail) = (name.into(), detail.into());
        let passed = detail.is_empty();
        self.cases.push(Case { suite: self.suite, name, passed, structural: Some(structural), detail });
    }

    pub(crate) fn all_passed(&self) -> bool {
        self.cases.iter().all(|case| case.passed)
    }

    pub(crate) fn print_failures(&self) {
        for case in self.cases.iter().filter(|case| !case.passed) {
            say!("FAILED {} {}", case.suite, case.name);
            for line in case.detail.lines() {
                say!("    {line}");
            }
        }
    }

    pub(crate) fn print_table(&self) {
        say!("{:<24} {:>7} {:>7} {:>7}", "suite", "passed", "failed", "total");
        let row = |name: &str, passed: usize, total: usize| {
            say!("{name:<24} {passed:>7} {:>7} {total:>7}", total - passed);
        };
        let mut suites: Vec<_> = self.cases.iter().map(|case| case.suite).collect();
        suites.dedup();
        for suite in suites {
            let cases = || self.cases.iter().filter(|case| case.suite == suite);
            row(suite, cases().filter(|case| case.passed).count(), cases().count());
            let measured = cases().filter_map(|case| case.structural);
            if measured.clone().next().is_some() {
                row(&format!("{suite} (structural)"), measured.clone().filter(|s| *s).count(), measured.count());
            }
        }
    }

    /// One JSON object a case.
    pub(crate) fn json_lines(&self) -> impl Iterator<Item = String> {
        self.cases.iter().map(|case| {
            let mut line = json!({
                "suite": case.suite,
                "case": case.name,
                "pass": case.passed,
                "detail": case.detail,
            });
            if let (Some(structural), Some(object)) = (case.structural, line.as_object_mut()) {
                object.insert("exact".into(), case.passed.into());
                object.insert("structural".into(), structural.into());
            }
            line.to_string()
        })
    }
}
