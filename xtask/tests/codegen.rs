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

/// What is said of a model, where `/` stands for the folder it is in; and that nothing else comes of it.
fn check(model: &str, service: &str, out: &str, expected: &str) {
    let folder = tempfile::tempdir().unwrap();
    let output = codegen(folder.path(), model, service, out);
    let said = String::from_utf8_lossy(&output.stderr).replace(&folder.path().display().to_string(), "");
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(said.trim_end(), expected.trim_matches('\n'), "expected:\n{expected}\nfound:\n{said}");
    assert!(output.stdout.is_empty(), "{output:?}");
    assert_eq!(files(folder.path()).len(), 1, "only the model itself: {:?}", files(folder.path()));
}

#[test]
fn a_bad_model_is_one_diagnostic() {
    check(
        &GOOD.replace("operation Greet {", "operation Greet"),
        "example#Greeter",
        "out",
        r"
error[Model]: Syntax error at line 7, column 17: Expected LBRACE('{') but found IDENTIFIER('input')
 --> /main.smithy:7:17
  |
7 | operation Greet input := { @required name: String } }
  |                 ^^^^^
",
    );
    check(
        &GOOD.replace("@required", "@requried"),
        "example#Greeter",
        "out",
        r"
error[Model.UnresolvedTrait]: Unable to resolve trait `example#requried`. If this is a custom trait, then it must be defined before it can be used in a model.
 --> /main.smithy:7:30
  |
7 | operation Greet { input := { @requried name: String } }
  |                              ^^^^^^^^^
  |
  = shape: example#GreetInput$name
  = help: did you mean `required`?
",
    );
    check(
        &GOOD.replace("name: String", "name: Strnig"),
        "example#Greeter",
        "out",
        r"
error[Target.UnresolvedShape]: member shape targets an unresolved shape `example#Strnig`
 --> /main.smithy:7:46
  |
7 | operation Greet { input := { @required name: Strnig } }
  |                                              ^^^^^^
  |
  = shape: example#GreetInput$name
  = help: did you mean `String`?
",
    );
    check(
        GOOD,
        "example#Greter",
        "out",
        "error: the model has no service `example#Greter`; did you mean `example#Greeter`?",
    );
    check(
        GOOD,
        "example#Weather",
        "out",
        "error: the model has no service `example#Weather`; it has `example#Greeter`",
    );
    check(GOOD, "example#Greet", "out", "error: `example#Greet` is an operation, not a service");
    check(GOOD, "example#Greeter", "main.smithy/out", "error: /main.smithy is a file, and should be a folder");
}

#[test]
fn a_model_that_is_not_there_is_one_diagnostic() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["codegen", "--service", "a#B", "--model", "/nowhere/main.smithy", "--out", "/nowhere/out"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.starts_with("error: cannot read the model: /nowhere/main.smithy: "), "{said}");
}
