//! An operation: its schema, input, output and errors, in one file.

use proc_macro2::TokenStream;
use quote::quote;

use super::SourceFile;
use super::errors;
use super::file::{File, docs, ident, tokens};
use super::service::auth_scheme;
use super::structure::{self, Flavor};
use crate::plan::{OperationPlan, Plan};

pub(super) fn file(plan: &Plan, operation: &OperationPlan) -> SourceFile {
    let mut file = File::new(plan, format!("src/operation/{}.rs", operation.module));
    file.items(&definition(operation));
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
    let (name, id) = (ident(&plan.name), &plan.id);
    let (input, output, error) = (ident(&plan.input.name), ident(&plan.output.name), ident(&plan.error_name));
    let (input_schema, output_schema) = (ident(&plan.input.schema), ident(&plan.output.schema));
    let http = plan.http.iter().map(|(method, uri, status)| {
        let status = proc_macro2::Literal::u16_unsuffixed(*status);
        quote!(.http(#method, #uri, #status))
    });
    let errors = plan.errors.iter().map(|error| {
        let schema = tokens(&error.schema);
        quote!(&#schema)
    });
    let errors = (!plan.errors.is_empty()).then(|| quote!(.errors(&[#(#errors),*])));
    let auth = plan.auth.iter().map(|schemes| {
        let schemes = schemes.iter().map(|written| auth_scheme(written));
        quote!(.auth(&[#(#schemes),*]))
    });
    let traits = plan.traits.iter().map(|written| tokens(&format!("whitesmith::operation::OperationTrait::{written}")));
    let traits = (!plan.traits.is_empty()).then(|| quote!(.with(&[#(#traits),*])));
    quote! {
        #documentation
        pub struct #name;

        impl whitesmith::Operation for #name {
            type Input = #input;
            type Output = #output;
            type Error = #error;
            const SCHEMA: &'static whitesmith::OperationSchema = &SCHEMA;
        }

        // Only a static may refer to other statics from within a slice.
        static SCHEMA: whitesmith::OperationSchema =
            whitesmith::OperationSchema::new(#id, &#input_schema, &#output_schema) #(#http)* #errors #(#auth)* #traits;
    }
}
