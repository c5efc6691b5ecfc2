//! Scalars as the text of headers, queries and labels.

pub mod list;
