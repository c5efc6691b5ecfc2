//! A workspace below `target/bench` that a benchmark generates, builds and runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::workspace;

/// The folder, with everything in it already written.
pub(super) struct Scratch {
    folder: PathBuf,
}

impl Scratch {
    /// A workspace of these crates. A file is its path below the folder, and its content.
    pub(super) fn new(name: &str, members: &[&str], files: &[(String, String)]) -> Result<Self, String> {
        let folder = workspace::root().join("target/bench").join(name);
        let members: String = members.iter().map(|member| format!("    {member:?},\n")).collect();
        let manifest =
            format!("[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n\n[profile.release]\ndebug = false\n");
        write(&folder.join("Cargo.toml"), &manifest)?;
        for (path, content) in files {
            write(&folder.join(path), content)?;
        }
        // Dependencies are those of the repository; what only a peer needs is added by cargo.
        let lock = folder.join("Cargo.lock");
        if !lock.exists() {
            fs::copy(workspace::root().join("Cargo.lock"), &lock)
                .map_err(|error| format!("{}: {error}", lock.display()))?;
        }
        Ok(Self { folder })
    }

    /// A cargo command in it, the same in every environment.
    pub(super) fn cargo(&self, subcommand: &str, arguments: &[&str]) -> Command {
        let mut command = workspace::cargo();
        command
            .args([subcommand, "--quiet"])
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS");
        command
    }
}

/// Writes a file if its content is another one, so that cargo builds only what changed.
fn write(path: &Path, content: &str) -> Result<(), String> {
    if fs::read_to_string(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, content))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}
