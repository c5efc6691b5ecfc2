//! Scalars as the text of headers, queries and labels.

pub mod list;
pub mod scalar;

pub use scalar::{InvalidText, Location};
