//! What can be set on a server.

use http::HeaderName;
use http::request::Parts;
use whitesmith::RequestId;
use whitesmith_http::request_id;

use crate::auth::Policy;
use crate::health::{Health, HealthPaths};
use crate::limits::Limits;
use crate::observe::Observers;

/// What can be set on a server.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    pub(crate) limits: Limits,
    pub(crate) policy: Policy,
    pub(crate) observers: Observers,
    pub(crate) health: Health,
    pub(crate) health_paths: Option<HealthPaths>,
    /// The header in which clients may give ids to their requests.
    pub(crate) request_id_header: Option<HeaderName>,
    #[cfg(feature = "serve")]
    pub(crate) connections: crate::serve::Connections,
}

/// The longest id that is accepted of a client, in bytes.
const LONGEST_ID: usize = 128;

impl Settings {
    /// The id of a request: one that a layer in front has given it, the client's if that may give one, or a new one.
    pub(crate) fn request_id(&self, head: &Parts) -> RequestId {
        if let Some(id) = head.extensions.get::<RequestId>() {
            return id.clone();
        }
        let of_client = || {
            let id = head.headers.get(self.request_id_header.as_ref()?)?.to_str().ok()?;
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:/+=".contains(&byte);
            // It goes into logs: nothing but what is harmless there.
            (!id.is_empty() && id.len() <= LONGEST_ID && id.bytes().all(is_plain)).then(|| id.to_owned())
        };
        RequestId::new(of_client().unwrap_or_else(request_id::uuid))
    }
}
