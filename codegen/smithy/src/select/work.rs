//! A bound on the work that selectors cause. Tests within tests over everything that is reachable grow with a power of
//! the model; no model and no selector shall keep a tool from answering.

use std::cell::Cell;

/// How much work one evaluation may cause: some seconds of it.
const OF_ONE: u64 = 100_000_000;

/// How much work all evaluations on one model may cause, so that many costly selectors are bounded too.
const OF_ALL: u64 = 1_000_000_000;

/// What putting a shape into a set costs, where looking at a neighbor costs one. Sets take memory too.
pub(super) const SHAPE: u64 = 8;

/// The work that all selectors of a model may still cause.
#[derive(Debug)]
pub(crate) struct WorkLeft(Cell<u64>);

impl Default for WorkLeft {
    fn default() -> Self {
        Self(Cell::new(OF_ALL))
    }
}

/// The work that one evaluation may still cause. What it caused is taken from all when it ends.
pub(super) struct Work<'w> {
    left: Cell<u64>,
    granted: u64,
    all: &'w WorkLeft,
}

impl<'w> Work<'w> {
    pub(super) fn new(all: &'w WorkLeft) -> Self {
        let granted = all.0.get().min(OF_ONE);
        Self { left: Cell::new(granted), granted, all }
    }

    /// Takes note of some work; `false` when it was too much.
    pub(super) fn spend(&self, work: u64) -> bool {
        let left = self.left.get().saturating_sub(work);
        self.left.set(left);
        left > 0
    }

    /// Whether there was too much work: whatever has been found is not all.
    pub(super) fn is_exhausted(&self) -> bool {
        self.left.get() == 0
    }
}

impl Drop for Work<'_> {
    fn drop(&mut self) {
        self.all.0.set(self.all.0.get().saturating_sub(self.granted - self.left.get()));
    }
}

/// A selector takes too much work on this model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMuchWork;

impl std::fmt::Display for TooMuchWork {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(
            "the selector takes too much work on this model: functions nested in functions look at everything \
                     that is reachable, from everything that is",
        )
    }
}

impl std::error::Error for TooMuchWork {}
