//! The commands, one a module.

mod ast;
mod codegen;
mod format;
mod idl;
mod select;
mod test;
mod validate;

use std::process::ExitCode;

use crate::failure::Failure;
use crate::output::Output;

/// What to do.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Checks models against the rules of Smithy, and says what is wrong with them.
    Validate(validate::Arguments),
    /// Prints a model as JSON AST.
    Ast(ast::Arguments),
    /// Prints a model in IDL.
    Idl(idl::Arguments),
    /// Prints the shapes that a selector matches.
    Select(select::Arguments),
    /// Lays models in IDL out in the community's way.
    Format(format::Arguments),
    /// Generates the types, client and server crates of a service.
    Codegen(codegen::Arguments),
    /// Runs the protocol tests that a model carries against the client and server generated from it.
    Test(test::Arguments),
}

impl Command {
    pub(crate) fn run(&self, output: &mut Output) -> Result<ExitCode, Failure> {
        match self {
            Self::Validate(arguments) => arguments.run(output),
            Self::Ast(arguments) => arguments.run(output),
            Self::Idl(arguments) => arguments.run(output),
            Self::Select(arguments) => arguments.run(output),
            Self::Format(arguments) => arguments.run(output),
            Self::Codegen(arguments) => arguments.run(output),
            Self::Test(arguments) => arguments.run(output),
        }
    }
}
