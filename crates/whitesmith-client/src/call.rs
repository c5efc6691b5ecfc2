//! One call, behind the generic shell of the client: nothing here knows a type of the model.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use http::header::{HOST, USER_AGENT};
use http::{Extensions, HeaderMap, Request, response};
use whitesmith::error::{BoxError, CallContext, ErrorShape};
use whitesmith::shape::{Mut, Structure};
use whitesmith::{Error, ErrorKind, ErrorMetadata, OperationSchema};
use whitesmith_http::{Body, request_id};

use crate::attempt::{Attempted, Received};
#[cfg(any(feature = "checksum", feature = "md5"))]
use crate::checksum;
use crate::client::{Inner, Timeouts};
#[cfg(feature = "gzip")]
use crate::compression;
#[cfg(feature = "customizations")]
use crate::customization;
use crate::endpoint::Endpoint;
use crate::idempotency;
use crate::interceptor::{Call, Interceptor, Outcome};
use crate::options::Options;
use crate::retry::{LONGEST_WAIT, Retries, cost};

/// An answer to come.
pub(crate) type Exchange = Pin<Box<dyn Future<Output = Result<Box<Reply>, Error>> + Send>>;

/// What came back, and the call it answers.
pub(crate) struct Reply {
    call: Box<Call>,
    received: Received,
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
        let mut call = Box::new(self.call(operation, extensions));
        let request = call.request(input, headers);
        Box::pin(async move {
            call.started = call.client.time.elapsed();
            let result = match request {
                Ok(request) => call.exchange(request).await,
                Err(error) => Err((error, None)),
            };
            match result {
                Ok(received) => Ok(Box::new(Reply { call, received })),
                Err((error, head)) => Err(call.fail(error, head.as_deref())),
            }
        })
    }
}

impl Inner {
    fn call(self: &Arc<Self>, operation: &'static OperationSchema, mut extensions: Extensions) -> Call {
        let options = extensions.remove::<Options>().unwrap_or_default();
        let started = self.time.elapsed();
        Call {
            operation,
            client: Arc::clone(self),
            options,
            endpoint: None,
            extensions,
            attempts: 0,
            started,
            #[cfg(feature = "checksum")]
            checked_by: &[],
            #[cfg(feature = "checksum")]
            trailer: None,
        }
    }

    /// The request of a call, signed in its query.
    #[cfg(feature = "sigv4")]
    pub(crate) fn presign(
        self: &Arc<Self>,
        operation: &'static OperationSchema,
        input: &mut dyn Structure,
        headers: &HeaderMap,
        extensions: Extensions,
        expires: std::time::Duration,
    ) -> impl Future<Output = Result<Request<Body>, Error>> + Send + use<> {
        let mut call = self.call(operation, extensions);
        // Nobody can be told what the sender's program is called.
        let request = call.request(input, headers).map(|mut request| {
            request.headers_mut().remove(USER_AGENT);
            request
        });
        async move {
            let result = match request {
                Ok(mut request) => {
                    let signed = call.presign(&mut request, expires).await;
                    #[cfg(feature = "checksum")]
                    let signed = signed.and_then(|()| checksum::flexible::follow(call.trailer, &mut request));
                    signed.map(|()| request)
                }
                Err(error) => Err(error),
            };
            result.map_err(|error| call.fail(error, None))
        }
    }
}

fn construction(error: impl Into<BoxError>) -> Error {
    match error.into().downcast::<Error>() {
        Ok(error) => *error,
        Err(error) => Error::new(ErrorKind::Construction).with_source(error),
    }
}

impl Call {
    /// The request, whole but for what each attempt adds.
    fn request(&mut self, input: &mut dyn Structure, headers: &HeaderMap) -> Result<Request<Body>, Error> {
        if let Some(reason) = self.options.invalid {
            return Err(Error::new(ErrorKind::Construction).with_message(reason));
        }
        if let Some(endpoint) = &self.options.endpoint {
            let parsed = Endpoint::parse(endpoint);
            self.endpoint = Some(
                parsed.map_err(|reason| construction(format!("the endpoint `{endpoint}` is not valid: {reason}")))?,
            );
        }
        self.intercept(|interceptor, call| interceptor.before_serialization(call, input)).map_err(construction)?;
        idempotency::fill(input, &*self.client.tokens);
        #[cfg(feature = "checksum")]
        checksum::flexible::fill(self.operation, input, self.client.checksums);
        #[cfg(feature = "customizations")]
        customization::fill(input);
        let base = self.endpoint().base(self.operation, input, self.client.host_prefixes)?;
        let mut request = self.client.protocol.write_request(self.operation, base, input).map_err(construction)?;
        let host = self.endpoint().host(request.uri());
        // The caller's headers stand beside the protocol's, and never instead of them.
        let own = request.headers_mut();
        for name in headers.keys().filter(|name| !own.contains_key(*name)).cloned().collect::<Vec<_>>() {
            for value in headers.get_all(&name) {
                own.append(name.clone(), value.clone());
            }
        }
        if let Some(host) = host {
            own.entry(HOST).or_insert(host);
        }
        own.entry(USER_AGENT).or_insert_with(|| self.client.user_agent.clone());
        self.intercept(|interceptor, call| interceptor.after_serialization(call, &mut request))
            .map_err(construction)?;
        #[cfg(feature = "gzip")]
        compression::apply(self.client.compression, self.operation, &mut request).map_err(construction)?;
        #[cfg(feature = "md5")]
        checksum::md5::add(self.operation, &mut request);
        #[cfg(feature = "checksum")]
        {
            self.trailer = checksum::flexible::add(self.operation, input, &mut request).map_err(construction)?;
            self.checked_by = checksum::flexible::asked(self.operation, input);
        }
        #[cfg(feature = "customizations")]
        customization::add(self.operation, &mut request);
        Ok(request)
    }

    /// Makes attempts until one succeeds, or there is no reason for another. The head is that of an error's response.
    async fn exchange(&mut self, request: Request<Body>) -> Result<Received, (Error, Option<Box<response::Parts>>)> {
        let retries = self.retries();
        let mut request = Repeatable::new(request);
        // What the last retry took from the quota, and a success gives back.
        let mut taken = 1;
        loop {
            if retries.adaptive {
                let wait = self.client.limiter.acquire(self.client.time.elapsed());
                if !wait.is_zero() {
                    self.client.time.sleep(wait).await;
                }
            }
            self.attempts += 1;
            let (mut next, last) = request.next(self.attempts >= retries.max_attempts);
            if !self.extensions.is_empty() {
                *next.extensions_mut() = self.extensions.clone();
            }
            let attempted = self.attempt(next).await;
            if retries.adaptive {
                let throttled = attempted.retry == Some(whitesmith::RetryKind::Throttling);
                self.client.limiter.update(throttled, self.client.time.elapsed());
            }
            let wait = match attempted.retry {
                None => {
                    if attempted.result.is_ok() {
                        self.client.quota.give(taken);
                    }
                    None
                }
                Some(_) if last => None,
                Some(kind) => {
                    taken = cost(kind);
                    let wait =
                        attempted.asked_wait.unwrap_or_else(|| retries.delay(self.attempts, &*self.client.random));
                    (self.has_time_for(wait) && self.client.quota.take(taken)).then_some(wait)
                }
            };
            self.attempt_is_over(&attempted, wait);
            match wait {
                None => return attempted.result.map_err(|error| (error, attempted.head)),
                Some(wait) if wait.is_zero() => {}
                Some(wait) => self.client.time.sleep(wait).await,
            }
        }
    }

    /// Whether there is something of the call's time left after a wait.
    fn has_time_for(&self, wait: std::time::Duration) -> bool {
        let left = self.timeouts().total.map(|total| total.saturating_sub(self.elapsed()));
        left.map_or(wait <= LONGEST_WAIT, |left| wait < left)
    }

    fn attempt_is_over(&mut self, attempted: &Attempted, retry_in: Option<std::time::Duration>) {
        if self.client.interceptors.is_empty() {
            return;
        }
        let mut outcome = match &attempted.result {
            Ok(received) => received.outcome(self.operation),
            Err(error) => outcome_of(error, attempted.head.as_deref()),
        };
        outcome.retry_in = retry_in;
        self.tell(|interceptor, call| interceptor.after_attempt(call, &outcome));
    }

    /// The error as it is returned: with the call it came from.
    pub(crate) fn fail(&mut self, error: Error, head: Option<&response::Parts>) -> Error {
        let error = if error.call().is_none() { error.with_call(self.context()) } else { error };
        let outcome = outcome_of(&error, head);
        self.tell(|interceptor, call| interceptor.after_call(call, &outcome));
        error
    }

    /// What errors say of the call.
    pub(crate) fn context(&self) -> CallContext {
        CallContext { operation: self.operation.name(), host: self.host().into(), attempts: self.attempts }
    }

    /// Asks every interceptor, until one has an error.
    pub(crate) fn intercept(
        &mut self,
        mut ask: impl FnMut(&dyn Interceptor, &mut Self) -> Result<(), BoxError>,
    ) -> Result<(), BoxError> {
        for index in 0..self.client.interceptors.len() {
            let interceptor = Arc::clone(&self.client.interceptors[index]);
            ask(&*interceptor, self)?;
        }
        Ok(())
    }

    fn tell(&mut self, mut tell: impl FnMut(&dyn Interceptor, &mut Self)) {
        let told = self.intercept(|interceptor, call| {
            tell(interceptor, call);
            Ok(())
        });
        debug_assert!(told.is_ok());
    }

    /// How long the parts of the call may take.
    pub(crate) fn timeouts(&self) -> Timeouts {
        let (own, client) = (&self.options, self.client.timeouts);
        Timeouts {
            total: own.timeout.map_or(client.total, |limit| limit.0),
            attempt: own.attempt_timeout.map_or(client.attempt, |limit| limit.0),
            stall: own.stall_timeout.map_or(client.stall, |limit| limit.0),
        }
    }

    fn retries(&self) -> Retries {
        self.options.retries.unwrap_or(self.client.retries)
    }
}

impl Received {
    fn outcome(&self, operation: &'static OperationSchema) -> Outcome<'_> {
        let code = self.failure.and_then(|index| Some(operation.modeled_errors().get(index)?.name()));
        Outcome { status: Some(self.head.status), headers: Some(&self.head.headers), code, error: None, retry_in: None }
    }
}

fn outcome_of<'a>(error: &'a Error, head: Option<&'a response::Parts>) -> Outcome<'a> {
    Outcome {
        status: head.map(|head| head.status),
        headers: head.map(|head| &head.headers),
        code: error.code(),
        error: Some(error),
        retry_in: None,
    }
}

/// A request that can be sent again, if its body is in memory.
struct Repeatable {
    head: http::request::Parts,
    body: Option<Body>,
}

impl Repeatable {
    fn new(request: Request<Body>) -> Self {
        let (head, body) = request.into_parts();
        Self { head, body: Some(body) }
    }

    /// The request of the next attempt, and whether it is the last: it is if the caller says so, or if the body
    /// cannot be sent again.
    fn next(&mut self, last: bool) -> (Request<Body>, bool) {
        let again = self.body.as_ref().and_then(Body::as_bytes).map(|bytes| Body::from(bytes.clone()));
        let last = last || again.is_none();
        let body = if last { self.body.take() } else { again };
        (Request::from_parts(self.head.clone(), body.unwrap_or_default()), last)
    }
}

impl Reply {
    /// The index in the operation's error enum, if the answer is an error.
    pub(crate) fn failure(&self) -> Option<usize> {
        self.received.failure
    }

    /// Fills the output.
    pub(crate) fn read(self, output: &mut dyn Structure) -> Result<(), Error> {
        let Self { mut call, received: Received { head, body, .. } } = self;
        let read = call.client.protocol.read_response(call.operation, &head, body, output);
        call.finish(&head, None, read)
    }

    /// Fills a modelled error.
    pub(crate) fn read_error(self, error: &mut dyn ErrorShape) -> Result<(), Error> {
        let Self { mut call, received: Received { head, body, message, .. } } = self;
        *error.metadata_mut() = metadata(&head);
        let read = call.client.protocol.read_error(&head, body, error);
        if let (None | Some(""), Some(message)) = (error.message(), message) {
            set_message(error, message);
        }
        call.finish(&head, Some(error.schema().name()), read)
    }
}

impl Call {
    fn finish(
        &mut self,
        head: &response::Parts,
        code: Option<&str>,
        read: Result<(), whitesmith_http::ReadError>,
    ) -> Result<(), Error> {
        match read {
            Ok(()) => {
                let outcome = Outcome {
                    status: Some(head.status),
                    headers: Some(&head.headers),
                    code,
                    error: None,
                    retry_in: None,
                };
                self.tell(|interceptor, call| interceptor.after_call(call, &outcome));
                Ok(())
            }
            Err(error) => {
                let error = Error::new(ErrorKind::Response).with_metadata(metadata(head)).with_source(error);
                Err(self.fail(error, Some(head)))
            }
        }
    }
}

/// Some services call it `message` where their model says `Message`, or the other way round.
fn set_message(error: &mut dyn ErrorShape, message: String) {
    let members = error.schema().members();
    let index = members.iter().position(|member| member.name().eq_ignore_ascii_case("message"));
    if let Some(Mut::String(text)) = index.and_then(|index| error.member_mut(index)) {
        *text = message;
    }
}

fn metadata(head: &response::Parts) -> ErrorMetadata {
    ErrorMetadata::new(head.status.as_u16(), request_id::of(&head.headers))
}
