//! Runs the protocol tests of a Smithy model against the client and the server generated from it.
//!
//! A model carries tests as traits: `@httpRequestTests`, `@httpResponseTests`, `@httpMalformedRequestTests` and
//! `@eventStreamTests`. This crate runs them through the real code paths: a generated client over a transport that
//! keeps what it is given, and a generated server called as the tower service that it is.
//!
//! What differs between services is only which operations there are, so a runner is a small program: per service
//! an implementation that hands every call to a [`Probe`], and a [`Suite`] that lists the operations. Whitesmith
//! writes that program (`whitesmith test`, `cargo xtask conformance protocol`); it hands its suites to [`main`].

#![warn(missing_docs)]

pub mod body;
pub mod case;
mod client;
mod event_stream;
pub mod expand;
pub mod fill;
pub mod http;
mod operation;
mod probe;
pub mod report;
mod runner;
mod runs;
mod sample;
mod server;
pub mod show;
mod stream;
mod suite;
pub mod value;

pub use probe::Probe;
pub use runner::main;
pub use suite::{AnySuite, Suite};
