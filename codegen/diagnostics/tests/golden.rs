//! What people read when they make the usual mistakes: a file of `cases` each, with the text it gives beside it.
//!
//! After a change, `WHITESMITH_BLESS=1 cargo test -p whitesmith-diagnostics` writes the texts anew; read the diff.

use std::fs;
use std::path::{Path, PathBuf};

use whitesmith_diagnostics::{Policy, human};
use whitesmith_smithy::{Loader, Severity};

/// The text for one model, which is called by its file's name alone.
fn text(model: &Path) -> String {
    let mut loader = Loader::new();
    loader.add_path(model).unwrap();
    let validated = loader.assemble().validate();
    let policy = Policy { least: Severity::Suppressed, ..Policy::default() };
    let shown = || validated.events.iter().filter(|event| policy.shows(event));
    let folder = format!("{}/", model.parent().unwrap().display());
    let text = human::render_all(shown(), &validated.sources, human::Style::Plain);
    text.replace(&folder, "") + &human::count(shown()) + "\n"
}

fn check(model: &Path) -> Result<(), String> {
    let (expected, found) = (model.with_extension("txt"), text(model));
    if std::env::var_os("WHITESMITH_BLESS").is_some() {
        fs::write(&expected, &found).unwrap();
    }
    let expected = fs::read_to_string(&expected).unwrap_or_default();
    let name = model.display();
    if expected == found { Ok(()) } else { Err(format!("{name}: expected:\n{expected}\nfound:\n{found}")) }
}

#[test]
fn mistakes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut models: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|ending| ending != "txt")).collect();
    models.sort();
    assert!(models.len() >= 20);
    let failures: Vec<String> = models.iter().filter_map(|model| check(model).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
