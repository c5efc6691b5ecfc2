//! Running the cases of one side: which of them, one by one, and what is recorded.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;
use std::time::Duration;

use crate::case::{EventStreamCase, Head, MalformedRequestCase, RequestCase, ResponseCase, Side};
use crate::report::{Kind, Report};

/// How long a case may take. Ordinary ones take less than a millisecond.
const LIMIT: Duration = Duration::from_secs(10);

/// The cases of one side, for the protocol that a report is about.
pub(crate) struct Runs<'a> {
    side: Side,
    report: &'a mut Report,
}

impl<'a> Runs<'a> {
    pub(crate) fn new(side: Side, report: &'a mut Report) -> Self {
        Self { side, report }
    }

    /// Whether a case is for this side and protocol.
    pub(crate) fn wants(&self, case: &impl Case) -> bool {
        let head = case.head();
        head.protocol == self.report.protocol() && head.applies_to.is_none_or(|only| only == self.side)
    }

    /// Runs those of the cases that are for this side and protocol, and records what becomes of them.
    pub(crate) async fn each<C: Case>(&mut self, cases: &[C], run: impl AsyncFn(&C) -> Result<(), String>) {
        for case in cases {
            if self.wants(case) {
                let result = guarded(run(case)).await;
                self.record(case, result);
            }
        }
    }

    /// Records what became of a case.
    pub(crate) fn record<C: Case>(&mut self, case: &C, result: Result<(), String>) {
        self.report.case(self.side, C::KIND, &case.head().id, result);
    }
}

/// Awaits a case: a panic or a case that does not end is a failure like any other.
async fn guarded(case: impl Future<Output = Result<(), String>>) -> Result<(), String> {
    let mut case = Box::pin(case);
    let caught = std::future::poll_fn(|context| {
        catch_unwind(AssertUnwindSafe(|| case.as_mut().poll(context))).unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or_default();
            Poll::Ready(Err(format!("panic: {text}")))
        })
    });
    tokio::time::timeout(LIMIT, caught).await.unwrap_or_else(|_| Err(format!("not done after {LIMIT:?}")))
}

/// A case of any kind.
pub(crate) trait Case {
    const KIND: Kind;
    fn head(&self) -> Head;
}

impl Case for RequestCase {
    const KIND: Kind = Kind::Request;
    fn head(&self) -> Head {
        self.head.clone()
    }
}

impl Case for ResponseCase {
    const KIND: Kind = Kind::Response;
    fn head(&self) -> Head {
        self.head.clone()
    }
}

impl Case for MalformedRequestCase {
    const KIND: Kind = Kind::MalformedRequest;
    fn head(&self) -> Head {
        Head { id: self.id.clone(), protocol: self.protocol.clone(), applies_to: None }
    }
}

impl Case for EventStreamCase {
    const KIND: Kind = Kind::EventStream;
    fn head(&self) -> Head {
        Head { id: self.id.clone(), protocol: self.protocol.clone(), applies_to: self.applies_to }
    }
}
