//! Waiters: methods of the client, and the data that the runtime waits by.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::SourceFile;
use super::file::{File, docs_of, ident, tokens};
use crate::plan::{OperationPlan, Plan, WaiterPlan};

/// Whether there are any.
pub(super) fn exist(plan: &Plan) -> bool {
    plan.operations.iter().any(|operation| !operation.waiters.is_empty())
}

/// `src/waiters.rs` of the client crate, if there are any.
pub(super) fn file(plan: &Plan) -> Option<SourceFile> {
    if !exist(plan) {
        return None;
    }
    let mut file = File::new(plan, "src/waiters.rs".into());
    file.describe(&["What the waiters of [`Client`](crate::Client) wait for.".into()]);
    file.text("use whitesmith_client::wait;\n".into());
    let waiters = plan.operations.iter().flat_map(|operation| &operation.waiters).map(schema);
    file.items(&quote!(#(#waiters)*));
    Some(file.finish())
}

fn schema(waiter: &WaiterPlan) -> TokenStream {
    let (schema, name) = (ident(&waiter.schema), &waiter.name);
    let acceptors = waiter.acceptors.iter().map(|acceptor| tokens(acceptor));
    let (min, max) = delays(waiter);
    quote! {
        pub(crate) static #schema: wait::Waiter =
            wait::Waiter::new(#name, &[#(#acceptors),*]).delays(#min, #max);
    }
}

fn delays(waiter: &WaiterPlan) -> (Literal, Literal) {
    let (min, max) = waiter.delays;
    (Literal::i64_unsuffixed(min), Literal::i64_unsuffixed(max))
}

/// The client's methods for the waiters of an operation.
pub(super) fn methods(operation: &OperationPlan) -> TokenStream {
    operation.waiters.iter().map(|waiter| method(operation, waiter)).collect()
}

fn method(operation: &OperationPlan, waiter: &WaiterPlan) -> TokenStream {
    let (min, max) = waiter.delays;
    let seconds = if min == max { format!("{min}") } else { format!("{min} to {max}") };
    let mut lines = waiter.docs.clone();
    lines.push(String::new());
    lines.push(format!("Calls [`{0}`](Self::{0}) with {seconds} seconds in between,", operation.method));
    lines.push("until an answer decides or `max_wait` is over.".into());
    let documentation = docs_of(&lines, waiter.deprecation.as_ref());
    let (method, schema) = (ident(&waiter.method), ident(&waiter.schema));
    let (name, input) = (ident(&operation.name), ident(&operation.input.name));
    quote! {
        #documentation
        pub async fn #method(
            &self,
            request: impl Into<Request<operation::#input>>,
            max_wait: Duration,
        ) -> Result<Waited<operation::#name>, WaitError<operation::#name>> {
            self.0.wait(&waiters::#schema, request.into(), max_wait).await
        }
    }
}
