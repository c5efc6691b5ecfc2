//! The validators, one a file, and the table of them.
//!
//! To add one: write `some_trait.rs` with a `pub(super) static RULE: Rule`, and a line here. Rules of one
//! phase run in the order of the table; the order shows only in events of the same place.

use super::rule::Rule;

mod cors_trait;

/// Every validator of Smithy itself.
static CORE: &[&Rule] = &[&cors_trait::RULE];

/// The tables, one a module of the standard: add `&aws::RULES` and the like here.
pub(super) static TABLES: &[&[&Rule]] = &[CORE];
