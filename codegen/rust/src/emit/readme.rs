//! `README.md` of the three crates.

use super::SourceFile;
use super::file::notice;
use crate::plan::{OperationPlan, Plan};

/// Of the types crate.
pub(super) fn types(plan: &Plan) -> SourceFile {
    let operations: String = plan.operations.iter().map(row).collect();
    readme(
        plan,
        &plan.crate_name,
        &format!(
            "Types, errors and the service trait of {}, shared by its client and its server.\n\n\
             | operation | method | HTTP |\n|---|---|---|\n{operations}",
            plan.service.title
        ),
    )
}

fn row(operation: &OperationPlan) -> String {
    let route = operation.route.as_deref().map_or_else(String::new, |route| format!("`{route}`"));
    format!("| {} | `{}` | {route} |\n", operation.name, operation.method)
}

/// Of the client crate.
pub(super) fn client(plan: &Plan) -> SourceFile {
    let module = plan.crate_name.replace('-', "_");
    let body = format!(
        "A client of {}.\n\n```rust,ignore\nlet client = {module}_client::Client::builder().endpoint(\"http://127.0.0.1:8080\").build()?;\n{}```\n",
        plan.service.title,
        plan.operations.first().map_or_else(String::new, |operation| {
            format!(
                "let output = client.{}({module}::operation::{}::new(…)).await?;\n",
                operation.method, operation.input.name
            )
        }),
    );
    readme(plan, &format!("{}-client", plan.crate_name), &body)
}

/// Of the server crate.
pub(super) fn server(plan: &Plan) -> SourceFile {
    let module = plan.crate_name.replace('-', "_");
    let named =
        plan.service.auth.iter().chain(plan.operations.iter().flat_map(|operation| operation.auth.iter().flatten()));
    let (authenticate, hint) = if named.count() == 0 {
        ("", "")
    } else {
        (
            ".authenticate(…)",
            "\nThe model names authentication schemes, so nobody is let in without `authenticate`: see \
             `whitesmith_server::auth`.\n`without_authentication` lets everybody in.\n",
        )
    };
    let body = format!(
        "A server of {}.\n\n```rust,ignore\nstruct MyService;\n\nimpl {module}::{} for MyService {{\n    // the operations you implement\n}}\n\n\
         let listener = tokio::net::TcpListener::bind(\"127.0.0.1:8080\").await?;\n{module}_server::Server::new(MyService){authenticate}.serve(listener).await;\n```\n{hint}",
        plan.service.title, plan.service.name
    );
    readme(plan, &format!("{}-server", plan.crate_name), &body)
}

fn readme(plan: &Plan, name: &str, body: &str) -> SourceFile {
    SourceFile { path: "README.md".into(), content: format!("<!-- {} -->\n# {name}\n\n{body}", notice(plan)) }
}
