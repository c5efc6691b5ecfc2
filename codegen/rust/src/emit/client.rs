//! The client crate.

use quote::quote;

use super::file::{File, docs_of, ident};
use super::{GeneratedCrate, assemble, glue, manifest, readme, waiters};
use crate::plan::Plan;

pub(super) fn client_crate(plan: &Plan) -> GeneratedCrate {
    let name = format!("{}-client", plan.crate_name);
    let mut files = vec![manifest::client(plan), manifest::rustfmt(plan), readme::client(plan), root(plan)];
    files.extend(waiters::file(plan));
    assemble(name, files)
}

fn root(plan: &Plan) -> super::SourceFile {
    let types = ident(&plan.crate_name.replace('-', "_"));
    let trait_name = ident(&plan.service.name);
    let mut file = File::new(plan, "src/lib.rs".into());
    file.describe(&[
        format!("A client of {}.", plan.service.title),
        String::new(),
        format!("[`Client`] has a method an operation, and implements [`{types}::{trait_name}`]."),
    ]);
    let waits = waiters::exist(plan);
    if waits {
        file.text("mod waiters;\n".into());
        file.text("use std::time::Duration;\n".into());
    }
    file.text(format!("use {types}::operation;\nuse whitesmith::Request;\n"));
    let mut exports =
        "pub use whitesmith_client::{self, BuildError, Builder, CallOptions, Pages, Retries, auth};\n".to_owned();
    if waits {
        exports.push_str("pub use whitesmith_client::wait::{WaitError, Waited};\n");
    }
    file.text(exports);
    let about = format!(" A client of {}. Cheap to clone.", plan.service.title);
    let place =
        if plan.service.regional { "where the service is, or in which Region of AWS" } else { "where the service is" };
    let needs = format!(" What a client needs to know: {place}. All else has a default.");
    let methods = plan.operations.iter().map(|operation| {
        let deprecation = operation.deprecation.as_ref();
        let documentation = docs_of(&operation.client_summary, deprecation);
        let (method, name) = (ident(&operation.method), ident(&operation.name));
        let (input, output, error) =
            (ident(&operation.input.name), ident(&operation.output.name), ident(&operation.error_name));
        let pages = operation.pages.as_ref().map(|pages| {
            let documentation = format!("The pages of [`{0}`](Self::{0}), one call each.", operation.method);
            let documentation = docs_of(&[documentation], deprecation);
            let pages = ident(pages);
            quote! {
                #documentation
                pub fn #pages(
                    &self,
                    request: impl Into<Request<operation::#input>>,
                ) -> Pages<operation::#name> {
                    self.0.pages(request)
                }
            }
        });
        let waiters = waiters::methods(operation);
        quote! {
            #documentation
            pub async fn #method(
                &self,
                request: impl Into<Request<operation::#input>>,
            ) -> Result<operation::#output, operation::#error> {
                self.0.call::<operation::#name>(request.into()).await
            }

            #pages

            #waiters
        }
    });
    file.items(&quote! {
        #[doc = #about]
        #[derive(Clone, Debug)]
        pub struct Client(whitesmith_client::Client);

        impl Client {
            #[doc = #needs]
            pub fn builder() -> Builder<Self> {
                Builder::new(&#types::SERVICE)
            }

            #(#methods)*
        }
    });
    file.text(glue::service_table("whitesmith_client::implement!", &format!("Client: {types}::{trait_name}"), plan));
    file.items(&quote! {
        impl From<whitesmith_client::Client> for Client {
            fn from(client: whitesmith_client::Client) -> Self {
                Self(client)
            }
        }
    });
    file.finish()
}
