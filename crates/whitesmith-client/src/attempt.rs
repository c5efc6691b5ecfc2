//! One attempt of a call: signed, sent, waited for, and its answer looked at.

use std::time::Duration;

use http::{Request, Response, StatusCode, response};
use whitesmith::error::BoxError;
use whitesmith::{Error, ErrorKind, ErrorMetadata, RetryKind};
use whitesmith_http::Body;
use whitesmith_http::binding::Direction;
use whitesmith_http::binding::content::{self, Content};
use whitesmith_http::body::{CollectError, collect};
use whitesmith_http::protocol::ErrorDescription;

use crate::interceptor::Call;
use crate::retry::asked_wait;
use crate::stall::{Progress, Upload, Watched};
use crate::time::{Elapsed, within};

/// What an attempt came to.
pub(crate) struct Attempted {
    pub(crate) result: Result<Received, Error>,
    /// Why another attempt may succeed; `None` after a success too.
    pub(crate) retry: Option<RetryKind>,
    /// How long the service asks to wait before it.
    pub(crate) asked_wait: Option<Duration>,
    /// The head of a response that became an error.
    pub(crate) head: Option<Box<response::Parts>>,
}

/// A response that the model knows: a success, or one of its errors. Its body is in memory, or is streamed.
pub(crate) struct Received {
    /// The error's index in the operation's error enum.
    pub(crate) failure: Option<usize>,
    /// The message that was found in an error without knowing its structure.
    pub(crate) message: Option<String>,
    pub(crate) head: response::Parts,
    pub(crate) body: Body,
}

impl Attempted {
    fn succeeded(received: Received) -> Self {
        Self { result: Ok(received), retry: None, asked_wait: None, head: None }
    }

    fn failed(error: Error) -> Self {
        Self { retry: error.retry_kind(), result: Err(error), asked_wait: None, head: None }
    }
}

/// What is left of the time of an attempt.
struct Limits {
    /// When it has to be over, by the client's time, and what the limit was.
    end: Option<(Duration, &'static str, Duration)>,
    stall: Option<Duration>,
}

impl Limits {
    fn of(call: &Call) -> Self {
        let now = call.client.time.elapsed();
        let attempt = call.timeouts().attempt.map(|limit| (now + limit, "attempt", limit));
        let total = call.timeouts().total.map(|limit| (call.started + limit, "call", limit));
        let end = [attempt, total].into_iter().flatten().min_by_key(|(end, ..)| *end);
        Self { end, stall: call.timeouts().stall }
    }

    fn left(&self, call: &Call) -> Option<Duration> {
        self.end.map(|(end, ..)| end.saturating_sub(call.client.time.elapsed()))
    }

    fn timeout(&self) -> Error {
        let message = self.end.map_or_else(String::new, |(_, what, limit)| format!("the {what} took {limit:?}"));
        Error::new(ErrorKind::Timeout).with_message(message)
    }
}

impl Call {
    /// Makes one attempt with `request`, which is whole but for what an attempt adds.
    pub(crate) async fn attempt(&mut self, mut request: Request<Body>) -> Attempted {
        match self.send(&mut request).await {
            Ok((response, limits)) => self.receive(response, &limits).await,
            Err(error) => Attempted::failed(error),
        }
    }

    async fn send(&mut self, request: &mut Request<Body>) -> Result<(Response<Body>, Limits), Error> {
        self.intercept(|interceptor, call| interceptor.before_attempt(call, request)).map_err(of_attempt)?;
        self.authenticate(request).await?;
        #[cfg(feature = "checksum")]
        crate::checksum::flexible::follow(self.trailer, request)?;
        self.intercept(|interceptor, call| interceptor.after_signing(call, request)).map_err(of_attempt)?;
        let limits = Limits::of(self);
        let (head, body) = std::mem::take(request).into_parts();
        let (body, upload) = Upload::watch(body);
        let mut response = std::pin::pin!(self.client.transport.send(Request::from_parts(head, body)));
        let mut limits = limits;
        if let Some(upload) = upload {
            // How long a stream takes is up to its source: only a server that takes none of it is given up.
            let mut seen = 0;
            loop {
                match within(&*self.client.time, limits.stall, response.as_mut()).await {
                    Ok(response) => return Ok((response.map_err(of_attempt)?, Limits::of(self))),
                    Err(Elapsed) => match (upload.progress(&mut seen), limits.stall) {
                        (Progress::Stalled, Some(limit)) => return Err(Upload::stalled(limit)),
                        (Progress::Moving, _) => {}
                        (Progress::Done, _) | (_, None) => break,
                    },
                }
            }
            limits = Limits {
                end: self
                    .timeouts()
                    .attempt
                    .map(|limit| (self.client.time.elapsed() + limit, "wait after the upload", limit)),
                ..limits
            };
        }
        let left = limits.left(self);
        match within(&*self.client.time, left, response).await {
            Ok(response) => Ok((response.map_err(of_attempt)?, limits)),
            Err(Elapsed) => Err(limits.timeout()),
        }
    }

    async fn receive(&mut self, response: Response<Body>, limits: &Limits) -> Attempted {
        let (head, body) = response.into_parts();
        let protocol = self.client.protocol;
        let success = protocol.is_success(self.operation, head.status);
        #[cfg(feature = "checksum")]
        let body =
            if success { crate::checksum::flexible::checked(self.checked_by, &head.headers, body) } else { body };
        if success && content::is_streaming(self.operation.output()) {
            // Events come when there are some; a blob is expected to come as fast as it can.
            let events = Content::of(self.operation.output(), Direction::Response) == Content::Events;
            let stall = if events { None } else { limits.stall };
            let body = Watched::new(body, &self.client.time, stall).into_body(self.context());
            return Attempted::succeeded(Received { failure: None, message: None, head, body });
        }
        let watched = Watched::new(body, &self.client.time, limits.stall);
        let collected = collect(watched, self.client.response_limit);
        let bytes = match within(&*self.client.time, limits.left(self), collected).await {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(CollectError::Broken(error))) => return Attempted::failed(of_attempt(error)),
            // The next attempt would find it as long.
            Ok(Err(error)) => return Attempted::failed(Error::new(ErrorKind::Response).with_source(error)),
            Err(Elapsed) => return Attempted::failed(limits.timeout()),
        };
        if success {
            return Attempted::succeeded(Received { failure: None, message: None, head, body: bytes.into() });
        }
        let found = protocol.describe_error(&head, &bytes);
        // What is signed with the right time may succeed at once.
        let late = found.code.as_deref().is_some_and(|code| self.was_out_of_time(code, &head.headers));
        let asked_wait = if late { Some(Duration::ZERO) } else { asked_wait(&head.headers, || self.client.time.now()) };
        let retry = |retry: Option<RetryKind>| if late { Some(RetryKind::Transient) } else { retry };
        let errors = self.operation.modeled_errors();
        let Some(index) = errors.iter().position(|schema| Some(schema.name()) == found.code.as_deref()) else {
            let error = unknown(head.status, found);
            let retry = retry(error.retry_kind());
            return Attempted { retry, asked_wait, head: Some(Box::new(head)), ..Attempted::failed(error) };
        };
        let retry = retry(RetryKind::of_modeled(errors[index], Some(head.status.as_u16())));
        let received = Received { failure: Some(index), message: found.message, head, body: bytes.into() };
        Attempted { retry, asked_wait, ..Attempted::succeeded(received) }
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

/// What kept an attempt from an answer: what says so itself, a timeout of the transport, or a broken transport.
pub(crate) fn of_attempt(error: BoxError) -> Error {
    let error = match error.downcast::<Error>() {
        Ok(error) => return *error,
        Err(error) => error,
    };
    let kind = if is_timeout(&*error) { ErrorKind::Timeout } else { ErrorKind::Transport };
    Error::new(kind).with_source(error)
}

fn is_timeout(error: &(dyn std::error::Error + 'static)) -> bool {
    std::iter::successors(Some(error), |error| error.source()).any(|error| {
        error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::TimedOut)
    })
}
