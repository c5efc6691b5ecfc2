//! `upgrade`: models of 1.0, and what they are in 2.0: `upgraded.*` of each folder.

use std::path::{Path, PathBuf};

use super::models::{assemble, load, text_difference};
use super::{Corpus, Report, Suite};
use whitesmith_smithy::{Loader, Severity, write};

pub(super) static SUITE: Suite = Suite { name: "upgrade", run };

fn run(corpus: &Corpus, report: &mut Report) {
    let files = corpus.files("loader/upgrade", &["json", "smithy"]);
    for upgraded in files.iter().filter(|file| file.file_stem().is_some_and(|stem| stem == "upgraded")) {
        let Some(folder) = upgraded.parent() else { continue };
        let name = corpus.name(folder);
        let sources: Vec<PathBuf> =
            files.iter().filter(|file| file.parent() == Some(folder) && *file != upgraded).cloned().collect();
        // A model that is wrong upgrades to nothing.
        let is_wrong = assemble(&sources)
            .is_ok_and(|assembly| assembly.validate().events.iter().any(|event| event.severity >= Severity::Error));
        if corpus.includes(&name) && !is_wrong {
            report.case(name, check(&sources, upgraded));
        }
    }
}

fn check(sources: &[PathBuf], upgraded: &Path) -> String {
    let texts = normal(&[upgraded.to_owned()]).and_then(|expected| normal(sources).map(|found| (expected, found)));
    texts.map_or_else(|detail| detail, |(expected, found)| text_difference(&expected, &found))
}

/// The model as AST, after one round trip.
fn normal(files: &[PathBuf]) -> Result<String, String> {
    let mut loader = Loader::new();
    loader.add_source("model.json", write::json::pretty(&write::ast::to_node(&*load(files)?)));
    Ok(write::json::pretty(&write::ast::to_node(&loader.assemble().model)))
}
