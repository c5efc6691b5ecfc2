//! What a server knows of a request beside its input: each is an extension of it, with a method to ask for it.

use std::fmt;
use std::net::SocketAddr;

use bytes::Bytes;
use http::HeaderValue;

use crate::identity::Identity;
use crate::request::Request;

/// The other end of the connection that a request came over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Peer {
    /// A TCP connection from this address. Behind a proxy it is the proxy's.
    Tcp(SocketAddr),
    /// A Unix socket, with what the operating system says of the process at its other end.
    #[non_exhaustive]
    Unix {
        /// The number of the process, where the system tells it.
        process: Option<i32>,
        /// The user it runs as.
        user: u32,
        /// The group it runs as.
        group: u32,
    },
}

impl Peer {
    /// The peer of a Unix socket.
    pub fn unix(process: Option<i32>, user: u32, group: u32) -> Self {
        Self::Unix { process, user, group }
    }

    /// The address of a TCP connection.
    pub fn address(&self) -> Option<SocketAddr> {
        match self {
            Self::Tcp(address) => Some(*address),
            Self::Unix { .. } => None,
        }
    }
}

impl fmt::Display for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => address.fmt(f),
            Self::Unix { process: Some(process), user, .. } => write!(f, "unix:{user}/{process}"),
            Self::Unix { process: None, user, .. } => write!(f, "unix:{user}"),
        }
    }
}

/// The id of a request: on the server it is in the log, and on the response.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RequestId(Bytes);

impl RequestId {
    /// The id with this text.
    pub fn new(id: impl Into<String>) -> Self {
        Self(Bytes::from(id.into()))
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        // It was made of a string.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// It as the value of a header, unless it has characters that none may have.
    pub fn to_header(&self) -> Option<HeaderValue> {
        HeaderValue::from_maybe_shared(self.0.clone()).ok()
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl<T> Request<T> {
    /// On a server, who calls. `None` where the operation may be called by nobody in particular and was.
    pub fn identity(&self) -> Option<&Identity> {
        self.extensions().get()
    }

    /// On a server, the other end of the connection; `None` where there is none, as on AWS Lambda.
    pub fn peer(&self) -> Option<Peer> {
        self.extensions().get().copied()
    }

    /// On a server, the id that the request has in the log and on the response.
    pub fn request_id(&self) -> Option<&str> {
        self.extensions().get().map(RequestId::as_str)
    }
}
