//! One call, behind the generic shell of the client: nothing here knows a type of the model.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use http::header::USER_AGENT;
use http::{Extensions, HeaderMap, Request, StatusCode, response};
use whitesmith::error::{BoxError, ErrorShape};
use whitesmith::shape::Structure;
use whitesmith::{Error, ErrorKind, ErrorMetadata, OperationSchema};
use whitesmith_http::binding::content;
use whitesmith_http::body::collect;
use whitesmith_http::protocol::ErrorDescription;
use whitesmith_http::{Body, Protocol, request_id};

use crate::client::Inner;
#[cfg(feature = "gzip")]
use crate::compression;
use crate::{checksum, idempotency};

/// An answer to come.
pub(crate) type Exchange = Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send>>;

/// What came back: a success, or an error that the model has.
pub(crate) enum Answer {
    Success(Reply),
    /// With the error's index in the operation's error enum.
    Failure(usize, Reply),
}

/// A response whose body is in memory, or is streamed.
pub(crate) struct Reply {
    protocol: &'static dyn Protocol,
    operation: &'static OperationSchema,
    head: response::Parts,
    body: Body,
}

impl Inner {
    /// Makes the request of a call, and the future that sends it.
    pub(crate) fn start(
        self: &Arc<Self>,
        operation: &'static OperationSchema,
        input: &mut dyn Structure,
        headers: &HeaderMap,
        extensions: Extensions,
    ) -> Exchange {
        let inner = Arc::clone(self);
        let request = self.request(operation, input, headers, extensions);
        Box::pin(async move { inner.exchange(operation, request?).await })
    }

    fn request(
        &self,
        operation: &'static OperationSchema,
        input: &mut dyn Structure,
        headers: &HeaderMap,
        extensions: Extensions,
    ) -> Result<Request<Body>, Error> {
        idempotency::fill(input, &*self.tokens);
        let base = self.endpoint.base(operation, input, self.host_prefixes)?;
        let mut request = self
            .protocol
            .write_request(operation, base, input)
            .map_err(|error| Error::new(ErrorKind::Construction).with_source(error))?;
        // The caller's headers stand beside the protocol's, and never instead of them.
        let own = request.headers_mut();
        for name in headers.keys().filter(|name| !own.contains_key(*name)).cloned().collect::<Vec<_>>() {
            for value in headers.get_all(&name) {
                own.append(name.clone(), value.clone());
            }
        }
        own.entry(USER_AGENT).or_insert_with(|| self.user_agent.clone());
        #[cfg(feature = "gzip")]
        compression::apply(self.compression, operation, &mut request)
            .map_err(|error| Error::new(ErrorKind::Construction).with_source(error))?;
        checksum::add(operation, &mut request);
        *request.extensions_mut() = extensions;
        Ok(request)
    }

    /// Sends a request and waits for its answer, for as long as the client allows.
    ///
    /// What happens around an attempt (signing, retries, interceptors) belongs here: `request` is whole, and can be
    /// sent again if its body is in memory.
    async fn exchange(&self, operation: &'static OperationSchema, request: Request<Body>) -> Result<Answer, Error> {
        let attempt = self.attempt(operation, request);
        let Some(limit) = self.timeout else { return attempt.await };
        tokio::time::timeout(limit, attempt).await.unwrap_or_else(|_| {
            let message = format!("no response within {limit:?} to {}", self.what(operation));
            Err(Error::new(ErrorKind::Timeout).with_message(message))
        })
    }

    async fn attempt(&self, operation: &'static OperationSchema, request: Request<Body>) -> Result<Answer, Error> {
        let broken =
            |error: BoxError| Error::new(ErrorKind::Transport).with_message(self.what(operation)).with_source(error);
        let response = self.transport.send(request).await.map_err(broken)?;
        let success = self.protocol.is_success(operation, response.status());
        let (head, body) = response.into_parts();
        if success && content::is_streaming(operation.output()) {
            return Ok(Answer::Success(Reply { protocol: self.protocol, operation, head, body }));
        }
        let bytes = collect(body, self.response_limit).await.map_err(|error| broken(error.into()))?;
        if success {
            return Ok(Answer::Success(Reply { protocol: self.protocol, operation, head, body: bytes.into() }));
        }
        let found = self.protocol.describe_error(&head, &bytes);
        let code = found.code.as_deref();
        match operation.modeled_errors().iter().position(|schema| Some(schema.name()) == code) {
            Some(index) => {
                Ok(Answer::Failure(index, Reply { protocol: self.protocol, operation, head, body: bytes.into() }))
            }
            None => Err(unknown(head.status, found)),
        }
    }

    /// The operation and where it was sent, for messages.
    fn what(&self, operation: &OperationSchema) -> String {
        format!("{} at {}", operation.name(), self.endpoint.authority())
    }
}

/// An error that the model does not have.
fn unknown(status: StatusCode, found: ErrorDescription) -> Error {
    let metadata = ErrorMetadata::new(status.as_u16(), found.request_id.as_deref());
    let mut error = Error::new(ErrorKind::Service).with_metadata(metadata);
    if let Some(code) = found.code {
        error = error.with_code(code);
    }
    if let Some(message) = found.message {
        error = error.with_message(message);
    }
    error
}

impl Reply {
    /// Fills the output.
    pub(crate) fn read(self, output: &mut dyn Structure) -> Result<(), Error> {
        let Self { protocol, operation, head, body } = self;
        let metadata = metadata(&head);
        protocol.read_response(operation, &head, body, output).map_err(|error| unreadable(metadata, error))
    }

    /// Fills a modelled error.
    pub(crate) fn read_error(self, error: &mut dyn ErrorShape) -> Result<(), Error> {
        let Self { protocol, head, body, .. } = self;
        *error.metadata_mut() = metadata(&head);
        protocol.read_error(&head, body, error).map_err(|error| unreadable(metadata(&head), error))
    }
}

fn metadata(head: &response::Parts) -> ErrorMetadata {
    ErrorMetadata::new(head.status.as_u16(), request_id::of(&head.headers))
}

fn unreadable(metadata: ErrorMetadata, source: impl Into<BoxError>) -> Error {
    Error::new(ErrorKind::Response).with_metadata(metadata).with_source(source)
}
