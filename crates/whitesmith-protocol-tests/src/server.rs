//! The server's side: what it makes of requests, and the responses it sends.

use ::http::header::CONTENT_TYPE;
use regex::Regex;
use whitesmith::shape::Structure;
use whitesmith_client::Client;

use crate::body;
use crate::case::{BodyAssertion, MalformedRequestCase, OperationCases, RequestCase, ResponseCase, Side};
use crate::client::{Canned, same};
use crate::expand::expand;
use crate::http::{self as messages, Sent};
use crate::operation::{AnyOperation, Outcome};
use crate::probe::{Answer, Call};
use crate::report::Report;
use crate::runs::Runs;
use crate::suite::Suite;
use crate::value::Value;
use crate::{event_stream, fill, sample, show};

/// Runs the cases of an operation.
pub(crate) async fn run<C: From<Client> + Clone + 'static>(
    suite: &Suite<C>,
    operation: &AnyOperation<C>,
    cases: &OperationCases,
    report: &mut Report,
) {
    let mut runs = Runs::new(Side::Server, report);
    runs.each(&cases.requests, async |case| request(suite, operation, case).await).await;
    runs.each(&cases.responses, async |case| response(suite, operation, cases, None, case).await).await;
    for (error, errors) in &cases.errors {
        runs.each(errors, async |case| response(suite, operation, cases, Some(error), case).await).await;
    }
    for case in &cases.malformed_requests {
        if runs.wants(case) {
            match expand(case) {
                Ok(expanded) => runs.each(&expanded, async |case| malformed(suite, case).await).await,
                Err(error) => runs.record(case, Err(error)),
            }
        }
    }
    runs.each(&cases.event_streams, async |case| event_stream::server(suite, operation, case).await).await;
}

/// The start of a response, for messages.
pub(crate) fn summary(sent: &Sent<::http::response::Parts>) -> String {
    let body = String::from_utf8_lossy(&sent.body);
    format!("{} {}", sent.head.status, body.chars().take(500).collect::<String>())
}

/// The call that a request became; an error if it did not reach the operation.
pub(crate) fn arrived<C: From<Client> + Clone + 'static>(
    suite: &Suite<C>,
    operation: &AnyOperation<C>,
    response: &Sent<::http::response::Parts>,
) -> Result<Call, String> {
    match suite.probe.take()? {
        Some(call) if call.operation.id() == operation.schema.id() => Ok(call),
        Some(call) => Err(format!("the request was taken for one of {}", call.operation.name())),
        None => Err(format!("the request was refused: {}", summary(response))),
    }
}

/// Sends the request of a case, and compares the input that the service sees.
async fn request<C: From<Client> + Clone + 'static>(
    suite: &Suite<C>,
    operation: &AnyOperation<C>,
    case: &RequestCase,
) -> Result<(), String> {
    let mut request = messages::request(&case.request)?;
    if case.request.message.body.is_none() {
        // The case leaves the body to the protocol, so it is the one that a client sends.
        let prepare = |input: &mut dyn Structure| fill::structure(&case.params.params, input);
        let sent = client_request(suite, operation, &prepare).await?;
        if let (false, Some(media_type)) = (sent.body.is_empty(), sent.head.headers.get(CONTENT_TYPE)) {
            request.headers_mut().entry(CONTENT_TYPE).or_insert(media_type.clone());
        }
        *request.body_mut() = sent.body;
    }
    suite.probe.reset(Answer::Blank);
    let response = suite.serve(request).await?;
    let call = arrived(suite, operation, &response)?;
    let mut expected = (operation.blank_input)();
    fill::structure(&case.params.params, &mut *expected)?;
    same("the input", &show::structure(&*expected), &call.input)
}

/// Lets the service answer as a case says, and checks the response.
async fn response<C: From<Client> + Clone + 'static>(
    suite: &Suite<C>,
    operation: &AnyOperation<C>,
    cases: &OperationCases,
    error: Option<&str>,
    case: &ResponseCase,
) -> Result<(), String> {
    let params = case.params.params.clone();
    let answer = match error {
        Some(id) => Answer::Error { id: id.to_owned(), params },
        None => Answer::Output { params, events: Vec::new() },
    };
    let request = any_request(suite, operation, cases).await?;
    suite.probe.reset(answer);
    let response = suite.serve(request).await?;
    arrived(suite, operation, &response)?;
    check_status(case.status.code, &response)?;
    messages::check_message(&case.message, &response.head.headers, &response.body)
}

pub(crate) fn check_status(expected: u16, response: &Sent<::http::response::Parts>) -> Result<(), String> {
    if response.head.status.as_u16() == expected {
        return Ok(());
    }
    Err(format!("the status should be {expected}, and the response is {}", summary(response)))
}

/// A request that reaches the operation: that of a case, or one that the client makes of a sample.
pub(crate) async fn any_request<C: From<Client> + Clone + 'static>(
    suite: &Suite<C>,
    operation: &AnyOperation<C>,
    cases: &OperationCases,
) -> Result<::http::Request<bytes::Bytes>, String> {
    let for_server = |case: &&RequestCase| {
        suite.schema.protocols.contains(&case.head.protocol.as_str()) && case.head.applies_to != Some(Side::Client)
    };
    if let Some(case) = cases.requests.iter().find(for_server) {
        return messages::request(&case.request);
    }
    sample_request(suite, operation).await
}

/// A request that the client makes of a sample.
pub(crate) async fn sample_request<C: From<Client> + Clone + 'static>(
    suite: &Suite<C>,
    operation: &AnyOperation<C>,
) -> Result<::http::Request<bytes::Bytes>, String> {
    let prepare = |input: &mut dyn Structure| {
        sample::fill(input);
        Ok(())
    };
    let sent = client_request(suite, operation, &prepare).await?;
    Ok(::http::Request::from_parts(sent.head, sent.body))
}

/// The request that the client makes of an input.
async fn client_request<C: From<Client> + Clone + 'static>(
    suite: &Suite<C>,
    operation: &AnyOperation<C>,
    prepare: &dyn Fn(&mut dyn Structure) -> Result<(), String>,
) -> Result<Sent<::http::request::Parts>, String> {
    let transport = Canned::new(::http::Response::new(bytes::Bytes::new()));
    let client = suite.client("localhost", transport.clone())?;
    // Only the request matters; what the client makes of the response does not.
    let outcome = operation.call(client, prepare).await?;
    transport.sent().ok_or_else(|| match outcome {
        Outcome::Output(_) => "the client sent nothing".to_owned(),
        Outcome::Error(error) => format!("the client could not make a request: {error}"),
    })
}

/// Sends a request that must be refused, and checks how it is.
async fn malformed<C: From<Client> + Clone + 'static>(
    suite: &Suite<C>,
    case: &MalformedRequestCase,
) -> Result<(), String> {
    suite.probe.reset(Answer::Blank);
    let response = suite.serve(messages::malformed_request(&case.request)?).await?;
    if let Some(call) = suite.probe.take()? {
        return Err(format!("the request reached {} as {}", call.operation.name(), call.input));
    }
    check_status(case.response.code, &response)?;
    let headers = crate::case::Message { headers: case.response.headers.clone(), ..Default::default() };
    messages::check_message(&headers, &response.head.headers, &[])?;
    match &case.response.body {
        None => Ok(()),
        Some(expected) => match &expected.assertion {
            BodyAssertion::Contents(text) => body::check(text, &expected.media_type, &response.body),
            BodyAssertion::MessageRegex(pattern) => message_matches(pattern, &response.body),
        },
    }
}

fn message_matches(pattern: &str, body: &[u8]) -> Result<(), String> {
    let regex = Regex::new(pattern).map_err(|error| format!("the pattern of the case: {error}"))?;
    let body = Value::parse(body).map_err(|error| format!("the body is not JSON: {error}"))?;
    match body.get("message").and_then(Value::as_str) {
        Some(message) if regex.is_match(message) => Ok(()),
        Some(message) => Err(format!("the message should match `{pattern}`, and is `{message}`")),
        None => Err(format!("the body has no `message`: {body}")),
    }
}
