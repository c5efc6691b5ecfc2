//! The validators, one a file, and the table of them.
//!
//! To add one: write `some_trait.rs` with a `pub(super) static RULE: Rule`, and a line here. Rules of one
//! phase run in the order of the table; the order shows only in events of the same place.

use super::rule::Rule;

mod cors_trait;
mod default_trait;
mod enum_shape;
mod exclusive_structure_member_trait;
mod resource_cycle;
mod shape_id_conflict;
mod single_operation_binding;
mod single_resource_binding;
mod target;
mod trait_conflict;
mod trait_target;
mod trait_value;

/// Every validator of Smithy itself.
static CORE: &[&Rule] = &[
    &target::RULE,
    &resource_cycle::RULE,
    &enum_shape::RULE,
    &exclusive_structure_member_trait::RULE,
    &trait_target::RULE,
    &trait_value::RULE,
    &trait_conflict::RULE,
    &default_trait::RULE,
    &shape_id_conflict::RULE,
    &single_operation_binding::RULE,
    &single_resource_binding::RULE,
    &cors_trait::RULE,
];

/// The tables, one a module of the standard: add `&aws::RULES` and the like here.
pub(super) static TABLES: &[&[&Rule]] = &[CORE];
