//! Writing models: as JSON AST and as IDL.

pub mod ast;
pub mod json;
