//! The client, and the one function that is compiled once an operation.

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use whitesmith::shape::Blank;
use whitesmith::{Error, ErrorKind, Operation, OperationError, Request, ServiceSchema};
use whitesmith_http::ClientProtocol;

use crate::auth::Auth;
use crate::endpoint::Endpoint;
use crate::idempotency::TokenSource;
use crate::interceptor::Interceptors;
use crate::retry::{Quota, RateLimiter, Retries};
use crate::time::{Random, Time};
use crate::transport::Transport;

/// A client of any service. A clone is cheap, and shares connections and settings.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Inner>);

/// What does not change after the client was made.
pub(crate) struct Inner {
    pub(crate) service: &'static ServiceSchema,
    pub(crate) auth: Auth,
    pub(crate) protocol: &'static dyn ClientProtocol,
    pub(crate) endpoint: Endpoint,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) timeouts: Timeouts,
    pub(crate) retries: Retries,
    pub(crate) quota: Quota,
    pub(crate) limiter: RateLimiter,
    pub(crate) time: Arc<dyn Time>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) interceptors: Interceptors,
    pub(crate) response_limit: usize,
    pub(crate) host_prefixes: bool,
    pub(crate) tokens: Arc<TokenSource>,
    pub(crate) user_agent: HeaderValue,
    /// Of requests and of responses.
    #[cfg(feature = "checksum")]
    pub(crate) checksums: (crate::checksum::Checksums, crate::checksum::Checksums),
    #[cfg(feature = "gzip")]
    pub(crate) compression: crate::compression::Settings,
}

/// How long the parts of a call may take; `None` for as long as it likes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timeouts {
    /// From the call to its response.
    pub(crate) total: Option<Duration>,
    /// From the start of an attempt to its response.
    pub(crate) attempt: Option<Duration>,
    /// Without a byte that moves.
    pub(crate) stall: Option<Duration>,
}

impl Client {
    /// Calls an operation. The request is made at once, and sent when the future is awaited.
    pub fn call<O: Operation>(
        &self,
        request: Request<O::Input>,
    ) -> impl Future<Output = Result<O::Output, O::Error>> + Send + use<O> {
        // The input is gone before the future begins: it is not part of its size.
        let (mut input, headers, extensions) = request.into_parts();
        let exchange = Inner::start(&self.0, O::SCHEMA, &mut input, &headers, extensions);
        async move {
            let reply = exchange.await?;
            let Some(index) = reply.failure() else {
                let mut output = O::Output::blank();
                reply.read(&mut output)?;
                return Ok(output);
            };
            let mut error = O::Error::blank(index).ok_or_else(|| Error::new(ErrorKind::Response))?;
            if let Some(modeled) = error.modeled_mut() {
                reply.read_error(modeled)?;
            }
            Err(error)
        }
    }
}

#[cfg(feature = "sigv4")]
impl Client {
    /// A request that anybody may send for as long as `expires` says, at most seven days: signed in its query, for an
    /// operation that takes [`SigV4`](crate::auth::sigv4). Its headers have to be sent with it.
    ///
    /// A generated client gives its inner one by `as_ref`: `client.as_ref().presign::<GetMembers>(request, time)`.
    pub async fn presign<O: Operation>(
        &self,
        request: impl Into<Request<O::Input>>,
        expires: Duration,
    ) -> Result<http::Request<whitesmith_http::Body>, Error> {
        let (mut input, headers, extensions) = request.into().into_parts();
        Inner::presign(&self.0, O::SCHEMA, &mut input, &headers, extensions, expires).await
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("endpoint", &self.0.endpoint.authority()).finish_non_exhaustive()
    }
}
