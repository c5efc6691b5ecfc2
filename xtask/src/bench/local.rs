//! `cargo xtask bench local`: `DeleteInvitations` of securityhub-local with SQLite, against the stub without storage.

use crate::workspace;

pub(crate) fn main() -> Result<(), String> {
    let words = ["run", "--release", "--package", "securityhub-local", "--example", "throughput"];
    let status = workspace::cargo().args(words).current_dir(workspace::root()).status();
    let status = status.map_err(|error| format!("cannot run cargo: {error}"))?;
    if status.success() { Ok(()) } else { Err("the benchmark failed".into()) }
}
