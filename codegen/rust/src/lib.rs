//! Turns a Smithy model into Rust source.
//!
//! [`plan()`] decides everything: which shapes, which names, which types, what is boxed, how documentation reads.
//! [`emit()`] writes the plan down; it sees no Smithy shape, looks nothing up and decides nothing. Both are pure:
//! the same model and settings give the same bytes, on every machine.

pub mod emit;
pub mod plan;
pub mod settings;

pub use emit::{GeneratedCrate, SourceFile, emit, protocol_tests};
pub use plan::{Plan, PlanError, plan};
pub use settings::{Runtime, Settings, SettingsError};
