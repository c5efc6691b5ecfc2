//! Servers for Whitesmith.
//!
//! A generated server crate says which operations a service has ([`Dispatch`]); everything else is here, once:
//! a [`Server`] is a tower service that routes a request, reads and checks it, calls the handler, and writes what
//! it says. No code here is compiled once an operation but the shell in [`Handler::new`].

pub mod auth;
mod constraints;
#[cfg(feature = "gzip")]
mod decompression;
mod dispatch;
mod exchange;
mod handler;
mod incoming;
mod limits;
mod panic;
pub mod router;
#[cfg(feature = "serve")]
mod serve;
mod server;

pub use dispatch::Dispatch;
pub use handler::Handler;
pub use server::{ResponseFuture, Server};

#[cfg(feature = "serve")]
pub use serve::PeerAddr;

// Generated code names these through this crate, so that it needs no dependency of its own.
pub use whitesmith;
pub use whitesmith_http as http;
