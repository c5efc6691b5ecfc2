//! Event streams, on both sides.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::{Bytes, BytesMut};
use http::header::{CONTENT_TYPE, HeaderValue as HttpHeaderValue};
use http::{Request, Response};
use whitesmith::shape::Structure;
use whitesmith_client::Client;
use whitesmith_http::binding::content::EVENT_STREAM;
use whitesmith_http::event_stream::frame::{Frame, HeaderValue};

use crate::body;
use crate::case::{EventCase, EventDirection, EventHeader, EventStreamCase, Expectation, FailureExpectation};
use crate::client::{Canned, response_of, same};
use crate::http::{self as messages, check_message, check_request};
use crate::operation::{AnyOperation, Outcome};
use crate::probe::Answer;
use crate::server::{arrived, check_status, sample_request, summary};
use crate::stream::{self, Received};
use crate::suite::Suite;
use crate::value::Value;
use crate::{fill, sample, show};

/// The events of one direction.
fn events(case: &EventStreamCase, direction: EventDirection) -> impl Iterator<Item = &EventCase> {
    case.events.iter().filter(move |event| event.direction == direction)
}

/// Whether a case says nothing of the messages in one direction, so that any will do.
fn is_silent(case: &EventStreamCase, direction: EventDirection) -> bool {
    let initial = match direction {
        EventDirection::Request => case.initial_request.is_some() || case.initial_request_params.is_some(),
        EventDirection::Response => case.initial_response.is_some() || case.initial_response_params.is_some(),
    };
    !initial && expected_failure(case).is_none() && events(case, direction).next().is_none()
}

fn expected_failure(case: &EventStreamCase) -> Option<&FailureExpectation> {
    if let Some(Expectation::Failure(failure)) = &case.expectation { Some(failure) } else { None }
}

fn no_params() -> Value {
    Value::Object(Vec::new())
}

/// Calls the operation: checks what is sent, and compares what arrives.
pub(crate) async fn client<C: From<Client> + Clone + 'static>(
    suite: &Suite<C>,
    operation: &AnyOperation<C>,
    case: &EventStreamCase,
) -> Result<(), String> {
    let response = if is_silent(case, EventDirection::Response) {
        sample_response(suite, operation).await?
    } else {
        canned_response(operation, case)?
    };
    let transport = Canned::new(response);
    let host = case.initial_request.as_ref().and_then(|initial| initial.request.host.as_deref());
    let client = suite.client(host.unwrap_or("example.com"), transport.clone())?;
    let prepare = |input: &mut dyn Structure| {
        match &case.initial_request_params {
            Some(params) => fill::structure(params, input)?,
            None => sample::fill(input),
        }
        events(case, EventDirection::Request)
            .filter_map(|event| event.params.as_ref())
            .try_for_each(|params| stream::push(input, params))
    };
    let outcome = operation.call(client, &prepare).await?;
    let sent = transport.sent();
    let (failure, received) = match outcome {
        Outcome::Error(error) => {
            let id = error.modeled().map(|modeled| modeled.schema().id());
            (Some((id, error.to_string())), Vec::new())
        }
        Outcome::Output(mut output) => {
            let received = stream::drain(&mut *output).await;
            if let Some(params) = &case.initial_response_params {
                let mut expected = (operation.blank_output)();
                fill::structure(params, &mut *expected)?;
                same("the output", &show::structure(&*expected), &show::structure(&*output))?;
            }
            (None, received)
        }
    };
    let Some(sent) = sent else {
        let reason = failure.map(|(_, text)| text).unwrap_or_default();
        return Err(format!("nothing was sent: {reason}"));
    };
    if let Some(initial) = &case.initial_request {
        check_request(&initial.request, &sent)?;
    }
    check_frames(events(case, EventDirection::Request), &sent.body)?;
    let expected = events(case, EventDirection::Response);
    check_received(expected, received, failure, expected_failure(case), operation.blank_output)
}

/// A response that the server makes of a sample.
async fn sample_response<C: From<Client> + Clone + 'static>(
    suite: &Suite<C>,
    operation: &AnyOperation<C>,
) -> Result<Response<Bytes>, String> {
    suite.probe.reset(Answer::Sample);
    let sent = suite.serve(sample_request(suite, operation).await?).await?;
    Ok(Response::from_parts(sent.head, sent.body))
}

/// The response of a case, with its events as the body.
fn canned_response<C>(operation: &AnyOperation<C>, case: &EventStreamCase) -> Result<Response<Bytes>, String> {
    let modelled = operation.schema.http_binding().map_or(200, |binding| binding.status);
    let mut response = match &case.initial_response {
        Some(initial) => response_of(initial.status.code, &initial.message)?,
        None => response_of(modelled, &crate::case::Message::default())?,
    };
    let streams = stream::events(&mut *(operation.blank_output)()).is_some();
    if streams && response.status().is_success() {
        *response.body_mut() = frames(events(case, EventDirection::Response))?;
        response.headers_mut().entry(CONTENT_TYPE).or_insert(HttpHeaderValue::from_static(EVENT_STREAM));
    }
    Ok(response)
}

/// The bytes of events: as the case gives them, or made of what it says of them.
fn frames<'a>(events: impl Iterator<Item = &'a EventCase>) -> Result<Bytes, String> {
    let mut out = BytesMut::new();
    for event in events {
        let bytes = match &event.bytes {
            Some(text) => BASE64_STANDARD.decode(text).map_err(|error| format!("the bytes of the case: {error}"))?,
            None => frame(event)?.encode().map_err(|error| error.to_string())?,
        };
        out.extend_from_slice(&bytes);
    }
    Ok(out.freeze())
}

fn frame(event: &EventCase) -> Result<Frame, String> {
    let media_type = event.body_media_type.as_deref().unwrap_or_default();
    let payload = body::bytes(event.body.as_deref().unwrap_or_default(), media_type)?;
    let mut frame = Frame { headers: Vec::new(), payload };
    for (name, value) in &event.headers {
        frame.push(name.as_str(), header(value)?);
    }
    Ok(frame)
}

fn header(value: &EventHeader) -> Result<HeaderValue, String> {
    Ok(match value {
        EventHeader::Boolean(value) => HeaderValue::Boolean(*value),
        EventHeader::Byte(value) => HeaderValue::Byte(*value),
        EventHeader::Short(value) => HeaderValue::Short(*value),
        EventHeader::Integer(value) => HeaderValue::Integer(*value),
        EventHeader::Long(value) => HeaderValue::Long(*value),
        EventHeader::Blob(text) => {
            let bytes = BASE64_STANDARD.decode(text).map_err(|error| format!("a header of the case: {error}"))?;
            HeaderValue::Blob(bytes.into())
        }
        EventHeader::String(text) => HeaderValue::String(text.clone()),
        EventHeader::Timestamp(value) => {
            HeaderValue::Timestamp(fill::timestamp(value).ok_or_else(|| format!("{value} is no point in time"))?)
        }
    })
}

/// Checks the events that were sent, frame by frame.
fn check_frames<'a>(expected: impl Iterator<Item = &'a EventCase>, sent: &Bytes) -> Result<(), String> {
    let mut rest = BytesMut::from(&sent[..]);
    for (index, event) in expected.filter(|event| event.params.is_some()).enumerate() {
        let at = |what: String| format!("event {index}: {what}");
        let frame = match Frame::decode(&mut rest) {
            Ok(Some(frame)) => frame,
            Ok(None) => return Err(at("was not sent".to_owned())),
            Err(error) => return Err(at(error.to_string())),
        };
        check_frame(event, &frame).map_err(at)?;
    }
    if rest.is_empty() { Ok(()) } else { Err(format!("{} bytes more were sent", rest.len())) }
}

fn check_frame(expected: &EventCase, frame: &Frame) -> Result<(), String> {
    for (name, value) in &expected.headers {
        let value = header(value)?;
        match frame.header(name) {
            Some(found) if *found == value => {}
            Some(found) => return Err(format!("the header `{name}` should be {value:?}, and is {found:?}")),
            None => return Err(format!("the header `{name}` is not there")),
        }
    }
    if let Some(name) = expected.forbid_headers.iter().find(|name| frame.header(name).is_some()) {
        return Err(format!("the header `{name}` is there, and must not be"));
    }
    if let Some(name) = expected.require_headers.iter().find(|name| frame.header(name).is_none()) {
        return Err(format!("the header `{name}` is not there"));
    }
    match &expected.body {
        Some(text) => body::check(text, expected.body_media_type.as_deref().unwrap_or_default(), &frame.payload),
        None => Ok(()),
    }
}

/// Compares the events that arrived, and how the stream ended.
fn check_received<'a>(
    expected: impl Iterator<Item = &'a EventCase>,
    received: Vec<Received>,
    mut failure: Option<(Option<&'static str>, String)>,
    expected_failure: Option<&FailureExpectation>,
    blank: fn() -> Box<dyn Structure>,
) -> Result<(), String> {
    let mut expected = expected.enumerate();
    for event in received {
        match event {
            Received::Error { id, text } => failure = Some((id, text)),
            Received::Event(found) => {
                let (index, event) = expected.next().ok_or_else(|| format!("an event too many arrived: {found}"))?;
                if let Some(params) = &event.params {
                    same(&format!("event {index}"), &stream::shown(blank(), params)?, &found)?;
                }
            }
        }
    }
    match (failure, expected_failure) {
        (None, None) => match expected.next() {
            Some((index, _)) => Err(format!("event {index} did not arrive")),
            None => Ok(()),
        },
        (Some((_, text)), None) => Err(format!("it failed: {text}")),
        (None, Some(_)) => Err("it succeeded, and should have failed".to_owned()),
        (Some((id, text)), Some(wanted)) => match &wanted.error_id {
            Some(wanted) if id != Some(wanted.as_str()) => {
                Err(format!("it should fail with {wanted}, and fails with: {text}"))
            }
            _ => Ok(()),
        },
    }
}

/// Sends the request of a case, compares what arrives, and checks what is answered.
pub(crate) async fn server<C: From<Client> + Clone + 'static>(
    suite: &Suite<C>,
    operation: &AnyOperation<C>,
    case: &EventStreamCase,
) -> Result<(), String> {
    let params = case.initial_response_params.clone().unwrap_or_else(no_params);
    let failure = expected_failure(case);
    let fails_at_once = case.initial_response.as_ref().is_some_and(|initial| initial.status.code >= 400);
    let answer = match failure.and_then(|failure| failure.error_id.clone()) {
        Some(id) if fails_at_once => Answer::Error { id, params },
        _ => {
            let events = events(case, EventDirection::Response).filter_map(|event| event.params.clone()).collect();
            Answer::Output { params, events }
        }
    };
    let request = if is_silent(case, EventDirection::Request) {
        sample_request(suite, operation).await?
    } else {
        request(operation, case)?
    };
    suite.probe.reset(answer);
    let response = suite.serve(request).await?;
    if failure.is_some() && !response.head.status.is_success() && !fails_at_once {
        // Refused before the operation was called, which says nothing of a modelled error.
        return match failure.and_then(|failure| failure.error_id.as_ref()) {
            Some(wanted) => Err(format!("it should fail with {wanted}, and is refused: {}", summary(&response))),
            None => Ok(()),
        };
    }
    let call = arrived(suite, operation, &response)?;
    if let Some(params) = &case.initial_request_params {
        let mut expected = (operation.blank_input)();
        fill::structure(params, &mut *expected)?;
        same("the input", &show::structure(&*expected), &call.input)?;
    }
    let failure = if fails_at_once { None } else { failure };
    check_received(events(case, EventDirection::Request), call.events, None, failure, operation.blank_input)?;
    if let Some(initial) = &case.initial_response {
        check_status(initial.status.code, &response)?;
        check_message(&initial.message, &response.head.headers, &response.body)?;
    }
    let streams = stream::events(&mut *(operation.blank_output)()).is_some();
    if streams && failure.is_none() && response.head.status.is_success() {
        check_frames(events(case, EventDirection::Response), &response.body)?;
    }
    Ok(())
}

/// The request of a case, with its events as the body.
fn request<C>(operation: &AnyOperation<C>, case: &EventStreamCase) -> Result<Request<Bytes>, String> {
    let mut request = if let Some(initial) = &case.initial_request {
        messages::request(&initial.request)?
    } else {
        let binding = operation.schema.http_binding().ok_or("the operation has no HTTP binding")?;
        let builder = Request::builder().method(binding.method).uri(binding.uri);
        builder.body(Bytes::new()).map_err(|error| format!("the case needs an initial request: {error}"))?
    };
    if stream::events(&mut *(operation.blank_input)()).is_some() {
        *request.body_mut() = frames(events(case, EventDirection::Request))?;
        request.headers_mut().entry(CONTENT_TYPE).or_insert(HttpHeaderValue::from_static(EVENT_STREAM));
    }
    Ok(request)
}
