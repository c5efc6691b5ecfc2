//! The layout of sources: a file of `format` each, with what becomes of it beside it.
//!
//! After a change, `WHITESMITH_BLESS=1 cargo test -p whitesmith-smithy --test format` writes the results anew; read
//! the diff.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use whitesmith_smithy::{Loader, Model, Severity, Sources, format};

fn laid_out(text: &str) -> Option<String> {
    let mut sources = Sources::new();
    let file = sources.add("case.smithy", text).unwrap();
    format::format(file, &sources).ok()
}

fn model(text: &str) -> Option<Model> {
    let mut loader = Loader::new();
    loader.allow_unknown_traits(true).add_source("case.smithy", text);
    let assembly = loader.assemble();
    assembly.events.iter().all(|event| event.severity < Severity::Error).then_some(assembly.model)
}

/// Lays a source out. The result is a fixed point, and the same model.
fn check(text: &str) -> Option<String> {
    let once = laid_out(text)?;
    let twice = laid_out(&once);
    assert_eq!(twice.as_deref(), Some(once.as_str()), "not a fixed point:\n{text}");
    // Spaces at the ends of comments go, from documentation as well.
    let trimmed = text
        .split_inclusive('\n')
        .map(|line| if line.contains("///") { line.trim_end().to_owned() + "\n" } else { line.to_owned() })
        .collect::<String>();
    if let Some(expected) = model(text) {
        let found = model(&once).unwrap_or_default();
        let is_same = is_same(&expected, &found) || model(&trimmed).is_some_and(|expected| is_same(&expected, &found));
        assert!(is_same, "another model:\n{text}\nbecame:\n{once}");
    }
    Some(once)
}

/// Definitions that come with the toolchain are loaded for whoever mentions them, in an unused import as well; they
/// make no difference.
fn is_same(expected: &Model, found: &Model) -> bool {
    let mut own = expected.shapes().filter(|shape| !expected.is_builtin(shape.id));
    own.all(|shape| found.shape(shape.id) == Some(shape)) && found.metadata() == expected.metadata()
}

/// Files below a folder, if there is such a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "smithy") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn golden() {
    let is_expected = |path: &Path| path.to_string_lossy().ends_with(".formatted.smithy");
    let cases = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/format"));
    for case in cases.iter().filter(|path| !is_expected(path)) {
        let found = check(&fs::read_to_string(case).unwrap()).unwrap_or_else(|| panic!("{}", case.display()));
        let path = case.with_extension("formatted.smithy");
        if std::env::var_os("WHITESMITH_BLESS").is_some() {
            fs::write(&path, &found).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap_or_default(), found, "{}", path.display());
    }
}

#[test]
fn our_models_are_laid_out() {
    for path in files(&root().join("model")) {
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(check(&text).as_deref(), Some(text.as_str()), "run `whitesmith format model`: {}", path.display());
    }
}

#[test]
fn official_sources() {
    let folder = root().join("../shared/conformance");
    if !folder.is_dir() {
        eprintln!("not run: there is no folder ../shared/conformance");
    }
    for path in files(&folder) {
        if let Ok(text) = fs::read_to_string(path) {
            check(&text);
        }
    }
}

#[test]
fn wrong_syntax_is_refused() {
    for text in
        ["structure A {}", "$version: \"2\"\nnamespace a\nstructure A {", "namespace a\nstring A string B", "\0"]
    {
        assert_eq!(laid_out(text), None, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 300, ..ProptestConfig::default() })]

    /// Sources with white space, comments and other things in all places.
    #[test]
    fn disturbed(
        seed in 0_usize..3,
        changes in prop::collection::vec((0_usize..2000, 0_usize..8), 0..6),
    ) {
        let cases = ["sections", "shapes", "values"];
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/format/{}.smithy", cases[seed]));
        let mut text = fs::read_to_string(path).unwrap();
        for (at, what) in changes {
            let at = at % (text.len() + 1);
            let what = ["\n", " // c\n", "\n\n// d\n", "\n/// e\n", ",", "\r\n", "é", " /// f\n"][what];
            if text.is_char_boundary(at) {
                text.insert_str(at, what);
            }
        }
        check(&text);
    }
}
