//! The server crate.

use quote::quote;

use super::file::{File, ident};
use super::{GeneratedCrate, assemble, glue, manifest, readme};
use crate::plan::Plan;

pub(super) fn server_crate(plan: &Plan) -> GeneratedCrate {
    let name = format!("{}-server", plan.crate_name);
    assemble(name, vec![manifest::server(plan), manifest::rustfmt(plan), readme::server(plan), root(plan)])
}

fn root(plan: &Plan) -> super::SourceFile {
    let types = ident(&plan.crate_name.replace('-', "_"));
    let trait_name = ident(&plan.service.name);
    let mut file = File::new(plan, "src/lib.rs".into());
    file.describe(&[
        format!("A server of {}.", plan.service.title),
        String::new(),
        format!(
            "Implement [`{types}::{trait_name}`], and give that to [`Server::new`](whitesmith_server::Server::new)."
        ),
    ]);
    let about = format!(
        " A server of {}: a `tower` service over whatever implements [`{types}::{trait_name}`].",
        plan.service.title
    );
    file.text(format!("use {types}::operation;\n"));
    file.text("pub use whitesmith_server;\n".into());
    file.items(&quote! {
        #[doc = #about]
        pub type Server<S> = whitesmith_server::Server<Routes<S>>;

        #[doc = " Which operation of a service answers which request."]
        #[derive(Debug)]
        pub struct Routes<S>(std::marker::PhantomData<S>);
    });
    let head = format!("Routes: {types}::{trait_name} = {types}::SERVICE");
    file.text(glue::service_table("whitesmith_server::dispatch!", &head, plan));
    file.finish()
}
