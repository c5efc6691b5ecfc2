//! Structures: the type, its constructor, and its members for the runtime.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{File, docs, docs_of, ident, tokens};
use super::glue;
use crate::plan::{Constructor, StructurePlan};

/// What a structure is, beside its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flavor {
    Plain,
    /// With the metadata of the response that carried it.
    Error,
}

/// Writes a structure into a file.
pub(super) fn add(file: &mut File, plan: &StructurePlan, flavor: Flavor) {
    file.items(&definition(plan, flavor));
    file.text(glue::structure(plan, flavor == Flavor::Error));
}

fn definition(plan: &StructurePlan, flavor: Flavor) -> TokenStream {
    let (name, documentation) = (ident(&plan.name), docs(&plan.docs));
    let derives = plan.derives.iter().map(|derive| ident(derive));
    let derive = (!plan.derives.is_empty()).then(|| quote!(#[derive(#(#derives),*)]));
    let fields = plan.fields.iter().map(|field| {
        let documentation = docs_of(&field.docs, field.deprecation.as_ref());
        let (name, rust_type) = (ident(&field.name), tokens(&field.rust_type));
        quote!(#documentation pub #name: #rust_type,)
    });
    let metadata = (flavor == Flavor::Error).then(|| quote!(metadata: whitesmith::ErrorMetadata,));
    let constructor = constructor(plan, flavor);
    quote! {
        #documentation
        #derive
        #[non_exhaustive]
        pub struct #name { #(#fields)* #metadata }
        #constructor
    }
}

fn constructor(plan: &StructurePlan, flavor: Flavor) -> TokenStream {
    let name = ident(&plan.name);
    match &plan.constructor {
        Constructor::Derived => quote!(),
        Constructor::Defaults => quote! {
            impl Default for #name {
                fn default() -> Self {
                    whitesmith::shape::Blank::blank()
                }
            }
        },
        Constructor::New(arguments) => {
            let field = |index: usize| plan.fields.get(index).map(|field| ident(&field.name));
            let parameters = arguments.iter().map(|argument| {
                let (name, rust_type) = (field(argument.field), tokens(&argument.rust_type));
                quote!(#name: #rust_type)
            });
            let values = arguments.iter().map(|argument| {
                let (name, value) = (field(argument.field), tokens(&argument.value));
                let short = name.as_ref().is_some_and(|name| *name == argument.value);
                if short { quote!(#name) } else { quote!(#name: #value) }
            });
            let rest = rest(plan, &arguments.iter().map(|argument| argument.field).collect::<Vec<_>>(), flavor);
            quote! {
                impl #name {
                    #[doc = " With the members that are required."]
                    pub fn new(#(#parameters),*) -> Self {
                        Self { #(#values,)* #rest }
                    }
                }
            }
        }
        Constructor::Literal { name: literal, fields } => {
            let literal = ident(literal);
            let required: Vec<_> = fields.iter().filter_map(|index| plan.fields.get(*index)).collect();
            let members = required.iter().map(|field| {
                let (name, documentation, rust_type) =
                    (ident(&field.name), docs(&field.docs), tokens(&field.rust_type));
                quote!(#documentation pub #name: #rust_type,)
            });
            let values = required.iter().map(|field| {
                let name = ident(&field.name);
                quote!(#name: required.#name)
            });
            let rest = rest(plan, fields, flavor);
            let (about, how) = (
                format!(" The required members of [`{}`].", plan.name),
                format!(" With the members that are required: `{}::new({} {{ … }})`.", plan.name, literal),
            );
            let derives = plan.derives.iter().filter(|derive| **derive == "Clone").map(|derive| ident(derive));
            quote! {
                impl #name {
                    #[doc = #how]
                    pub fn new(required: #literal) -> Self {
                        Self { #(#values,)* #rest }
                    }
                }
                #[doc = #about]
                #(#[derive(#derives)])*
                pub struct #literal { #(#members)* }
            }
        }
    }
}

/// The members that a constructor does not take.
fn rest(plan: &StructurePlan, taken: &[usize], flavor: Flavor) -> TokenStream {
    let complete = taken.len() == plan.fields.len() && flavor == Flavor::Plain;
    if complete { quote!() } else { quote!(..whitesmith::shape::Blank::blank()) }
}
