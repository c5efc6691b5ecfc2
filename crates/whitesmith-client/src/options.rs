//! What one call does differently.

use std::time::{Duration, SystemTime};

use http::{HeaderName, HeaderValue};
use whitesmith::Request;

use crate::retry::Retries;

/// Options of one call, set on its [`Request`]; what is not set is as the client was built.
///
/// ```
/// use std::time::Duration;
/// use whitesmith::Request;
/// use whitesmith_client::{CallOptions, Retries};
///
/// # let input = ();
/// let request = Request::new(input)
///     .timeout(Duration::from_secs(2))
///     .retries(Retries::off())
///     .header("x-trace-id", "1-67891233-abcdef");
/// ```
///
/// The request is then passed to the operation's method like an input: `client.delete_invitations(request)`. They travel
/// in the request's extensions, so code written against the service trait can set them too; a server ignores them.
pub trait CallOptions: Sized {
    /// The longest time from the call to its response, all attempts together; `None` for no limit.
    #[must_use]
    fn timeout(self, time: impl Into<Option<Duration>>) -> Self;

    /// The longest time of one attempt; `None` for no limit.
    #[must_use]
    fn attempt_timeout(self, time: impl Into<Option<Duration>>) -> Self;

    /// The longest time in which no byte moves; `None` for no limit.
    #[must_use]
    fn stall_timeout(self, time: impl Into<Option<Duration>>) -> Self;

    /// How often the call is made before its error is returned.
    #[must_use]
    fn retries(self, retries: Retries) -> Self;

    /// Where the request goes: `http://host:port`, maybe with a path.
    #[must_use]
    fn endpoint(self, uri: impl Into<String>) -> Self;

    /// A header to send beside those of the protocol, which it never replaces. A name or value that no header can have
    /// makes the call fail.
    #[must_use]
    fn header<N, V>(self, name: N, value: V) -> Self
    where
        N: TryInto<HeaderName>,
        V: TryInto<HeaderValue>;

    /// The time that the signature says, for tests and replays.
    #[must_use]
    fn signing_time(self, time: SystemTime) -> Self;
}

/// A limit of time that was set; `None` is none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit(pub(crate) Option<Duration>);

/// What was set.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Limit>,
    pub(crate) attempt_timeout: Option<Limit>,
    pub(crate) stall_timeout: Option<Limit>,
    pub(crate) retries: Option<Retries>,
    pub(crate) endpoint: Option<String>,
    pub(crate) signing_time: Option<SystemTime>,
    /// What is wrong with the options.
    pub(crate) invalid: Option<&'static str>,
}

impl<T> CallOptions for Request<T> {
    fn timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        options(&mut self).timeout = Some(Limit(time.into()));
        self
    }

    fn attempt_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        options(&mut self).attempt_timeout = Some(Limit(time.into()));
        self
    }

    fn stall_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        options(&mut self).stall_timeout = Some(Limit(time.into()));
        self
    }

    fn retries(mut self, retries: Retries) -> Self {
        options(&mut self).retries = Some(retries);
        self
    }

    fn endpoint(mut self, uri: impl Into<String>) -> Self {
        options(&mut self).endpoint = Some(uri.into());
        self
    }

    fn header<N, V>(mut self, name: N, value: V) -> Self
    where
        N: TryInto<HeaderName>,
        V: TryInto<HeaderValue>,
    {
        match (name.try_into(), value.try_into()) {
            (Ok(name), Ok(value)) => {
                self.headers_mut().append(name, value);
            }
            (Err(_), _) => options(&mut self).invalid = Some("a header's name is not valid"),
            (_, Err(_)) => options(&mut self).invalid = Some("a header's value is not valid"),
        }
        self
    }

    fn signing_time(mut self, time: SystemTime) -> Self {
        options(&mut self).signing_time = Some(time);
        self
    }
}

fn options<T>(request: &mut Request<T>) -> &mut Options {
    request.extensions_mut().get_or_insert_default()
}
