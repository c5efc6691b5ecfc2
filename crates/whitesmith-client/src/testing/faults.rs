//! Failures on purpose.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use whitesmith::ByteStream;
use whitesmith::error::BoxError;
use whitesmith::stream::ByteSource;
use whitesmith_http::Body;

use super::lock;
use crate::transport::{ResponseFuture, Transport};

/// What goes wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// Nothing: it is carried as it should be.
    None,
    /// The connection breaks before there is a response. The server never sees the request.
    Reset,
    /// There is never a response. The server never sees the request.
    Silence,
    /// A response of this status without a body, from nobody in particular. The server never sees the request.
    Status(StatusCode),
    /// The response breaks off after so many bytes of its body.
    Truncate(usize),
    /// The response stalls after so many bytes of its body.
    Stall(usize),
}

/// A transport that fails as it is told, and then carries everything like the one inside. A clone is the same
/// transport.
///
/// ```
/// use whitesmith_client::testing::{Fault, Faults, Replay};
///
/// let inner = Replay::new([http::Response::new("{}")]);
/// let transport = Faults::new(inner, [Fault::Reset, Fault::Status(http::StatusCode::BAD_GATEWAY)]);
/// // The third attempt succeeds.
/// ```
#[derive(Debug)]
pub struct Faults<T> {
    transport: Arc<T>,
    faults: Arc<Mutex<VecDeque<Fault>>>,
}

impl<T: Transport> Faults<T> {
    /// Fails the first requests by these faults, one each.
    pub fn new(transport: T, faults: impl IntoIterator<Item = Fault>) -> Self {
        Self { transport: Arc::new(transport), faults: Arc::new(Mutex::new(faults.into_iter().collect())) }
    }

    /// Adds a fault for a later request.
    pub fn push(&self, fault: Fault) {
        lock(&self.faults).push_back(fault);
    }
}

impl<T> Clone for Faults<T> {
    fn clone(&self) -> Self {
        Self { transport: Arc::clone(&self.transport), faults: Arc::clone(&self.faults) }
    }
}

impl<T: Transport> Transport for Faults<T> {
    fn send(&self, request: Request<Body>) -> ResponseFuture {
        let fault = lock(&self.faults).pop_front().unwrap_or(Fault::None);
        let transport = Arc::clone(&self.transport);
        Box::pin(async move {
            let (bytes, stalls) = match fault {
                Fault::None => return transport.send(request).await,
                Fault::Reset => return Err(io::Error::from(io::ErrorKind::ConnectionReset).into()),
                Fault::Silence => return std::future::pending().await,
                Fault::Status(status) => {
                    let mut response = Response::new(Body::empty());
                    *response.status_mut() = status;
                    return Ok(response);
                }
                Fault::Truncate(bytes) => (bytes, false),
                Fault::Stall(bytes) => (bytes, true),
            };
            let response = transport.send(request).await?;
            Ok(response
                .map(|body| ByteStream::from_source(Cut { body: body.into_stream(), left: bytes, stalls }).into()))
        })
    }
}

/// A body that does not come whole.
struct Cut {
    body: ByteStream,
    left: usize,
    stalls: bool,
}

impl ByteSource for Cut {
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        if self.left == 0 {
            let broken = || Poll::Ready(Some(Err(io::Error::from(io::ErrorKind::UnexpectedEof).into())));
            return if self.stalls { Poll::Pending } else { broken() };
        }
        self.body.poll_next(cx).map_ok(|mut piece| {
            piece.truncate(self.left);
            self.left -= piece.len();
            piece
        })
    }

    fn remaining(&self) -> Option<u64> {
        self.body.remaining()
    }
}
