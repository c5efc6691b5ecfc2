//! The glue between a generated type and its schema.
//!
//! Generated code writes every type out, so that it reads, documents and navigates like hand-written code, and
//! hands its members to one of these macros. What they expand to is a schema and a table of members: no logic.

mod enums;
mod operation_error;
mod schemas;
mod serde;
mod structure;
mod union;
