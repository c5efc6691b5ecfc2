//! A project outside of this workspace: a model of its own, generated crates, and a program that uses them.
//!
//! The program is built and run: it serves the service, and calls it with the client.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use whitesmith_build::{Mode, Project, generate};

/// The workspace's root folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Generates a service into a new folder, adds a program to it, and runs that. Returns what the program printed.
///
/// The types crate is called `module`; the program may use the crates `others` of this workspace, too.
fn run(sources: Vec<PathBuf>, service: &str, module: &str, others: &[&str], program: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let crates = root().join("crates");
    let settings = json!({ "service": service, "module": module, "runtime": { "path": crates } });
    generate(&Project { sources, settings, ..Project::default() }, folder.path(), Mode::Write)
        .unwrap_or_else(|failure| panic!("{failure}"));

    let app = folder.path().join("app");
    fs::create_dir_all(app.join("src")).unwrap();
    let mut manifest = String::from(
        "[package]\nname = \"app\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         tokio = { version = \"1\", features = [\"macros\", \"net\", \"rt-multi-thread\"] }\n",
    );
    for ending in ["", "-client", "-server"] {
        manifest.push_str(&format!("{module}{ending} = {{ path = \"../{module}{ending}\" }}\n"));
    }
    for name in others.iter().chain(&["whitesmith"]) {
        manifest.push_str(&format!("{name} = {{ path = {:?} }}\n", crates.join(name).display().to_string()));
    }
    fs::write(app.join("Cargo.toml"), manifest).unwrap();
    fs::write(app.join("src/main.rs"), program).unwrap();
    // The same versions as here, which are on this machine already.
    fs::copy(root().join("Cargo.lock"), app.join("Cargo.lock")).unwrap();

    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["run", "--quiet", "--offline"])
        .current_dir(&app)
        .env("CARGO_TARGET_DIR", root().join("target/outside"))
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_first_model_of_the_readme() {
    let program = r#"
use example::operation::*;
use example::{Request, Weather, With};

struct Thermometer;

impl Weather for Thermometer {
    async fn get_forecast(&self, request: Request<GetForecastInput>) -> Result<GetForecastOutput, GetForecastError> {
        let input = request.into_input();
        match input.city.as_str() {
            "Oslo" => Ok(GetForecastOutput::new(input.days.unwrap_or(0) as f32)),
            city => Err(GetForecastError::NoSuchCity(
                example::error::NoSuchCity::default().with(|error| error.message = Some(format!("no {city}"))),
            )),
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let endpoint = format!("http://{}", listener.local_addr()?);
    tokio::spawn(example_server::Server::new(Thermometer).serve(listener));
    let client = example_client::Client::builder().endpoint(endpoint).build()?;
    println!("{}", client.get_forecast(GetForecastInput::new("Oslo")).await?.celsius);
    match client.get_forecast(GetForecastInput::new("New/York")).await {
        Err(GetForecastError::NoSuchCity(error)) => println!("{error}"),
        other => println!("{other:?}"),
    }
    if let Err(error) = client.report_sighting(ReportSightingInput::new("Oslo", "a bear")).await {
        println!("{error}");
    }
    Ok(())
}
"#;
    let said = run(vec![root().join("docs/first-model.smithy")], "example.weather#Weather", "example", &[], program);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[0], "1", "{said}");
    assert!(lines[1].starts_with("NoSuchCity: no New/York (status 404, request id "), "{said}");
    assert!(lines[2].starts_with("NotImplemented: ") && lines[2].contains("status 501"), "{said}");
}

#[test]
fn the_whole_security_hub() {
    let model = root().join("../shared/models/aws/securityhub.json");
    if !model.is_file() {
        println!("not run: ../shared/models/aws/securityhub.json is absent");
        return;
    }
    let program = r#"
use example::operation::{DeleteInvitationsError, DeleteInvitationsInput, DeleteInvitationsOutput};
use example::types::ResultShape;
use example::{OperationError, Request, SecurityHub, With};

struct Hub;

impl SecurityHub for Hub {
    async fn delete_invitations(
        &self,
        request: Request<DeleteInvitationsInput>,
    ) -> Result<DeleteInvitationsOutput, DeleteInvitationsError> {
        let ids = request.into_input().account_ids;
        if ids.is_empty() {
            let error = example::error::LimitExceededException::default().with(|e| e.message = Some("none".into()));
            return Err(DeleteInvitationsError::LimitExceededException(error));
        }
        let results = ids.into_iter().map(|id| ResultShape::default().with(|result| result.account_id = Some(id)));
        Ok(DeleteInvitationsOutput::default().with(|output| output.unprocessed_accounts = Some(results.collect())))
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let endpoint = format!("http://{}", listener.local_addr()?);
    tokio::spawn(example_server::Server::new(Hub).without_authentication().serve(listener));
    let client = example_client::Client::builder().endpoint(endpoint).build()?;
    println!("{:?}", client.delete_invitations(DeleteInvitationsInput::new(["123456789012"])).await?);
    let error = client.delete_invitations(DeleteInvitationsInput::new([""; 0])).await.unwrap_err();
    println!("{:?}: {:?} {:?}", error.code(), error.message(), error.status());
    Ok(())
}
"#;
    let said = run(vec![model], "com.amazonaws.securityhub#SecurityHubAPIService", "example", &[], program);
    assert_eq!(
        said,
        "DeleteInvitationsResponse { UnprocessedAccounts: [Result { AccountId: \"123456789012\" }] }\n\
         Some(\"LimitExceededException\"): Some(\"none\") Some(429)\n"
    );
}

/// The code blocks of a Markdown text that are in this language.
fn blocks<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let start = format!("```{language}\n");
    text.split(start.as_str()).skip(1).filter_map(|rest| rest.split_once("```")).map(|(block, _)| block).collect()
}

/// A program of these blocks: each compiles as the body of a function, whose name says which one it was.
fn of_blocks(blocks: &[&str]) -> String {
    let mut program = String::from(
        "#![allow(dead_code, unused_variables, reason = \"the blocks are only compiled\")]\n\nfn main() {}\n",
    );
    for (index, block) in blocks.iter().enumerate() {
        program.push_str(&format!(
            "\nasync fn block_{index}() -> Result<(), Box<dyn std::error::Error>> {{\n{block}Ok(())\n}}\n"
        ));
    }
    program
}

#[test]
fn the_readme_is_true() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let models = blocks(&readme, "smithy");
    assert_eq!(models, [fs::read_to_string(root().join("docs/first-model.smithy")).unwrap()], "the first model");
    let rust = blocks(&readme, "rust");
    assert_eq!(rust.len(), 2, "the client, and the first server");
    let model = vec![root().join("docs/first-model.smithy")];
    run(model, "example.weather#Weather", "weather", &["securityhub", "securityhub-client"], &of_blocks(&rust));
}

#[test]
fn the_readmes_of_generated_crates_are_true() {
    let golden = root().join("codegen/rust/tests/golden");
    let texts = ["", "-client", "-server"]
        .map(|ending| fs::read_to_string(golden.join(format!("crates/library{ending}/README.md"))).unwrap());
    let rust: Vec<&str> = texts.iter().flat_map(|text| blocks(text, "rust")).collect();
    assert_eq!(rust.len(), 4, "one of each crate, and the client at AWS");
    run(vec![golden.join("model.smithy")], "example.golden#Library", "library", &[], &of_blocks(&rust));
}

#[test]
fn the_golden_crates_compile_without_a_warning() {
    let model = vec![root().join("codegen/rust/tests/golden/model.smithy")];
    let program = r#"
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use library::operation::{ListBooksError, ListBooksInput, ListBooksOutput};
use library::types::Book;
use library::With;
use library_client::whitesmith_client::testing::ManualTime;
use library_client::whitesmith_client::transport::TowerTransport;

/// One book more at every call.
struct Growing(AtomicI64);

impl library::Library for Growing {
    async fn list_books(&self, _: library::Request<ListBooksInput>) -> Result<ListBooksOutput, ListBooksError> {
        let books = self.0.fetch_add(1, Ordering::Relaxed);
        Ok(ListBooksOutput::default().with(|output| output.books = Some((1..books).map(|_| Book::new("One")).collect())))
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("{}", library::SERVICE.version);
    let server = library_server::Server::new(Growing(AtomicI64::new(-1))).without_authentication();
    let time = ManualTime::new();
    let client = library_client::Client::builder()
        .endpoint("http://library.example")
        .transport(TowerTransport::new(server))
        .time(time.clone())
        .random(|| 0.0)
        .build()?;
    let waited = client.wait_until_has_books(ListBooksInput::default(), Duration::from_secs(60)).await?;
    println!("{waited:?} after {:?}", time.waits());
    Ok(())
}
"#;
    assert_eq!(
        run(model, "example.golden#Library", "library", &[], program),
        "2026-11-24\nListBooksOutput { books: [Book { title: \"One\" }] } after [1s, 1s, 1s]\n"
    );
}

/// Every service that has waiters gets a method for each, and its client compiles without a warning.
#[test]
fn the_waiters_of_real_models() {
    let models = root().join("../shared/models/aws");
    if !models.is_dir() {
        println!("not run: ../shared/models/aws is absent");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let runtime = root().join("crates");
    let mut members = Vec::new();
    let mut paths: Vec<PathBuf> = fs::read_dir(models).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "json")) {
        let model: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let shapes = model["shapes"].as_object().unwrap();
        let waiters = shapes.values().filter_map(|shape| shape["traits"]["smithy.waiters#waitable"].as_object());
        let waiters: usize = waiters.map(serde_json::Map::len).sum();
        let service = shapes.iter().find(|(_, shape)| shape["type"] == "service").map(|(id, _)| id);
        let (Some(service), 1..) = (service, waiters) else { continue };
        let module = format!("aws-{}", path.file_stem().unwrap().to_string_lossy());
        let settings = json!({ "service": service, "module": module, "runtime": { "path": runtime } });
        generate(&Project { sources: vec![path], settings, ..Project::default() }, folder.path(), Mode::Write)
            .unwrap_or_else(|failure| panic!("{failure}"));
        let client = fs::read_to_string(folder.path().join(format!("{module}-client/src/lib.rs"))).unwrap();
        assert_eq!(client.matches("pub async fn wait_until_").count(), waiters, "{module}");
        members.push(format!("{module}-client"));
    }
    assert!(!members.is_empty());
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    fs::copy(root().join("Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["check", "--quiet", "--offline", "--workspace"])
        .current_dir(folder.path())
        .env("CARGO_TARGET_DIR", root().join("target/outside"))
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
