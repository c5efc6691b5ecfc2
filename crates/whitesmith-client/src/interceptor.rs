//! What an application does around calls: add a header, log, measure, fake a fault.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{Extensions, HeaderMap, Request, StatusCode};
use whitesmith::error::BoxError;
use whitesmith::shape::Structure;
use whitesmith::{Error, OperationSchema};
use whitesmith_http::Body;

/// Steps in around every call of a client. All methods do nothing unless they are written.
///
/// They run in the order in which interceptors were added, in the task of the call, and must not block. An error from one
/// that returns a `Result` takes the place of what would have happened: before the first attempt it ends the call;
/// around an attempt it is that attempt's failure, a transport error unless it is a [`whitesmith::Error`], and may be
/// retried like any other.
///
/// ```
/// use http::{HeaderValue, Request};
/// use whitesmith::error::BoxError;
/// use whitesmith_client::http::Body;
/// use whitesmith_client::{Call, Interceptor, Outcome};
///
/// struct Log;
///
/// impl Interceptor for Log {
///     fn before_attempt(&self, call: &mut Call, request: &mut Request<Body>) -> Result<(), BoxError> {
///         request.headers_mut().insert("x-attempt", HeaderValue::from(call.attempts()));
///         Ok(())
///     }
///
///     fn after_call(&self, call: &mut Call, outcome: &Outcome<'_>) {
///         println!("{} took {:?}: {:?}", call.operation().name(), call.elapsed(), outcome.status);
///     }
/// }
/// ```
pub trait Interceptor: Send + Sync + 'static {
    /// The input is about to be written.
    fn before_serialization(&self, call: &mut Call, input: &mut dyn Structure) -> Result<(), BoxError> {
        let _ = (call, input);
        Ok(())
    }

    /// The request is written, and will be sent as it is, but for compression, checksums and what follows.
    fn after_serialization(&self, call: &mut Call, request: &mut Request<Body>) -> Result<(), BoxError> {
        let _ = (call, request);
        Ok(())
    }

    /// An attempt begins. What is changed is signed, and forgotten before the next attempt.
    fn before_attempt(&self, call: &mut Call, request: &mut Request<Body>) -> Result<(), BoxError> {
        let _ = (call, request);
        Ok(())
    }

    /// The request is signed, where the service wants that, and goes to the transport next.
    fn after_signing(&self, call: &mut Call, request: &mut Request<Body>) -> Result<(), BoxError> {
        let _ = (call, request);
        Ok(())
    }

    /// An attempt is over: there is a response, read whole unless it streams, or none will come.
    fn after_attempt(&self, call: &mut Call, outcome: &Outcome<'_>) {
        let _ = (call, outcome);
    }

    /// The call is over: its output or its error is about to be returned.
    fn after_call(&self, call: &mut Call, outcome: &Outcome<'_>) {
        let _ = (call, outcome);
    }
}

/// Interceptors in their order.
pub(crate) type Interceptors = Vec<Arc<dyn Interceptor>>;

/// How an attempt or a call ended.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Outcome<'a> {
    /// The status of the response, if there was one.
    pub status: Option<StatusCode>,
    /// Its headers.
    pub headers: Option<&'a HeaderMap>,
    /// The code of the error, modelled or not, that the service answered.
    pub code: Option<&'a str>,
    /// The error, unless it is a modelled one.
    pub error: Option<&'a Error>,
    /// After an attempt: how long the call will wait before the next; `None` if this was the last.
    pub retry_in: Option<Duration>,
}

impl Outcome<'_> {
    /// Whether the service answered with an output.
    pub fn is_success(&self) -> bool {
        self.code.is_none() && self.error.is_none()
    }
}

/// The call that an interceptor stands in.
pub struct Call {
    pub(crate) operation: &'static OperationSchema,
    pub(crate) client: Arc<crate::client::Inner>,
    pub(crate) options: crate::options::Options,
    /// Where this call goes, if not where the client's go.
    pub(crate) endpoint: Option<crate::endpoint::Endpoint>,
    pub(crate) extensions: Extensions,
    pub(crate) attempts: u32,
    /// When it began, by the client's time.
    pub(crate) started: Duration,
    /// The algorithms that the response is checked by, if the caller asked for that.
    #[cfg(feature = "checksum")]
    pub(crate) checked_by: &'static [&'static str],
    /// The checksum that follows the body, until somebody has put it there.
    #[cfg(feature = "checksum")]
    pub(crate) trailer: Option<crate::checksum::Algorithm>,
}

impl Call {
    /// The operation that is called.
    pub fn operation(&self) -> &'static OperationSchema {
        self.operation
    }

    /// The host that it is called at, and the port if one was given.
    pub fn host(&self) -> &str {
        self.endpoint().authority()
    }

    /// How many attempts have begun.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// How long ago the call began.
    pub fn elapsed(&self) -> Duration {
        self.client.time.elapsed().saturating_sub(self.started)
    }

    /// The extensions of the request: what the caller put there, and what interceptors keep for later.
    pub fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// The extensions, to change.
    pub fn extensions_mut(&mut self) -> &mut Extensions {
        &mut self.extensions
    }

    pub(crate) fn endpoint(&self) -> &crate::endpoint::Endpoint {
        self.endpoint.as_ref().unwrap_or(&self.client.endpoint)
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.operation.id())
            .field("host", &self.host())
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}
