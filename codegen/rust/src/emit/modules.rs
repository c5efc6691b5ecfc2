//! The files that hold modules together.

use super::SourceFile;
use super::file::File;
use crate::plan::{Constructor, Plan, StructurePlan};

/// `src/lib.rs` of the types crate.
pub(super) fn root(plan: &Plan) -> SourceFile {
    let mut file = File::new(plan, "src/lib.rs".into());
    let service = &plan.service;
    file.describe(&[
        format!("{}: its types, its errors, and the trait that is the service.", service.title),
        String::new(),
        format!("- [`{}`]: the service, to call or to implement", service.name),
        "- [`operation`]: every operation with its input, output and error".into(),
        "- [`types`]: structures, unions and enums that they share".into(),
        "- [`error`]: the errors that operations return".into(),
        String::new(),
        "Members that are required are arguments of `new`; the others are public fields, to be set with [`With`]."
            .into(),
    ]);
    file.text(format!(
        "pub mod error;\npub mod operation;\nmod schema;\nmod service;\npub mod types;\n\npub use service::{{{}, SERVICE}};\n\
         {}",
        service.name,
        export("whitesmith", &plan.exports)
    ));
    file.finish()
}

/// `src/operation.rs`.
pub(super) fn operations(plan: &Plan) -> SourceFile {
    let mut modules: Vec<(&str, Vec<&str>)> = Vec::new();
    for operation in &plan.operations {
        let mut names = vec![operation.name.as_str(), &operation.error_name];
        for structure in [&operation.input, &operation.output] {
            names.extend(structure_names(structure));
        }
        modules.push((&operation.module, names));
    }
    module(plan, "operation", "Operations, with their inputs, outputs and errors.", modules)
}

/// `src/types.rs`.
pub(super) fn types(plan: &Plan) -> SourceFile {
    let modules = plan.types.iter().map(|planned| {
        let names = match planned {
            crate::plan::TypePlan::Structure(structure) => structure_names(structure),
            other => vec![other.name()],
        };
        (planned.module(), names)
    });
    module(plan, "types", "Structures, unions and enums that operations share.", modules.collect())
}

/// `src/error.rs`.
pub(super) fn errors(plan: &Plan) -> SourceFile {
    let modules = plan.errors.iter().map(|error| (error.module.as_str(), structure_names(error)));
    module(plan, "error", "The errors that operations return.", modules.collect())
}

fn structure_names(structure: &StructurePlan) -> Vec<&str> {
    let literal = match &structure.constructor {
        Constructor::Literal { name, .. } => Some(name.as_str()),
        _ => None,
    };
    std::iter::once(structure.name.as_str()).chain(literal).collect()
}

/// A module of modules, from which every name is exported.
fn module(plan: &Plan, name: &str, about: &str, mut modules: Vec<(&str, Vec<&str>)>) -> SourceFile {
    let mut file = File::new(plan, format!("src/{name}.rs"));
    file.describe(&[about.into()]);
    modules.sort_unstable();
    let declarations: String = modules.iter().map(|(module, _)| format!("pub(crate) mod {module};\n")).collect();
    let exports: String = modules.iter().map(|(module, names)| export(module, names)).collect();
    if !modules.is_empty() {
        file.text(format!("{declarations}\n{exports}"));
    }
    file.finish()
}

fn export(module: &str, names: &[&str]) -> String {
    if let [name] = names {
        return format!("pub use {module}::{name};\n");
    }
    let mut names = names.to_vec();
    names.sort_unstable();
    let line = format!("pub use {module}::{{{}}};\n", names.join(", "));
    if line.trim_end().len() <= 100 {
        return line;
    }
    // As many names a line as fit, as rustfmt does.
    let mut out = format!("pub use {module}::{{\n");
    let mut row = String::from("   ");
    for name in names {
        if row.len() + name.len() + 2 > 100 {
            out.push_str(&row);
            out.push('\n');
            row = String::from("   ");
        }
        row.push_str(&format!(" {name},"));
    }
    out + &row + "\n};\n"
}
