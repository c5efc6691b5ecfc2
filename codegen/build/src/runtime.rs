//! Where generated crates find the runtime crates, when those are in a folder.

use std::io;
use std::path::{Component, Path, PathBuf};

use whitesmith_codegen::{Runtime, Settings};

use crate::generate::Failure;

/// The runtime in `folder`, for crates that are generated into folders below `out`: by a path that starts there, so
/// that both can be moved, or be checked out by somebody else, together.
pub fn runtime_in(folder: &Path, out: &Path) -> io::Result<Runtime> {
    let (folder, out) = (resolved(folder)?, resolved(out)?);
    let path = match relative(&out, &folder) {
        Some(path) if path.is_empty() => "..".into(),
        Some(path) => format!("../{path}"),
        // On another drive.
        None => folder.to_string_lossy().into_owned(),
    };
    Ok(Runtime::Path(path))
}

/// A path to the runtime has to lead there: cargo would complain about every crate that is generated.
pub(crate) fn check(settings: &Settings, out: &Path) -> Result<(), Failure> {
    let Runtime::Path(path) = &settings.runtime else { return Ok(()) };
    let runtime = resolved(&out.join(&settings.module).join(path)).map_err(Failure::Io)?;
    let found = runtime.join("whitesmith/Cargo.toml").is_file();
    if found { Ok(()) } else { Err(Failure::Runtime(runtime)) }
}

/// A path without links and `..`. What does not exist yet counts as a folder, which `..` leaves.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    let mut out = PathBuf::new();
    for component in std::path::absolute(path)?.components() {
        match component {
            Component::ParentDir => {
                out.pop();
            }
            component => out.push(component),
        }
        out = out.canonicalize().unwrap_or(out);
    }
    Ok(out)
}

/// The way from one folder to another, both resolved, with `/` between its steps. None if there is none.
fn relative(from: &Path, to: &Path) -> Option<String> {
    let shared = from.components().zip(to.components()).take_while(|(from, to)| from == to).count();
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to.components().skip(shared).map(|component| component.as_os_str().to_string_lossy().into_owned());
    (shared > 0).then(|| up.chain(down).collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_way_from_the_crates_to_the_runtime() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("whitesmith/crates/whitesmith")).unwrap();
        fs::write(root.path().join("whitesmith/crates/whitesmith/Cargo.toml"), "").unwrap();
        for (folder, out, expected) in [
            ("whitesmith/crates", "whitesmith/crates", ".."),
            ("whitesmith/crates", "whitesmith/sdk", "../../crates"),
            ("whitesmith/crates", "sdk/not/yet", "../../../../whitesmith/crates"),
            ("whitesmith/./crates/../crates", "sdk/../other", "../../whitesmith/crates"),
            ("whitesmith/crates", "", "../whitesmith/crates"),
        ] {
            let (folder, out) = (root.path().join(folder), root.path().join(out));
            let runtime = runtime_in(&folder, &out).unwrap();
            assert_eq!(runtime, Runtime::Path(expected.into()), "{}", out.display());
            let settings = serde_json::json!({ "service": "a#B", "runtime": { "path": expected } });
            check(&Settings::from_json(settings).unwrap(), &out).unwrap();
        }
    }
}
