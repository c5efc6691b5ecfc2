//! Generates Whitesmith crates into a folder.
//!
//! The stages before this one are pure; this crate does the reading and the writing, for the `whitesmith` binary,
//! for `cargo xtask codegen`, and for build scripts.
//!
//! In a build script:
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use std::path::Path;
//! use whitesmith_build::{Mode, Project, generate};
//!
//! println!("cargo::rerun-if-changed=model");
//! let project = Project::read(Path::new("model"))?;
//! generate(&project, Path::new("generated"), Mode::Write)?;
//! # Ok(())
//! # }
//! ```

mod generate;
pub mod project;
pub mod protocol_tests;
mod runtime;
pub mod sync;

pub use whitesmith_codegen::Runtime;

pub use generate::{CrateSummary, Failure, Generation, Mode, generate};
pub use project::{Project, ProjectError};
pub use runtime::runtime_in;
