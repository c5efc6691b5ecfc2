//! What was said.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Request, Response};
use whitesmith_http::Body;
use whitesmith_http::body::collect;

use super::lock;
use crate::transport::{ResponseFuture, Transport};

/// A request and its response, both whole.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// What was sent.
    pub request: Request<Bytes>,
    /// What came back.
    pub response: Response<Bytes>,
}

/// A transport that keeps everything another one carries, with bodies read whole. A clone is the same transport.
///
/// What it keeps can be played again by [`Replay::of`](super::Replay::of). Requests that had no response are not kept.
#[derive(Debug)]
pub struct Recorder<T> {
    transport: Arc<T>,
    exchanges: Arc<Mutex<Vec<Exchange>>>,
}

impl<T: Transport> Recorder<T> {
    /// Records what `transport` carries.
    pub fn new(transport: T) -> Self {
        Self { transport: Arc::new(transport), exchanges: Arc::default() }
    }

    /// All that was carried so far, in the order of the responses.
    pub fn exchanges(&self) -> Vec<Exchange> {
        lock(&self.exchanges).clone()
    }
}

impl<T> Clone for Recorder<T> {
    fn clone(&self) -> Self {
        Self { transport: Arc::clone(&self.transport), exchanges: Arc::clone(&self.exchanges) }
    }
}

impl<T: Transport> Transport for Recorder<T> {
    fn send(&self, request: Request<Body>) -> ResponseFuture {
        let (transport, exchanges) = (Arc::clone(&self.transport), Arc::clone(&self.exchanges));
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = collect(body, usize::MAX).await?;
            let request = Request::from_parts(head.clone(), body.clone());
            let response = transport.send(Request::from_parts(head, body.into())).await?;
            let (head, body) = response.into_parts();
            let response = Response::from_parts(head, collect(body, usize::MAX).await?);
            lock(&exchanges).push(Exchange { request, response: response.clone() });
            Ok(response.map(Body::from))
        })
    }
}
