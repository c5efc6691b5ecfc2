//! Writing models: as JSON AST and as IDL.

pub mod ast;
pub mod ast_v1;
pub mod idl;
pub mod json;
pub(crate) mod text;
