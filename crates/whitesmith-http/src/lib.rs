//! HTTP for Whitesmith, both sides: codecs, HTTP bindings and protocols, driven by schemas.
//!
//! - [`binding`]: which member travels where
//! - [`text`]: scalars as the text of headers, queries and labels
//! - [`uri`]: URI patterns, percent-encoding, queries and host prefixes
//! - [`body`]: bodies, in memory or piece by piece
//! - [`media_type`], [`request_id`]: what their names say

pub mod binding;
pub mod body;
pub mod error;
pub mod media_type;
pub mod request_id;
pub mod text;
pub mod uri;

pub use body::Body;
pub use error::{Missing, ReadError, Strictness, WriteError};
