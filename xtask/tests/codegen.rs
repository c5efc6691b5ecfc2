//! `cargo xtask codegen` with input that is wrong: one clear diagnostic, exit status 1, and nothing written.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const GOOD: &str = r#"$version: "2"
namespace example
use aws.protocols#restJson1
@restJson1
service Greeter { version: "1", operations: [Greet] }
@http(method: "POST", uri: "/greet")
operation Greet { input := { @required name: String } }
"#;

/// Runs `codegen` on a model; `out` is relative to the folder that holds it.
fn codegen(folder: &Path, model: &str, service: &str, out: &str) -> Output {
    let path = folder.join("main.smithy");
    fs::write(&path, model).unwrap();
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("codegen")
        .args(["--service", service, "--module", "greeter"])
        .arg("--model")
        .arg(&path)
        .arg("--out")
        .arg(folder.join(out))
        .output()
        .unwrap()
}

/// What is in a folder, however deep.
fn files(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path.display().to_string()) }
    }
    found
}

#[test]
fn a_good_model_is_generated() {
    let folder = tempfile::tempdir().unwrap();
    let output = codegen(folder.path(), GOOD, "example#Greeter", "out");
    assert!(output.status.success(), "{output:?}");
    assert!(folder.path().join("out/greeter/src/operation/greet.rs").is_file());
    assert!(folder.path().join("out/greeter-client/Cargo.toml").is_file());
}

#[test]
fn a_bad_model_is_one_diagnostic() {
    for (model, service, out, expected) in [
        (GOOD.replace("operation Greet {", "operation Greet"), "example#Greeter", "out", "main.smithy:7:"),
        (GOOD.replace("@required", "@requried"), "example#Greeter", "out", "requried"),
        (GOOD.replace("name: String", "name: Strnig"), "example#Greeter", "out", "Strnig"),
        (GOOD.into(), "example#Greter", "out", "the model has no service `example#Greter`; it has `example#Greeter`"),
        (GOOD.into(), "example#Greet", "out", "is an operation, not a service"),
        (GOOD.into(), "example#Greeter", "main.smithy/out", "Not a directory"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let output = codegen(folder.path(), &model, service, out);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(expected), "expected {expected:?} in:\n{said}");
        assert!(!said.contains("panicked"), "{said}");
        assert_eq!(files(folder.path()).len(), 1, "only the model itself: {:?}", files(folder.path()));
    }
}
