//! Unions.

use quote::quote;

use super::file::{File, docs, docs_of, ident, tokens};
use super::glue;
use crate::plan::UnionPlan;

/// Writes a union into a file.
pub(super) fn add(file: &mut File, plan: &UnionPlan) {
    let (name, documentation) = (ident(&plan.name), docs(&plan.docs));
    let variants = plan.variants.iter().map(|variant| {
        let documentation = docs_of(&variant.docs, variant.deprecation.as_ref());
        let (name, rust_type) = (ident(&variant.name), tokens(&variant.rust_type));
        quote!(#documentation #name(#rust_type),)
    });
    file.items(&quote! {
        #documentation
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #[doc = " A member that the model does not know."]
            Unknown(whitesmith::UnknownMember),
        }
    });
    file.text(glue::union(plan));
}
