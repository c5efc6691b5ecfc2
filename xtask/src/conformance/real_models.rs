//! `models`: real models of services, beside the corpora, load and validate without error.

use std::path::Path;

use super::models::{assemble, describe};
use super::{Corpus, Report, Suite};
use whitesmith_smithy::Severity;

pub(super) static SUITE: Suite = Suite { name: "models", run };

fn run(corpus: &Corpus, report: &mut Report) {
    let files = corpus.files("../models", &["json", "smithy"]);
    if files.is_empty() {
        eprintln!("models: not run, because there are none beside the corpora");
    }
    for file in files {
        let name = corpus.name(&file);
        if corpus.includes(&name) {
            report.case(name, check(&file));
        }
    }
}

/// The errors of a model.
fn check(file: &Path) -> String {
    let assembly = match assemble(&[file.to_owned()]) {
        Ok(assembly) => assembly,
        Err(error) => return error,
    };
    let validated = assembly.validate();
    let errors = validated.events.iter().filter(|event| event.severity == Severity::Error);
    errors.map(|event| describe(event, &validated.sources)).collect::<Vec<_>>().join("\n")
}
