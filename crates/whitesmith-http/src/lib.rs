//! HTTP for Whitesmith, both sides: codecs, HTTP bindings and protocols, driven by schemas.
//!
//! - [`protocol`]: what a protocol is; [`rest_json`] is one
//! - [`binding`]: which member travels where
//! - [`json`]: the JSON of bodies
//! - [`text`]: scalars as the text of headers, queries and labels
//! - [`uri`]: URI patterns, percent-encoding, queries and host prefixes
//! - [`body`]: bodies, in memory or piece by piece
//! - [`event_stream`]: events, framed
//! - [`violation`]: broken constraints of the model
//! - [`media_type`], [`request_id`]: what their names say

pub mod binding;
pub mod body;
pub mod error;
pub mod event_stream;
pub mod json;
pub mod media_type;
pub mod protocol;
pub mod request_id;
pub mod rest_json;
pub mod text;
pub mod uri;
pub mod violation;

pub use body::Body;
pub use error::{Missing, ReadError, WriteError};
pub use protocol::{ClientProtocol, ServerProtocol};
pub use violation::Violation;
pub use whitesmith::Strictness;
