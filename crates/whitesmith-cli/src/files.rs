//! Files that are replaced whole or not at all.

use std::fs;
use std::io;
use std::path::Path;

use crate::failure::Failure;

/// Writes a file, and the folders that lead to it.
pub(crate) fn write(path: &Path, content: &str) -> Result<(), Failure> {
    let staged = || -> io::Result<()> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder)?;
        }
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".whitesmith-new");
        let new = path.with_file_name(name);
        let written = fs::write(&new, content).and_then(|()| {
            // A file that was there keeps who may read it.
            if let Ok(metadata) = fs::metadata(path) {
                fs::set_permissions(&new, metadata.permissions())?;
            }
            fs::rename(&new, path)
        });
        if written.is_err() {
            // The first failure is the one to tell.
            let _ = fs::remove_file(&new);
        }
        written
    };
    staged().map_err(|error| Failure::new(format!("cannot write {}: {error}", path.display())))
}
