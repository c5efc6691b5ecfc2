//! `forwardrefs`: references to what another file defines. A folder holds sources and the `result.json` that they
//! come to: all together, or, when they define the same shapes, each by itself.

use std::path::{Path, PathBuf};

use super::models::{assemble, differences, load};
use super::{Corpus, Report, Suite};

pub(super) static SUITE: Suite = Suite { name: "forwardrefs", run };

fn run(corpus: &Corpus, report: &mut Report) {
    let shared = corpus.path("loader/valid/__shared.json");
    for result in corpus.files("loader/forwardrefs", &["json"]) {
        let Some(folder) = result.parent() else { continue };
        let sources = corpus.files(&corpus.name(folder), &["smithy"]);
        let alternatives: Vec<Vec<PathBuf>> = if overlap(&sources) {
            sources.iter().map(|source| vec![source.clone(), shared.clone()]).collect()
        } else {
            vec![sources]
        };
        for files in alternatives {
            let name = files.first().map_or_else(String::new, |file| corpus.name(file));
            if corpus.includes(&name) {
                report.case(name, check(&files, &result));
            }
        }
    }
}

/// Whether two of the files define the same shapes.
fn overlap(files: &[PathBuf]) -> bool {
    let own = |file: &PathBuf| {
        let assembly = assemble(std::slice::from_ref(file)).ok();
        let ids = assembly.map(|assembly| {
            let shapes = assembly.model.shapes().filter(|shape| !assembly.model.is_builtin(shape.id));
            shapes.map(|shape| shape.id).collect::<Vec<_>>()
        });
        ids.unwrap_or_default()
    };
    let ids: Vec<_> = files.iter().map(own).collect();
    ids.iter().enumerate().any(|(i, ids_i)| ids.iter().skip(i + 1).flatten().any(|id| ids_i.contains(id)))
}

fn check(files: &[PathBuf], result: &Path) -> String {
    let models = load(&[result.to_owned()]).and_then(|expected| load(files).map(|found| (expected, found)));
    models.map_or_else(|detail| detail, |(expected, found)| differences(&expected, &found))
}
