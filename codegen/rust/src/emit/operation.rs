//! An operation: its schema, input, output and errors, in one file.

use proc_macro2::TokenStream;
use quote::quote;

use super::SourceFile;
use super::errors;
use super::file::{File, docs, ident};
use super::glue;
use super::structure::{self, Flavor};
use crate::plan::{OperationPlan, Plan};

pub(super) fn file(plan: &Plan, operation: &OperationPlan) -> SourceFile {
    let mut file = File::new(plan, format!("src/operation/{}.rs", operation.module));
    file.items(&definition(operation));
    file.text(format!(
        "// Only a static may refer to other statics from within a slice.\n{}",
        glue::operation_schema(operation)
    ));
    structure::add(&mut file, &operation.input, Flavor::Plain);
    structure::add(&mut file, &operation.output, Flavor::Plain);
    errors::add(&mut file, operation);
    file.finish()
}

fn definition(plan: &OperationPlan) -> TokenStream {
    let mut lines = plan.docs.clone();
    if let Some(route) = &plan.route {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(format!("`{route}`"));
    }
    let documentation = docs(&lines);
    let name = ident(&plan.name);
    let (input, output, error) = (ident(&plan.input.name), ident(&plan.output.name), ident(&plan.error_name));
    quote! {
        #documentation
        pub struct #name;

        impl whitesmith::Operation for #name {
            type Input = #input;
            type Output = #output;
            type Error = #error;
            const SCHEMA: &'static whitesmith::OperationSchema = &SCHEMA;
        }
    }
}
