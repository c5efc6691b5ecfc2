//! What a server allows a connection to use.

use std::time::Duration;

use crate::health::Health;

/// What connections may use, and how serving ends. Everything is limited unless it is set otherwise.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Connections {
    /// How many there may be at once: 16,384. Further ones wait in the system's queue until one is closed.
    pub limit: usize,
    /// The longest headers of a request with its first line, in bytes: 32 KiB. At least 8 KiB. Longer ones are
    /// answered with 431.
    pub header_bytes: usize,
    /// The longest time from the first byte of a request to the end of its headers, and of a TLS handshake: 10 s.
    pub header_timeout: Duration,
    /// How long a connection may go without a request: 75 s.
    pub idle_timeout: Duration,
    /// How long nothing of a body may come: 30 s.
    pub body_idle_timeout: Duration,
    /// How long a client may not read what is sent to it: 30 s.
    pub write_timeout: Duration,
    /// How many requests a client may have in flight on one connection of HTTP/2: 128.
    pub http2_streams: u32,
    /// How long to go on as before when told to shut down, but no longer [ready](Health): 0 s. It is for load
    /// balancers to take notice.
    pub shutdown_delay: Duration,
    /// How long a connection of HTTP/1.1 that has no request in flight is kept when the server shuts down: 1 s. A
    /// request that was on its way is answered, with `Connection: close`, and none is lost between two requests.
    pub shutdown_linger: Duration,
    /// How long requests may go on when the server shuts down: 30 s. What is not done then is cut off.
    pub shutdown_grace: Duration,
    /// Whether the server is ready: it no longer is when it is told to shut down.
    pub health: Health,
}

impl Default for Connections {
    fn default() -> Self {
        Self {
            limit: 16_384,
            header_bytes: 32 * 1024,
            header_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(75),
            body_idle_timeout: Duration::from_secs(30),
            write_timeout: Duration::from_secs(30),
            http2_streams: 128,
            shutdown_delay: Duration::ZERO,
            shutdown_linger: Duration::from_secs(1),
            shutdown_grace: Duration::from_secs(30),
            health: Health::default(),
        }
    }
}

impl Connections {
    /// Sets members in one expression: `Connections::default().with(|it| it.limit = 100)`.
    #[must_use]
    pub fn with(mut self, set: impl FnOnce(&mut Self)) -> Self {
        set(&mut self);
        self
    }
}
