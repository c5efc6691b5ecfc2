//! The client's side: the requests it sends, and what it makes of responses.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use whitesmith::error::BoxError;
use whitesmith::shape::Structure;
use whitesmith_client::Client;
use whitesmith_client::transport::{ResponseFuture, Transport};
use whitesmith_http::Body;
use whitesmith_http::body::collect;

use crate::case::{Message, OperationCases, RequestCase, ResponseCase, Side};
use crate::http::{Sent, check_request};
use crate::operation::{AnyOperation, Outcome};
use crate::report::Report;
use crate::runs::Runs;
use crate::suite::Suite;
use crate::value::Value;
use crate::{body, event_stream, fill, sample, show, stream};

/// The host that requests go to, where a case names none.
const HOST: &str = "example.com";

/// A transport that keeps the request it is given, and brings back a response that was made before.
#[derive(Clone, Debug)]
pub(crate) struct Canned(Arc<Mutex<Exchange>>);

#[derive(Debug)]
struct Exchange {
    response: Response<Bytes>,
    sent: Option<Sent<http::request::Parts>>,
}

impl Canned {
    pub(crate) fn new(response: Response<Bytes>) -> Self {
        Self(Arc::new(Mutex::new(Exchange { response, sent: None })))
    }

    /// The request that was sent, if one was.
    pub(crate) fn sent(&self) -> Option<Sent<http::request::Parts>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).sent.take()
    }
}

impl Transport for Canned {
    fn send(&self, request: Request<Body>) -> ResponseFuture {
        let exchange = Arc::clone(&self.0);
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = collect(body, usize::MAX).await.map_err(BoxError::from)?;
            let mut exchange = exchange.lock().unwrap_or_else(PoisonError::into_inner);
            exchange.sent = Some(Sent { head, body });
            Ok(exchange.response.clone().map(Body::from))
        })
    }
}

/// Runs the cases of an operation.
pub(crate) async fn run<C: From<Client> + Clone + 'static>(
    suite: &Suite<C>,
    operation: &AnyOperation<C>,
    cases: &OperationCases,
    report: &mut Report,
) {
    let mut runs = Runs::new(Side::Client, report);
    runs.each(&cases.requests, async |case| request(suite, operation, case).await).await;
    runs.each(&cases.responses, async |case| response(suite, operation, None, case).await).await;
    for (error, errors) in &cases.errors {
        runs.each(errors, async |case| response(suite, operation, Some(error), case).await).await;
    }
    runs.each(&cases.event_streams, async |case| event_stream::client(suite, operation, case).await).await;
}

/// Calls the operation, and checks the request that this sends.
async fn request<C: From<Client> + Clone + 'static>(
    suite: &Suite<C>,
    operation: &AnyOperation<C>,
    case: &RequestCase,
) -> Result<(), String> {
    let transport = Canned::new(empty_response(operation)?);
    let host = case.request.host.as_deref().unwrap_or(HOST);
    let client = suite.client(host, transport.clone())?;
    let outcome = operation.call(client, &|input| fill::structure(&case.params.params, input)).await?;
    let sent = transport.sent().ok_or_else(|| match outcome {
        Outcome::Output(_) => "nothing was sent".to_owned(),
        Outcome::Error(error) => format!("nothing was sent: {error}"),
    })?;
    check_request(&case.request, &sent)
}

/// A success with nothing in it.
fn empty_response<C>(operation: &AnyOperation<C>) -> Result<Response<Bytes>, String> {
    let status = operation.schema.http_binding().map_or(200, |binding| binding.status);
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = StatusCode::from_u16(status).map_err(|error| error.to_string())?;
    Ok(response)
}

/// The response of a case, as a client receives it.
pub(crate) fn response_of(status: u16, message: &Message) -> Result<Response<Bytes>, String> {
    let text = message.body.as_deref().unwrap_or_default();
    let mut builder = Response::builder().status(status);
    for (name, value) in &message.headers {
        builder = builder.header(name, value);
    }
    let body = body::bytes(text, message.body_media_type.as_deref().unwrap_or_default())?;
    builder.body(body).map_err(|error| error.to_string())
}

/// Calls the operation, and compares what it makes of a response.
async fn response<C: From<Client> + Clone + 'static>(
    suite: &Suite<C>,
    operation: &AnyOperation<C>,
    error: Option<&str>,
    case: &ResponseCase,
) -> Result<(), String> {
    let transport = Canned::new(response_of(case.status.code, &case.message)?);
    let client = suite.client(HOST, transport)?;
    let prepare = |input: &mut dyn Structure| {
        sample::fill(input);
        Ok(())
    };
    let outcome = operation.call(client, &prepare).await?;
    let params = &case.params.params;
    match (error, outcome) {
        (None, Outcome::Output(mut output)) => {
            stream::buffer(&mut *output).await?;
            let mut expected = (operation.blank_output)();
            fill::structure(params, &mut *expected)?;
            same("the output", &show::structure(&*expected), &show::structure(&*output))
        }
        (None, Outcome::Error(error)) => Err(format!("the call failed: {error}")),
        (Some(id), Outcome::Error(found)) => {
            let Some(modeled) = found.modeled().filter(|modeled| modeled.schema().id() == id) else {
                return Err(format!("the error should be {id}, and is: {found}"));
            };
            let mut expected = operation.error(id)?;
            let Some(expected) = expected.modeled_mut() else { return Err(format!("{id} is no modelled error")) };
            fill::structure(params, expected)?;
            same("the error", &show::structure(expected), &show::structure(modeled))
        }
        (Some(id), Outcome::Output(_)) => Err(format!("the call succeeded, and should have failed with {id}")),
    }
}

/// Compares what two values show.
pub(crate) fn same(what: &str, expected: &Value, found: &Value) -> Result<(), String> {
    expected.difference(found).map_or(Ok(()), |difference| Err(format!("{what} differs {difference}")))
}
