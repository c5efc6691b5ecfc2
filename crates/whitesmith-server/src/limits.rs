//! What a server allows a request to use.

use std::time::Duration;

/// What every request may use. All is on by default but the time of handlers.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    /// Longest body held in memory, in bytes.
    pub(crate) body: usize,
    /// Longest time until such a body is there.
    pub(crate) body_time: Duration,
    /// Longest time that a handler may take.
    pub(crate) handler_time: Option<Duration>,
    /// What holds for single operations: their places in the table.
    pub(crate) operations: Vec<(usize, OperationLimits)>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { body: 16 * 1024 * 1024, body_time: Duration::from_secs(60), handler_time: None, operations: Vec::new() }
    }
}

impl Limits {
    /// What holds for the operation at `index` of the table.
    pub(crate) fn of(&self, index: usize) -> (usize, Option<Duration>) {
        let own = self.operations.iter().find(|(operation, _)| *operation == index).map(|(_, own)| *own);
        let own = own.unwrap_or_default();
        (own.body.unwrap_or(self.body), own.handler_time.or(self.handler_time))
    }
}

/// What a single operation may use, where that is not what all may: see
/// [`Server::operation_limits`](crate::Server::operation_limits).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OperationLimits {
    body: Option<usize>,
    handler_time: Option<Duration>,
}

impl OperationLimits {
    /// What all operations may use.
    pub fn new() -> Self {
        Self::default()
    }

    /// The longest body held in memory, in bytes.
    #[must_use]
    pub fn body(mut self, bytes: usize) -> Self {
        self.body = Some(bytes);
        self
    }

    /// The longest time that the handler may take.
    #[must_use]
    pub fn timeout(mut self, time: Duration) -> Self {
        self.handler_time = Some(time);
        self
    }
}
