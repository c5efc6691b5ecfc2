//! What the documentation refers to exists: links between its pages, and paths of the repository.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The pages: the README, those in `docs`, and the READMEs of crates.
fn pages() -> Vec<PathBuf> {
    let in_folder = |folder: PathBuf| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let docs = in_folder(root().join("docs")).filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let readmes = in_folder(root().join("crates")).map(|folder| folder.join("README.md"));
    let mut pages: Vec<PathBuf> = docs.chain(readmes).filter(|path| path.is_file()).collect();
    pages.push(root().join("README.md"));
    pages.sort();
    pages
}

/// Where the links of a page lead that stay in the repository.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
    targets.filter(|target| !target.contains("://")).map(|target| target.split('#').next().unwrap_or_default())
}

/// What stands in backticks outside of blocks of code and begins with a folder of the repository's top, or with the
/// short name of a crate of the runtime: `client/src/call.rs`.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    let prose = text.split("```").step_by(2);
    let quoted = prose.flat_map(|prose| prose.split('`').skip(1).step_by(2));
    quoted.filter(|quoted| {
        let top = quoted.split('/').next().unwrap_or_default();
        let is_top = ["codegen", "crates", "docs", "model", "xtask"].contains(&top) && quoted.contains('/');
        (is_top || is_short(quoted)) && quoted.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c))
    })
}

/// Whether a path begins with the short name of a crate of the runtime.
fn is_short(path: &str) -> bool {
    ["client/src/", "server/src/", "http/src/"].iter().any(|crate_path| path.starts_with(crate_path))
}

/// The place in the repository that a path in backticks stands for.
fn place(path: &str) -> PathBuf {
    if is_short(path) { root().join(format!("crates/whitesmith-{path}")) } else { root().join(path) }
}

#[test]
fn nothing_leads_nowhere() {
    let (mut checked, mut lost) = (0, String::new());
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        let folder = page.parent().unwrap();
        let links = links(&text).map(|target| (target, folder.join(target)));
        for (target, path) in links.chain(paths(&text).map(|target| (target, place(target)))) {
            checked += 1;
            if !path.exists() {
                lost += &format!("{}: {target}\n", page.display());
            }
        }
    }
    assert!(checked > 50, "only {checked} references were found");
    assert!(lost.is_empty(), "these lead nowhere:\n{lost}");
}
