//! Whether a server is alive, and whether it should get requests.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderValue, Method, Response, StatusCode};
use whitesmith_http::Body;

/// Whether a server should get requests. Clones say the same.
///
/// It is ready from the start, until [`serve`](crate::serve()) is told to shut down.
#[derive(Clone, Debug)]
pub struct Health(Arc<AtomicBool>);

impl Default for Health {
    fn default() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }
}

impl Health {
    /// Whether the server should get requests.
    pub fn is_ready(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }

    /// Says whether it should: a server that has caches to fill first, or has lost its database, says no.
    pub fn set_ready(&self, ready: bool) {
        self.0.store(ready, Ordering::Release);
    }
}

/// The paths at which a server is asked for its health.
#[derive(Clone, Debug)]
pub(crate) struct HealthPaths {
    pub(crate) live: String,
    pub(crate) ready: String,
}

impl HealthPaths {
    /// The answer, if the request asks for health.
    pub(crate) fn answer(&self, head: &Parts, health: &Health) -> Option<Response<Body>> {
        let path = head.uri.path();
        let is_ready = match () {
            () if path == self.live => true,
            () if path == self.ready => health.is_ready(),
            () => return None,
        };
        if head.method != Method::GET && head.method != Method::HEAD {
            return None;
        }
        let (status, text) =
            if is_ready { (StatusCode::OK, "ok\n") } else { (StatusCode::SERVICE_UNAVAILABLE, "not ready\n") };
        let mut response = Response::new(Body::from(text.as_bytes().to_vec()));
        *response.status_mut() = status;
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Some(response)
    }
}
