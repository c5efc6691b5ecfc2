//! Enums of strings and of integers.

use quote::quote;

use super::file::{File, docs, docs_of, ident};
use super::glue;
use crate::plan::EnumPlan;

/// Writes an enum into a file.
pub(super) fn add(file: &mut File, plan: &EnumPlan) {
    let (name, documentation) = (ident(&plan.name), docs(&plan.docs));
    let variants = plan.variants.iter().map(|variant| {
        let (name, documentation) = (ident(&variant.name), docs_of(&variant.docs, variant.deprecation.as_ref()));
        quote!(#documentation #name,)
    });
    let unknown = if plan.of_integers { quote!(i32) } else { quote!(String) };
    file.items(&quote! {
        #documentation
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #[doc = " A value that the model does not know."]
            Unknown(#unknown),
        }
    });
    file.text(glue::enumeration(plan));
}
