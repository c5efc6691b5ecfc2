//! What loading and validating say of small models, one a file of `tests/cases`, each with an `.events` file beside it.
//!
//! An event is a line as `whitesmith validate` prints it: `[SEVERITY] shape: message | id line:column`, with the hint
//! below it. With `WHITESMITH_BLESS=1` in the environment the files are written instead; look at the difference.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use whitesmith_smithy::Loader;

#[test]
fn events() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let bless = std::env::var_os("WHITESMITH_BLESS").is_some();
    let (mut count, mut failures) = (0, String::new());
    for model in models(&folder) {
        let expected_path = model.with_extension("events");
        let found = events_of(&model);
        if bless {
            fs::write(&expected_path, &found).unwrap();
        }
        let expected = fs::read_to_string(&expected_path).unwrap_or_default();
        if expected != found {
            let name = model.strip_prefix(&folder).unwrap_or(&model).display();
            let _ = writeln!(failures, "{name}\n--- expected\n{expected}--- found\n{found}");
        }
        count += 1;
    }
    assert!(count > 0, "no cases in {}", folder.display());
    assert!(failures.is_empty(), "{failures}");
}

/// Every model below a folder, sorted.
fn models(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "smithy" || extension == "json") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn events_of(model: &Path) -> String {
    let name = model.file_name().unwrap();
    let mut loader = Loader::new();
    loader.add_source(name, fs::read_to_string(model).unwrap());
    let validated = loader.assemble().validate();
    let mut lines: Vec<String> = Vec::new();
    for event in &validated.events {
        let shape = event.shape.map_or("-".to_owned(), |shape| shape.to_string());
        let mut line = format!("[{}] {shape}: {} | {}", event.severity, event.message.replace('\n', "\\n"), event.id);
        if let Some((_, at)) = validated.sources.locate(event.span) {
            let _ = write!(line, " {}:{}", at.line, at.column);
        }
        if let Some(hint) = &event.hint {
            let _ = write!(line, "\n    {hint}");
        }
        lines.push(line + "\n");
    }
    lines.sort();
    lines.concat()
}
