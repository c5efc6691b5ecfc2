//! What became of the cases.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::case::Side;

/// The kinds of cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `@httpRequestTests`
    Request,
    /// `@httpResponseTests`
    Response,
    /// `@httpMalformedRequestTests`
    MalformedRequest,
    /// `@eventStreamTests`
    EventStream,
}

impl Kind {
    /// Its name in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::MalformedRequest => "malformed-request",
            Self::EventStream => "event-stream",
        }
    }
}

/// A line of a report.
#[derive(Debug, Serialize)]
struct Line<'a> {
    suite: &'static str,
    protocol: &'a str,
    side: &'static str,
    kind: &'static str,
    case: &'a str,
    pass: bool,
    detail: &'a str,
}

/// What names a case. An error's case is run once for every operation that may return the error, and counts once.
type Key = (String, Side, Kind, String);

/// The cases run so far.
#[derive(Debug, Default)]
pub struct Report {
    protocol: String,
    filter: Option<String>,
    /// The first thing that was wrong, or nothing.
    cases: BTreeMap<Key, String>,
}

impl Report {
    /// A report of the cases whose name contains `filter`.
    pub fn new(filter: Option<String>) -> Self {
        Self { filter, ..Self::default() }
    }

    /// Says which protocol the next cases are about, by its absolute id.
    pub fn begin(&mut self, protocol: &str) {
        protocol.clone_into(&mut self.protocol);
    }

    /// The protocol that the cases are about.
    pub fn protocol(&self) -> &str {
        &self.protocol
    }

    /// Records a case.
    pub fn case(&mut self, side: Side, kind: Kind, id: &str, result: Result<(), String>) {
        if self.filter.as_ref().is_some_and(|filter| !id.contains(filter.as_str())) {
            return;
        }
        let name = self.protocol.rsplit('#').next().unwrap_or_default().to_owned();
        let detail = self.cases.entry((name, side, kind, id.to_owned())).or_default();
        if let (true, Err(failure)) = (detail.is_empty(), result) {
            *detail = if failure.is_empty() { "failed".to_owned() } else { failure };
        }
    }

    /// Records that an operation's cases could not be run at all.
    pub fn broken(&mut self, side: Side, operation: &str, detail: &str) {
        self.case(side, Kind::Request, operation, Err(detail.to_owned()));
    }

    /// Whether every case passed, and there was one.
    pub fn all_passed(&self) -> bool {
        !self.cases.is_empty() && self.cases.values().all(String::is_empty)
    }

    /// One JSON object a case.
    pub fn json_lines(&self) -> impl Iterator<Item = String> {
        self.cases.iter().filter_map(|((protocol, side, kind, case), detail)| {
            let line = Line {
                suite: "protocol",
                protocol,
                side: side.as_str(),
                kind: kind.as_str(),
                case,
                pass: detail.is_empty(),
                detail,
            };
            serde_json::to_string(&line).ok()
        })
    }

    /// The cases that failed, one line and more each.
    pub fn failures(&self) -> impl Iterator<Item = String> {
        self.cases.iter().filter(|(_, detail)| !detail.is_empty()).map(|((protocol, side, kind, case), detail)| {
            format!(
                "FAILED {protocol} {} {} {case}\n    {}",
                side.as_str(),
                kind.as_str(),
                detail.replace('\n', "\n    ")
            )
        })
    }
}

/// Prints a table of numbers.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rows = BTreeMap::<_, (usize, usize)>::new();
        for ((protocol, side, kind, _), detail) in &self.cases {
            let row = rows.entry((protocol, side, kind)).or_default();
            if detail.is_empty() {
                row.0 += 1;
            } else {
                row.1 += 1;
            }
        }
        writeln!(f, "{:<44} {:>7} {:>7} {:>7}", "protocol, side and kind", "passed", "failed", "total")?;
        for ((protocol, side, kind), (passed, failed)) in rows {
            let name = format!("{protocol} {} {}", side.as_str(), kind.as_str());
            writeln!(f, "{name:<44} {passed:>7} {failed:>7} {:>7}", passed + failed)?;
        }
        Ok(())
    }
}
