//! Writes a plan down as source files.
//!
//! Nothing is looked up or decided here. Items go through `quote` and `prettyplease`; uses of the runtime's macros,
//! which no formatter touches, and the schemas of operations are laid out by `glue`.

mod client;
mod enums;
mod errors;
mod file;
mod glue;
mod layout;
mod manifest;
mod modules;
mod operation;
mod protocol_tests;
mod readme;
mod server;
mod service;
mod structure;
mod union;
mod waiters;

use crate::plan::{Plan, TypePlan};
use file::File;

pub use protocol_tests::protocol_tests;

/// A file to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path below the crate's folder, with `/`.
    pub path: String,
    /// The whole content.
    pub content: String,
}

/// A crate to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedCrate {
    /// Its name, and that of its folder.
    pub name: String,
    /// Its files, by path.
    pub files: Vec<SourceFile>,
}

/// The types, client and server crates of a plan.
pub fn emit(plan: &Plan) -> Vec<GeneratedCrate> {
    vec![types_crate(plan), client::client_crate(plan), server::server_crate(plan)]
}

fn types_crate(plan: &Plan) -> GeneratedCrate {
    let mut files = vec![
        manifest::types(plan),
        manifest::rustfmt(plan),
        readme::types(plan),
        modules::root(plan),
        service::file(plan),
        modules::operations(plan),
        modules::types(plan),
        modules::errors(plan),
        glue::schemas_file(plan),
    ];
    files.extend(plan.operations.iter().map(|operation| operation::file(plan, operation)));
    files.extend(plan.errors.iter().map(|error| {
        let mut file = File::new(plan, format!("src/error/{}.rs", error.module));
        structure::add(&mut file, error, structure::Flavor::Error);
        file.finish()
    }));
    files.extend(plan.types.iter().map(|planned| {
        let module = planned.module();
        let mut file = File::new(plan, format!("src/types/{module}.rs"));
        match planned {
            TypePlan::Structure(structure) => structure::add(&mut file, structure, structure::Flavor::Plain),
            TypePlan::Union(union) => union::add(&mut file, union),
            TypePlan::Enum(plan) => enums::add(&mut file, plan),
        }
        file.finish()
    }));
    assemble(plan.crate_name.clone(), files)
}

fn assemble(name: String, mut files: Vec<SourceFile>) -> GeneratedCrate {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    GeneratedCrate { name, files }
}

impl TypePlan {
    fn module(&self) -> &str {
        match self {
            Self::Structure(plan) => &plan.module,
            Self::Union(plan) => &plan.module,
            Self::Enum(plan) => &plan.module,
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Structure(plan) => &plan.name,
            Self::Union(plan) => &plan.name,
            Self::Enum(plan) => &plan.name,
        }
    }
}
