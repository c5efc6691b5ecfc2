//! `README.md` of the three crates.

use super::SourceFile;
use super::file::notice;
use crate::plan::{Authenticator, Call, Feature, FeaturePlan, OperationPlan, Plan};

/// Of the types crate.
pub(super) fn types(plan: &Plan) -> SourceFile {
    let module = module(plan);
    let with = plan.example.with.as_ref().map_or_else(String::new, |(input, value)| {
        let input = format!("use {module}::With;\nuse {module}::operation::{input};\n\nlet input = {value};");
        format!(" with the trait `With`:\n\n```rust\n{input}\n```\n")
    });
    let with = if with.is_empty() { " with the trait `With`.\n".into() } else { with };
    let operations: String = plan.operations.iter().map(row).collect();
    readme(
        plan,
        &plan.crate_name,
        &format!(
            "Types, errors and the service trait of {}, shared by its client and its server.\n\n\
             Members that are required are arguments of `new`; the others are public fields, to be set{with}\n\
             With the feature `serde` every type implements `Serialize` and `Deserialize`, by the names of the model.\n\n\
             | operation | method | HTTP |\n|---|---|---|\n{operations}",
            plan.service.title
        ),
    )
}

fn row(operation: &OperationPlan) -> String {
    let route = operation.route.as_deref().map_or_else(String::new, |route| format!("`{route}`"));
    format!("| {} | `{}` | {route} |\n", operation.name, operation.method)
}

/// What the types crate is called in code.
fn module(plan: &Plan) -> String {
    plan.crate_name.replace('-', "_")
}

/// Of the client crate.
pub(super) fn client(plan: &Plan) -> SourceFile {
    let module = module(plan);
    let (import, call) = plan.example.call.as_ref().map_or_else(
        || (String::new(), "    println!(\"{client:?}\");\n".into()),
        |Call { method, input, value }| {
            let call = format!("    let output = client.{method}({value}).await?;\n    println!(\"{{output:?}}\");\n");
            (format!("use {module}::operation::{input};\n"), call)
        },
    );
    let signs = plan.client.offered.iter().any(|feature| feature.name == "sigv4");
    let at_aws = if plan.service.regional && signs { at_aws(&module) } else { String::new() };
    let body = format!(
        "A client of {}.\n\n\
         ```rust\n{import}use {module}_client::Client;\n\n\
         #[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
         let client = Client::builder().endpoint(\"http://127.0.0.1:8080\").build()?;\n{call}    Ok(())\n}}\n```\n\n\
         A program that does this depends on this crate, on `{}`, and on tokio\nwith the features `macros` and `rt-multi-thread`.\n{at_aws}\n{}",
        plan.service.title,
        plan.crate_name,
        features(&plan.client),
    );
    readme(plan, &format!("{}-client", plan.crate_name), &body)
}

/// How a client reaches the service at AWS.
fn at_aws(module: &str) -> String {
    format!(
        "\nAt AWS, the service is where a Region says, and wants to know who calls. That takes the feature `tls`:\n\n\
         ```rust\nuse {module}_client::auth::credentials::Chain;\nuse {module}_client::{{BuildError, Client}};\n\n\
         fn client() -> Result<Client, BuildError> {{\n    \
         // Credentials of the environment, or of the profile in `~/.aws`.\n    \
         Client::builder().region(\"us-east-1\").credentials(Chain::default()).build()\n}}\n```\n"
    )
}

/// Of the server crate.
pub(super) fn server(plan: &Plan) -> SourceFile {
    let module = module(plan);
    let named =
        plan.service.auth.iter().chain(plan.operations.iter().flat_map(|operation| operation.auth.iter().flatten()));
    let (imports, access, hint) = match plan.example.authenticator {
        Some(Authenticator { imports, value, .. }) => {
            let runtime = format!("{module}_server::whitesmith_server");
            let imports = format!("use {runtime}::auth::{imports};\nuse {runtime}::whitesmith::Identity;\n");
            (imports, format!("\n        .authenticate({})", value.replace('\n', "\n    ")), AUTHENTICATED)
        }
        None if named.count() == 0 => (String::new(), String::new(), ""),
        None => (String::new(), "\n        .without_authentication()".into(), UNAUTHENTICATED),
    };
    let listen = if access.is_empty() { ".serve(listener)" } else { "\n        .serve(listener)\n        " };
    let listen = format!("{listen}.await;");
    let operations =
        if plan.require_all_operations { "// every operation" } else { "// the operations that you implement" };
    let body = format!(
        "A server of {}.\n\n\
         ```rust\nuse {module}_server::Server;\n{imports}\n\
         struct MyService;\n\nimpl {module}::{} for MyService {{\n    {operations}\n}}\n\n\
         #[tokio::main]\nasync fn main() -> std::io::Result<()> {{\n    \
         let listener = tokio::net::TcpListener::bind(\"127.0.0.1:8080\").await?;\n    \
         Server::new(MyService){access}{listen}\n    Ok(())\n}}\n```\n\n\
         A program that does this depends on this crate, on `{}`, and on tokio\nwith the features `macros`, `net` and `rt-multi-thread`.\n{hint}\n{}",
        plan.service.title,
        plan.service.name,
        plan.crate_name,
        features(&plan.server),
    );
    readme(plan, &format!("{}-server", plan.crate_name), &body)
}

const AUTHENTICATED: &str = "\nThe model names authentication schemes, so nobody is let in without `authenticate`.\n\
                             `without_authentication` lets everybody in.\n";

const UNAUTHENTICATED: &str = "\nThe model names authentication schemes, so nobody is let in without `authenticate`, which \
                               takes an `Authenticator`\nof yours; `without_authentication` lets everybody in.\n";

/// The features of the crate of client or server.
fn features(plan: &FeaturePlan) -> String {
    let rows = plan.offered.iter().map(|Feature { name, default, about }| {
        let default = if *default { "yes" } else { "" };
        format!("| `{name}` | {default} | {about} |\n")
    });
    format!("| feature | default | what |\n|---|---|---|\n{}", rows.collect::<String>())
}

fn readme(plan: &Plan, name: &str, body: &str) -> SourceFile {
    SourceFile { path: "README.md".into(), content: format!("<!-- {} -->\n# {name}\n\n{body}", notice(plan)) }
}
