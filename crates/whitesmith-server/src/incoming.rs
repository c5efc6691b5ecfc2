//! The body of a request on its way in.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use whitesmith::error::BoxError;
use whitesmith_http::Body;
use whitesmith_http::body::{CollectError, collect};

use crate::deadline::{Elapsed, within};

/// A body that is still arriving, or has been read because somebody had to see it.
pub(crate) enum Incoming<B> {
    /// Nothing was read.
    Arriving(B),
    /// All was.
    Read(Bytes),
}

impl<B> Incoming<B>
where
    B: http_body::Body<Data: Send, Error: Into<BoxError>> + Send + 'static,
{
    /// Whether there is a body, as far as is known before it is read.
    pub(crate) fn is_present(&self) -> Option<bool> {
        let body = match self {
            Self::Read(bytes) => return Some(!bytes.is_empty()),
            Self::Arriving(body) => body,
        };
        let hint = body.size_hint();
        if body.is_end_stream() || hint.exact() == Some(0) {
            Some(false)
        } else if hint.lower() > 0 {
            Some(true)
        } else {
            None
        }
    }

    /// The body, to be given away.
    pub(crate) fn take(&mut self) -> Self {
        std::mem::replace(self, Self::Read(Bytes::new()))
    }

    /// All of it, if that is not more than `limit` bytes, and is there in time.
    pub(crate) async fn read(&mut self, limit: usize, time: Duration) -> Result<Bytes, CollectError> {
        match self.take() {
            Self::Arriving(body) => match within(Some(time), collect(body, limit)).await {
                Ok(collected) => collected,
                Err(Elapsed) => Err(CollectError::Broken(BodyTooSlow.into())),
            },
            Self::Read(bytes) if bytes.len() > limit => Err(CollectError::TooLarge { limit }),
            Self::Read(bytes) => Ok(bytes),
        }
    }

    /// The body, to be read by somebody else.
    pub(crate) fn into_body(self) -> Body {
        match self {
            Self::Arriving(body) => Body::from_http(body),
            Self::Read(bytes) => bytes.into(),
        }
    }
}

/// The body was not there in time.
#[derive(Debug)]
pub(crate) struct BodyTooSlow;

impl fmt::Display for BodyTooSlow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body did not arrive in time")
    }
}
impl std::error::Error for BodyTooSlow {}
