//! The rules, as sessions of calls: `CALL => ANSWER`, a line each, in `lifecycle/*.txt`.

mod support;

use std::path::{Path, PathBuf};

use securityhub_local::LocalHub;
use securityhub_local::limits::Limits;
use support::Session;
use support::place::Place;

fn sessions() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lifecycle");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// Makes the calls of a file; returns what went differently.
async fn check(file: &Path, hub: &LocalHub) -> Vec<String> {
    let mut session = Session::new(hub);
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

/// Makes the calls of every file, each on a database of its own.
fn check_all(place: impl Fn() -> Option<Place>) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut wrong = Vec::new();
    for file in sessions() {
        let Some(place) = place() else { return };
        let hub = LocalHub::new(place.open(), Limits { rate: None, ..Limits::default() }).unwrap();
        wrong.extend(runtime.block_on(check(&file, &hub)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sqlite_in_memory() {
    check_all(|| Some(Place::Memory));
}

#[test]
fn sqlite_in_a_file() {
    check_all(|| Some(Place::file()));
}

#[test]
#[cfg(feature = "postgres")]
fn postgres() {
    check_all(Place::postgres);
}
