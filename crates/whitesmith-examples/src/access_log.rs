//! An access log: a line a request, in `key=value` pairs.

use std::io::Write;
use std::sync::{Mutex, PoisonError};

use whitesmith_server::{Finished, Observer};

/// Writes a line for each request that is over.
///
/// Nothing that a caller has sent stands in it but what the server has made sure of: the operation by its name, not the
/// path or the query, which may hold what the model calls sensitive.
#[derive(Debug)]
pub struct AccessLog<W>(Mutex<W>);

impl<W: Write + Send + 'static> AccessLog<W> {
    /// A log that is written to `out`.
    pub fn new(out: W) -> Self {
        Self(Mutex::new(out))
    }
}

impl<W: Write + Send + 'static> Observer for AccessLog<W> {
    fn finished(&self, request: &Finished<'_>) {
        let peer = request.peer.map_or_else(|| "-".to_owned(), |peer| peer.to_string());
        let caller = request.caller.map_or("-", |caller| caller.name());
        let operation = request.operation.map_or("-", |operation| operation.name());
        let status = request.status.map_or_else(|| "canceled".to_owned(), |status| status.as_u16().to_string());
        let error = request.error.map_or_else(String::new, |error| format!(" error={error}"));
        let cause = request.cause.map_or_else(String::new, |cause| format!(" cause={cause:?}"));
        let line = format!(
            "peer={peer} caller={caller} operation={operation} status={status} us={} id={}{error}{cause}\n",
            request.latency.as_micros(),
            request.request_id
        );
        // Nobody could be told that the log cannot be written.
        let _ = self.0.lock().unwrap_or_else(PoisonError::into_inner).write_all(line.as_bytes());
    }
}
