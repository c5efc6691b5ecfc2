//! The error enum of an operation.

use std::fmt::Write as _;

use quote::quote;

use super::file::{File, docs, ident, tokens};
use crate::plan::OperationPlan;

/// Writes the error enum of an operation into a file.
pub(super) fn add(file: &mut File, plan: &OperationPlan) {
    let name = ident(&plan.error_name);
    let about = format!(" Why [`{}`] failed.", plan.name);
    let variants = plan.errors.iter().map(|error| {
        let (name, documentation, path) = (ident(&error.name), docs(&error.docs), tokens(&error.path));
        quote!(#documentation #name(#path),)
    });
    file.items(&quote! {
        #[doc = #about]
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #[doc = " Anything else: transport, timeout, an error that the model does not know."]
            Other(whitesmith::Error),
        }
    });
    let mut glue = format!("whitesmith::operation_error! {{\n    {} {{", plan.error_name);
    if !plan.errors.is_empty() {
        glue.push('\n');
        for (index, error) in plan.errors.iter().enumerate() {
            let _ = writeln!(glue, "        {index} {},", error.name);
        }
        glue.push_str("    ");
    }
    glue.push_str("}\n}\n");
    file.text(glue);
}
