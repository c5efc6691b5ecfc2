//! HTTP for Whitesmith, both sides: codecs, HTTP bindings and protocols, driven by schemas.
//!
//! - [`text`]: scalars as the text of headers, queries and labels
//! - [`uri`]: URI patterns, percent-encoding, queries and host prefixes

pub mod text;
pub mod uri;
