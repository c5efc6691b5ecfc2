//! Proxies, as `curl` and most other programs know them.

use std::fmt;

use http::{HeaderValue, Uri};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};

/// Through which HTTP proxies requests go.
///
/// A request to `http://` is handed to the proxy whole; one to `https://` goes through a tunnel (`CONNECT`), so that the
/// proxy does not see it.
pub struct Proxies {
    matcher: Option<Matcher>,
}

impl Proxies {
    /// None.
    pub fn none() -> Self {
        Self { matcher: None }
    }

    /// Those of the variables `HTTP_PROXY`, `HTTPS_PROXY` and `ALL_PROXY`, but for the hosts of `NO_PROXY`; in small
    /// letters too. A name and password in their URIs are sent to them.
    pub fn from_environment() -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let names = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
        Self { matcher: names.into_iter().any(set).then(Matcher::from_env) }
    }

    /// One for `http://` and one for `https://`, either of which may be empty, but for the hosts of `no_proxy`: names,
    /// domains with a dot before them, addresses, and networks, with commas between.
    pub fn new(http: &str, https: &str, no_proxy: &str) -> Self {
        Self { matcher: Some(Matcher::builder().http(http).https(https).no(no_proxy).build()) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.matcher.is_none()
    }

    /// The proxy for a request, if there is one.
    pub(super) fn of(&self, uri: &Uri) -> Option<Intercept> {
        self.matcher.as_ref()?.intercept(uri)
    }

    /// What a request that is handed to a proxy tells it.
    pub(super) fn authorization(&self, uri: &Uri) -> Option<HeaderValue> {
        if uri.scheme_str() != Some("http") {
            return None;
        }
        self.of(uri)?.basic_auth().cloned()
    }
}

impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // They may have passwords in them.
        f.write_str(if self.is_empty() { "Proxies(none)" } else { "Proxies(..)" })
    }
}
