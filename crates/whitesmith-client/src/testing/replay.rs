//! Answers from memory.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Request, Response};
use whitesmith::error::BoxError;
use whitesmith_http::Body;
use whitesmith_http::body::collect;

use super::{Exchange, lock};
use crate::transport::{ResponseFuture, Transport};

/// A transport that answers from memory, in order, and keeps what it was sent. A clone is the same transport.
///
/// ```
/// use http::Response;
/// use whitesmith_client::testing::Replay;
///
/// let replay = Replay::new([Response::builder().status(503).body("").unwrap(), Response::new("{}")]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Replay(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    answers: VecDeque<Answer>,
    requests: Vec<Request<Bytes>>,
}

#[derive(Debug)]
struct Answer {
    /// What the request has to be, if that matters.
    request: Option<Request<Bytes>>,
    response: Response<Bytes>,
}

impl Replay {
    /// A transport that answers with these responses, whatever it is sent.
    pub fn new<B: Into<Bytes>>(responses: impl IntoIterator<Item = Response<B>>) -> Self {
        Self::with(responses.into_iter().map(|response| Answer { request: None, response: response.map(Into::into) }))
    }

    /// A transport that answers as it was recorded, and fails where a request has not the recorded method, URI or body.
    /// Headers are not compared: times and tokens are in them.
    pub fn of(exchanges: impl IntoIterator<Item = Exchange>) -> Self {
        let answer = |exchange: Exchange| Answer { request: Some(exchange.request), response: exchange.response };
        Self::with(exchanges.into_iter().map(answer))
    }

    fn with(answers: impl Iterator<Item = Answer>) -> Self {
        Self(Arc::new(Mutex::new(State { answers: answers.collect(), requests: Vec::new() })))
    }

    /// What was sent so far.
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        lock(&self.0).requests.clone()
    }

    /// How many answers nobody has asked for yet.
    pub fn remaining(&self) -> usize {
        lock(&self.0).answers.len()
    }
}

impl Transport for Replay {
    fn send(&self, request: Request<Body>) -> ResponseFuture {
        let state = Arc::clone(&self.0);
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let request = Request::from_parts(head, collect(body, usize::MAX).await?);
            let mut state = lock(&state);
            let answer = state.answers.pop_front();
            let sent = state.requests.len();
            let result = match &answer {
                None => Err(format!("there is no answer to replay for request {}", sent + 1)),
                Some(Answer { request: Some(expected), .. }) => compare(expected, &request),
                Some(_) => Ok(()),
            };
            state.requests.push(request);
            result.map_err(BoxError::from)?;
            let response = answer.map(|answer| answer.response).unwrap_or_default();
            Ok(response.map(Body::from))
        })
    }
}

fn compare(expected: &Request<Bytes>, found: &Request<Bytes>) -> Result<(), String> {
    let show = |request: &Request<Bytes>| {
        format!("{} {} {}", request.method(), request.uri(), String::from_utf8_lossy(request.body()))
    };
    let (expected, found) = (show(expected), show(found));
    if expected == found {
        Ok(())
    } else {
        Err(format!("the request differs: `{expected}` was recorded, not `{found}`"))
    }
}
