//! What the trait of a service is called.

use whitesmith_codegen::{Settings, emit, plan};
use whitesmith_smithy::Loader;

#[track_caller]
fn check(service: &str, expected: &str) {
    let mut loader = Loader::new();
    loader.add_source("main.smithy", format!("$version: \"2\"\nnamespace a\nservice {service} {{}}\n"));
    let valid = loader.assemble().validate().model.unwrap();
    let settings =
        Settings::from_json(serde_json::json!({ "service": format!("a#{service}"), "module": "s" })).unwrap();
    let crates = emit(&plan(&valid, &settings).unwrap());
    let root = crates[0].files.iter().find(|file| file.path == "src/lib.rs").unwrap();
    assert!(root.content.contains(&format!("pub use service::{{{expected}, SERVICE}};")), "{}", root.content);
}

#[test]
fn names() {
    check("Weather", "Weather");
    check("weather", "Weather");
    // What Rust has, and what stands beside it.
    check("Iterator", "IteratorShape");
    check("Request", "RequestShape");
    check("OperationError", "OperationErrorShape");
    check("With", "WithShape");
    check("Document", "DocumentShape");
    check("Error", "ErrorShape");
    check("ErrorKind", "ErrorKindShape");
    check("Timestamp", "TimestampShape");
    check("UnknownMember", "UnknownMemberShape");
    // What nobody's interface names.
    check("Operation", "Operation");
}
