//! Generates Whitesmith crates into a folder.
//!
//! The stages before this one are pure; this crate does the reading and the writing, for the `whitesmith` binary,
//! for `cargo xtask codegen`, and for build scripts.

pub mod project;
pub mod sync;
