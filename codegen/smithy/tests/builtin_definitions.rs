//! Our trait definitions agree with the official ones in everything but documentation and layout.
//!
//! Needs the official files, which are not part of this repository.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn smithy_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(smithy_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "smithy") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// What files say by namespace: without comments, blanks and commas, none of which mean anything between tokens.
fn facts(files: &[PathBuf]) -> BTreeMap<String, String> {
    let mut facts: BTreeMap<String, String> = BTreeMap::new();
    for file in files {
        let text = std::fs::read_to_string(file).unwrap();
        let (mut namespace, mut in_text_block) = (None, false);
        for line in text.lines() {
            if !in_text_block && line.trim_start().starts_with("//") {
                continue;
            }
            in_text_block ^= line.matches("\"\"\"").count() % 2 == 1;
            if let Some(name) = line.strip_prefix("namespace ") {
                namespace = Some(name.trim().to_owned());
            } else if let Some(namespace) = &namespace {
                let tokens = line.chars().filter(|c| !c.is_whitespace() && *c != ',');
                facts.entry(namespace.clone()).or_default().extend(tokens);
            }
        }
    }
    facts
}

#[test]
fn definitions_agree() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = here.join("../../../shared/conformance/traits");
    if !folder.is_dir() {
        eprintln!("not run: the official trait definitions are not there ({})", folder.display());
        return;
    }
    let (ours, theirs) = (facts(&smithy_files(&here.join("src/builtin"))), facts(&smithy_files(&folder)));
    assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>());
    for (namespace, ours) in &ours {
        let theirs = &theirs[namespace];
        let same = ours.chars().zip(theirs.chars()).take_while(|(ours, theirs)| ours == theirs).count();
        let around = |text: &str| text.chars().skip(same.saturating_sub(60)).take(120).collect::<String>();
        assert!(ours == theirs, "{namespace}:\nours   …{}…\ntheirs …{}…", around(ours), around(theirs));
    }
}
