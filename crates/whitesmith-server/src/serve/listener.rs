//! Where connections come from.

use std::future::{Future, Ready, ready};
use std::io;

use http::Extensions;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use whitesmith::Peer;

/// What connections come from: a TCP or Unix socket, or either with TLS.
pub trait Listener: Send + 'static {
    /// A connection.
    type Connection: AsyncRead + AsyncWrite + Unpin + Send + 'static;
    /// What makes a connection of what was accepted, off the loop that accepts.
    type Handshake: Future<Output = io::Result<Self::Connection>> + Send + 'static;

    /// The next connection, and who is at its other end. Dropping the future loses nothing.
    fn accept(&mut self) -> impl Future<Output = io::Result<(Self::Handshake, Peer)>> + Send;

    /// What is known of a connection beside its peer: it is put into the extensions of each of its requests.
    fn extensions(connection: &Self::Connection) -> Extensions {
        let _ = connection;
        Extensions::new()
    }
}

impl Listener for TcpListener {
    type Connection = TcpStream;
    type Handshake = Ready<io::Result<TcpStream>>;

    async fn accept(&mut self) -> io::Result<(Self::Handshake, Peer)> {
        let (stream, address) = Self::accept(self).await?;
        // Responses are written whole; waiting for more only delays them.
        let _ = stream.set_nodelay(true);
        Ok((ready(Ok(stream)), Peer::Tcp(address)))
    }
}

#[cfg(unix)]
impl Listener for tokio::net::UnixListener {
    type Connection = tokio::net::UnixStream;
    type Handshake = Ready<io::Result<tokio::net::UnixStream>>;

    async fn accept(&mut self) -> io::Result<(Self::Handshake, Peer)> {
        let (stream, _) = Self::accept(self).await?;
        let peer = stream.peer_cred()?;
        Ok((ready(Ok(stream)), Peer::unix(peer.pid(), peer.uid(), peer.gid())))
    }
}
