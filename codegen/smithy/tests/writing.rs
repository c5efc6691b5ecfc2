//! What is written loads as the same model: in IDL and in the JSON AST.

use std::path::{Path, PathBuf};

use whitesmith_smithy::{Loader, Model, Severity, write};

/// Assembles sources; what is wrong with the model is no concern here.
fn assemble(sources: impl IntoIterator<Item = (String, String)>) -> Model {
    let mut loader = Loader::new();
    for (name, text) in sources {
        loader.add_source(name, text);
    }
    loader.assemble().model
}

/// What differs, shape by shape; nothing when the models are equal. Definitions that come with the toolchain are loaded
/// where somebody mentions their namespace, and make no difference.
fn differences(expected: &Model, found: &Model) -> Vec<String> {
    let own = |model: &Model| model.shapes().filter(|shape| !model.is_builtin(shape.id)).count();
    let mut out = Vec::new();
    for shape in expected.shapes().filter(|shape| !expected.is_builtin(shape.id)) {
        if found.shape(shape.id) != Some(shape) {
            out.push(format!("{shape:?}\n  became {:?}", found.shape(shape.id)));
        }
    }
    if own(expected) != own(found) {
        out.push(format!("{} shapes became {}", own(expected), own(found)));
    }
    if expected.metadata() != found.metadata() {
        out.push("metadata".into());
    }
    out
}

/// What is wrong with the two texts of a model.
fn problems(name: &str, model: &Model) -> Vec<String> {
    let files = write::idl::to_files(model).into_iter().map(|file| (file.name, file.text));
    let idl = differences(model, &assemble(files));
    let ast = write::json::pretty(&write::ast::to_node(model));
    let ast = differences(model, &assemble([("model.json".to_owned(), ast)]));
    let said = |syntax, found: Vec<String>| found.into_iter().map(move |what| format!("{name} as {syntax}: {what}"));
    said("IDL", idl).chain(said("AST", ast)).collect()
}

/// The same for the model in a file or a folder, if it loads without an error.
fn problems_of_path(path: &Path) -> Vec<String> {
    let mut loader = Loader::new();
    loader.add_path(path).unwrap();
    let assembly = loader.assemble();
    if assembly.events.iter().any(|event| event.severity == Severity::Error) {
        return Vec::new();
    }
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let is_v2 = path.is_dir() || ["$version: \"2", "\"smithy\": \"2"].iter().any(|version| text.contains(version));
    let model = if is_v2 {
        assembly.model
    } else {
        // What is left of 1.0, boxes and sets, goes when it is written.
        assemble(write::idl::to_files(&assembly.model).into_iter().map(|file| (file.name, file.text)))
    };
    problems(&path.display().to_string(), &model)
}

fn none(problems: &[String]) {
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn our_models() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for path in ["model/securityhub", "model/kitchensink", "docs/first-model.smithy"] {
        none(&problems_of_path(&root.join(path)));
    }
}

/// Every model file below a folder outside of the repository.
fn check_all(folder: &str, at_least: usize) {
    let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(folder)];
    if !folders[0].is_dir() {
        eprintln!("not run: there is no folder ../shared/{folder}");
        return;
    }
    let (mut count, mut problems) = (0, Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "smithy" || ending == "json") {
                problems.extend(problems_of_path(&path));
                count += 1;
            }
        }
    }
    assert!(count >= at_least, "{count}");
    none(&problems);
}

#[test]
fn aws_models() {
    check_all("models/aws", 20);
}

#[test]
fn official_cases() {
    check_all("conformance", 500);
}

#[test]
fn corners() {
    for (name, text) in [
        ("line ends in documentation", r#"@documentation("a\r\nb\u0001\t/// \"\"\"") string A"#),
        ("empty documentation", r#"@documentation("") string A"#),
        ("blank lines in documentation", r#"@documentation("\n\n a\n") string A"#),
        ("names of the prelude", "string String\nstructure A { a: String, b: smithy.api#String }"),
        (
            "a shape called true",
            "@trait @idRef(selector: \"*\") string ref\nstring true\n@ref(true) string A\n@ref(example#true) string B",
        ),
        (
            "ids that lead nowhere",
            "@trait @idRef(selector: \"*\", failWhenMissing: false) string ref\n@ref(\"example#No\") string A",
        ),
        (
            "elision",
            "@mixin structure M { a: String }\nresource R { identifiers: { b: String } }\nstructure A for R with [M] { @required $a\n @required $b }",
        ),
        (
            "inlined with apply",
            "@mixin structure M { a: String }\noperation O { input := with [M] {} }\napply OInput$a @required",
        ),
        ("output with the name of an input", "operation O { input: OInput }\nstructure OInput {}"),
        (
            "traits of every kind",
            "@trait document doc\n@trait list l { member: Integer }\n@trait structure s { a: String }\n@trait boolean b\n\
            @doc({}) @l([]) @s @b(true) string A\n@doc(null) @l([1]) @s(a: \"\\n\") string B",
        ),
        ("keys", "@externalDocumentation(\"a b\": \"http://x\", \"\": \"http://y\", c: \"http://z\") string A"),
        ("defaults", "structure A { a: Integer = null\n b: Document = {a: [1.50]}\n c: Big = 1e400 }\nbigDecimal Big"),
        ("enums", "enum E { A, B = \"b\"\n C = \"C\" }\nintEnum I { A = 1\n B = -2\n }"),
        ("sets", "@uniqueItems list L { member: String }"),
    ] {
        let model = assemble([("a.smithy".into(), format!("$version: \"2\"\nnamespace example\n{text}\n"))]);
        assert!(model.shapes().any(|shape| shape.id.namespace() == "example"), "{name}");
        none(&problems(name, &model));
    }
}
