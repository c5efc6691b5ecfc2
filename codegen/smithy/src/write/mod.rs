//! Writing models: as JSON AST and as IDL.

pub mod ast;
pub mod idl;
pub mod json;
pub(crate) mod text;
