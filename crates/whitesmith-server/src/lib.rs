//! Servers for Whitesmith.
//!
//! A generated server crate says which operations a service has ([`Dispatch`]); everything else is here, once:
//! a [`Server`] is a tower service that routes a request, reads and checks it, calls the handler, and writes what
//! it says. No code here is compiled once an operation but the shell in [`Handler::new`].

pub mod auth;
mod constraints;
mod deadline;
#[cfg(feature = "gzip")]
mod decompression;
mod dispatch;
mod exchange;
mod handler;
mod health;
mod incoming;
mod limits;
mod observe;
mod panic;
mod patterns;
pub mod router;
#[cfg(feature = "serve")]
pub mod serve;
mod server;
mod services;
mod settings;
mod table;

pub use dispatch::Dispatch;
pub use handler::Handler;
pub use health::Health;
pub use limits::OperationLimits;
pub use observe::{Finished, Observer, ResponseError};
pub use server::{ResponseFuture, Server};
pub use services::Services;

#[cfg(feature = "serve")]
pub use serve::{Connections, serve};

// Generated code names these through this crate, so that it needs no dependency of its own.
pub use whitesmith;
pub use whitesmith_http as http;
