//! The rules, as sessions of calls: `CALL => ANSWER`, a line each, in `lifecycle/*.txt`.

mod support;

use std::path::{Path, PathBuf};

use securityhub_local::LocalHub;
use securityhub_local::limits::Limits;
use securityhub_local::storage::Storage;
use securityhub_local::storage::sqlite::Sqlite;
use support::Session;

fn sessions() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lifecycle");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// Makes the calls of a file; returns what went differently.
async fn check(file: &Path, storage: Box<dyn Storage>) -> Vec<String> {
    let hub = LocalHub::new(storage, Limits { rate: None, ..Limits::default() }).unwrap();
    let mut session = Session::new(&hub);
    let mut wrong = Vec::new();
    let text = std::fs::read_to_string(file).unwrap();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let place = format!("{}:{}", file.display(), number + 1);
        let (call, expected) = line.split_once("=>").unwrap_or_else(|| panic!("{place}: no =>"));
        let got = session.call(call.trim()).await;
        if got != expected.trim() {
            wrong.push(format!("{place}: {}\n  expected {}\n  got      {got}", call.trim(), expected.trim()));
        }
    }
    wrong
}

#[tokio::test]
async fn sessions_in_memory() {
    let mut wrong = Vec::new();
    for file in sessions() {
        wrong.extend(check(&file, Box::new(Sqlite::in_memory().unwrap())).await);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn sessions_in_a_file() {
    let mut wrong = Vec::new();
    for file in sessions() {
        let folder = tempfile::tempdir().unwrap();
        wrong.extend(check(&file, Box::new(Sqlite::open(&folder.path().join("hub.db")).unwrap())).await);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
