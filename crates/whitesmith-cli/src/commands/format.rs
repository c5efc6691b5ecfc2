//! `whitesmith format`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use whitesmith_diagnostics::human;
use whitesmith_smithy::{Sources, format};

use crate::failure::Failure;
use crate::files;
use crate::input::standard_input;
use crate::output::Output;

/// What `format` can be told.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  whitesmith format model/             # replaces what is laid out otherwise
  whitesmith format model/ --check     # in CI: fails when there is something to replace
  whitesmith format - < main.smithy    # as editors do")]
pub(crate) struct Arguments {
    /// Files in IDL and folders with such files; `-` lays out standard input to standard output.
    #[arg(value_name = "MODEL", required = true)]
    paths: Vec<PathBuf>,
    /// Changes nothing; names the files that are laid out otherwise, and fails if there are any.
    #[arg(long)]
    check: bool,
}

impl Arguments {
    pub(crate) fn run(&self, output: &mut Output) -> Result<ExitCode, Failure> {
        let (mut changed, mut failures) = (Vec::new(), String::new());
        for path in &self.paths {
            if path == Path::new("-") {
                let (_, text) = standard_input()?;
                let laid_out = laid_out("stdin.smithy", text.clone().into_bytes(), output)?;
                if self.check && laid_out != text {
                    changed.push("stdin.smithy".to_owned());
                } else if !self.check {
                    output.print(&laid_out)?;
                }
                continue;
            }
            let files = sources(path)?;
            if files.is_empty() {
                return Err(Failure::new(format!("{}: the folder has no .smithy files", path.display())));
            }
            for file in files {
                // One file that cannot be read keeps no other from being laid out.
                match self.file(&file, output) {
                    Ok(true) => changed.push(file.display().to_string()),
                    Ok(false) => {}
                    Err(failure) => failures.push_str(&failure.render(output.error_style())),
                }
            }
        }
        let verb = if self.check { "would change" } else { "changed" };
        let lines: String = changed.iter().map(|name| format!("{verb} {name}\n")).collect();
        output.print(&lines)?;
        if !failures.is_empty() {
            return Err(Failure::Diagnostics(failures));
        }
        Ok(if self.check && !changed.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }

    /// Lays a file out; true when that changes it.
    fn file(&self, path: &Path, output: &Output) -> Result<bool, Failure> {
        let name = path.display().to_string();
        if path.extension().is_some_and(|ending| ending == "json") {
            return Err(Failure::hinted(format!("{name} is not in IDL"), "`whitesmith idl` turns JSON AST into IDL"));
        }
        let text = std::fs::read(path).map_err(|error| Failure::new(format!("cannot read {name}: {error}")))?;
        let laid_out = laid_out(&name, text.clone(), output)?;
        if laid_out.as_bytes() == text {
            return Ok(false);
        }
        if !self.check {
            files::write(path, &laid_out)?;
        }
        Ok(true)
    }
}

fn laid_out(name: &str, text: Vec<u8>, output: &Output) -> Result<String, Failure> {
    let mut sources = Sources::new();
    let read = sources.add_bytes(name, text).map_err(|event| vec![*event]);
    read.and_then(|file| format::format(file, &sources)).map_err(|events| {
        let text = human::render_all(&events, &sources, output.error_style());
        Failure::Diagnostics(text.trim_end().to_owned() + "\n")
    })
}

/// A file, or the files in IDL of a folder and the folders in it, sorted.
fn sources(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let fail = |error: std::io::Error| Failure::new(format!("cannot read {}: {error}", path.display()));
    let mut entries = std::fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(fail)?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.path();
        if path.is_dir() && !path.is_symlink() {
            found.extend(sources(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "smithy") {
            found.push(path);
        }
    }
    Ok(found)
}
