//! The service trait, and the schema of the service.

use proc_macro2::TokenStream;
use quote::quote;

use super::SourceFile;
use super::file::{File, docs, docs_of, ident, tokens};
use crate::plan::{OperationPlan, Plan};

pub(super) fn file(plan: &Plan) -> SourceFile {
    let mut file = File::new(plan, "src/service.rs".into());
    let service = &plan.service;
    let name = ident(&service.name);
    let mut lines = service.docs.clone();
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(
        [
            "The generated client implements this trait, and so does whatever a generated server serves: code that is",
            "written against it works with either, or with a mock.",
        ]
        .map(String::from),
    );
    if !plan.require_all_operations {
        lines.extend(["", "An operation that is left out answers that it is not implemented (501)."].map(String::from));
    }
    let documentation = docs(&lines);
    let methods = plan.operations.iter().map(|operation| method(plan, operation));
    let (id, version, protocols) = (&service.id, &service.api_version, &service.protocols);
    let auth = service.auth.iter().map(|written| tokens(&format!("whitesmith::AuthScheme::{written}")));
    let traits =
        service.traits.iter().map(|written| tokens(&format!("whitesmith::operation::ServiceTrait::{written}")));
    let about = format!(" The schema of {}.", service.title);
    file.items(&quote!(
        use crate::operation;
    ));
    file.items(&quote! {
        #documentation
        pub trait #name: Send + Sync + 'static {
            #(#methods)*
        }

        #[doc = #about]
        pub static SERVICE: whitesmith::ServiceSchema = whitesmith::ServiceSchema {
            id: #id,
            version: #version,
            protocols: &[#(#protocols),*],
            auth: &[#(#auth),*],
            traits: &[#(#traits),*],
        };
    });
    file.finish()
}

fn method(plan: &Plan, operation: &OperationPlan) -> TokenStream {
    let documentation = docs_of(&operation.summary, operation.deprecation.as_ref());
    let (method, name) = (ident(&operation.method), ident(&operation.name));
    let (input, output, error) = paths(operation);
    let body = if plan.require_all_operations {
        quote!(;)
    } else {
        quote!({
            whitesmith::operation::not_implemented::<operation::#name>(request)
        })
    };
    quote! {
        #documentation
        fn #method(
            &self,
            request: whitesmith::Request<#input>,
        ) -> impl Future<Output = Result<#output, #error>> + Send #body
    }
}

/// The paths of an operation's input, output and error within the types crate.
fn paths(operation: &OperationPlan) -> (TokenStream, TokenStream, TokenStream) {
    let path = |name: &str| tokens(&format!("operation::{name}"));
    (path(&operation.input.name), path(&operation.output.name), path(&operation.error_name))
}
