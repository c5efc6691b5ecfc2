//! URIs: the patterns of `@http`, their labels and queries, host prefixes, and what is signed of them.
//!
//! A [`Pattern`] is what a server matches requests against. A client needs no parsed pattern: it
//! [expands](expand::path) the text in one pass.

pub mod encode;
pub mod expand;
pub mod host;
pub mod path;
pub mod pattern;
pub mod query;

pub use pattern::{Pattern, Segment};
