//! What a server allows a client to use.

use std::time::Duration;

/// The limits of a server. All are on by default.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Longest body held in memory, in bytes.
    pub(crate) body: usize,
    /// Longest time from a connection, or from the last request on it, to the end of a request's headers.
    pub(crate) header_read: Duration,
    /// How long requests may go on when the server shuts down.
    pub(crate) shutdown_grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { body: 16 * 1024 * 1024, header_read: Duration::from_secs(30), shutdown_grace: Duration::from_secs(30) }
    }
}
