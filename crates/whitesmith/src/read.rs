//! Fills values from the text or bytes of a format, in place.
//!
//! A format says by a [`Source`] what comes next in it. What is the same for all formats is the [`Reader`]'s: members
//! in any order, null, members that are missing, unions, depth, and where in a value something was wrong.

mod reader;
mod scalar;
mod source;
mod structure;
mod union;

pub use reader::{Failure, Included, Reader};
pub use source::{Found, Rejection, Source, find_by, not_a_number};

/// How deep values may lie inside each other, in every format.
pub const MAX_DEPTH: usize = 128;
