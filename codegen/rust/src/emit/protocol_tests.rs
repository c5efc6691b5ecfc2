//! The crate that lets a service's protocol tests run: its operations, as `whitesmith-protocol-tests` wants them.

use quote::quote;

use super::file::{File, ident, tokens};
use super::{GeneratedCrate, assemble, manifest};
use crate::plan::Plan;

/// A crate whose `suite()` is the service's client and server under test. It stands beside the other three.
pub fn protocol_tests(plan: &Plan) -> GeneratedCrate {
    let name = format!("{}-protocol-tests", plan.crate_name);
    assemble(name, vec![manifest::protocol_tests(plan), root(plan)])
}

fn root(plan: &Plan) -> super::SourceFile {
    let module = plan.crate_name.replace('-', "_");
    let [types, client, server] = ["", "_client", "_server"].map(|suffix| ident(&format!("{module}{suffix}")));
    let trait_name = ident(&plan.service.name);
    let mut file = File::new(plan, "src/lib.rs".into());
    file.describe(&[format!("The client and the server of {}, to be tested.", plan.service.title)]);
    let answers = plan.operations.iter().map(|operation| {
        let (method, name) = (ident(&operation.method), ident(&operation.name));
        let path = |name: &str| tokens(&format!("{types}::operation::{name}"));
        let (input, output, error) =
            (path(&operation.input.name), path(&operation.output.name), path(&operation.error_name));
        quote! {
            async fn #method(&self, request: whitesmith::Request<#input>) -> Result<#output, #error> {
                self.0.answer::<#types::operation::#name>(request).await
            }
        }
    });
    let calls = plan.operations.iter().map(|operation| {
        let (method, name) = (ident(&operation.method), ident(&operation.name));
        quote! {
            .operation::<#types::operation::#name, _, _>(
                |client, request| async move { #types::#trait_name::#method(&client, request).await },
            )
        }
    });
    let deprecated = plan.operations.iter().any(|operation| operation.deprecation.is_some());
    let deprecated =
        deprecated.then(|| quote!(#[expect(deprecated, reason = "deprecated operations have tests, too")]));
    file.items(&quote! {
        #[doc = " Hands every call to the probe."]
        struct Probed(whitesmith_protocol_tests::Probe);

        impl #types::#trait_name for Probed {
            #(#answers)*
        }

        #[doc = " Every operation of the service."]
        #deprecated
        pub fn suite() -> Box<dyn whitesmith_protocol_tests::AnySuite> {
            let suite = whitesmith_protocol_tests::Suite::<#client::Client>::new(
                |probe| #server::Server::new(Probed(probe)).without_authentication(),
            ) #(#calls)*;
            Box::new(suite)
        }
    });
    file.finish()
}
