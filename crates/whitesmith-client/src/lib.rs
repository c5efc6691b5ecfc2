//! Clients for Whitesmith.
//!
//! A generated client wraps a [`Client`], and hands every call to [`Client::call`]. That shell is all that is
//! compiled once an operation; what it calls works on schemas and on values looked at by reference.
//!
//! What carries a request is a [`Transport`]: the network, or a server in the same process.

mod attempt;
pub mod auth;
mod builder;
mod call;
#[cfg(any(feature = "checksum", feature = "md5"))]
mod checksum;
mod client;
#[cfg(feature = "gzip")]
mod compression;
#[cfg(feature = "customizations")]
mod customization;
mod endpoint;
#[cfg(feature = "hyper")]
mod hyper;
mod idempotency;
mod implement;
mod interceptor;
mod options;
mod pages;
mod retry;
mod stall;
pub mod testing;
pub mod time;
pub mod transport;
#[cfg(feature = "waiters")]
pub mod wait;

pub use builder::{BuildError, Builder};
#[cfg(feature = "checksum")]
pub use checksum::Checksums;
pub use client::Client;
#[cfg(feature = "hyper")]
pub use hyper::{HyperTransport, HyperTransportBuilder, Proxies};
pub use interceptor::{Call, Interceptor, Outcome};
pub use options::CallOptions;
pub use pages::Pages;
pub use retry::Retries;
pub use time::{Random, Time};
pub use transport::Transport;

// Generated code names these through this crate, so that it needs no dependency of its own.
#[cfg(feature = "tls")]
pub use rustls;
pub use whitesmith;
pub use whitesmith_http as http;
