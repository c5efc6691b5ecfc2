//! `idl-serialization`: models in IDL that are written as the same text again.

use super::models::{load, text_difference};
use super::{Corpus, Report, Suite};
use whitesmith_smithy::write;

pub(super) static SUITE: Suite = Suite { name: "idl-serialization", run };

fn run(corpus: &Corpus, report: &mut Report) {
    for file in corpus.files("model-misc/shapes/idl-serialization/cases", &["smithy"]) {
        let name = corpus.name(&file);
        if !corpus.includes(&name) {
            continue;
        }
        let expected = Corpus::read(&file).replace("\r\n", "\n");
        let detail = match load(&[file]) {
            Ok(model) => match write::idl::to_files(&model).as_slice() {
                [file] => text_difference(&expected, &file.text),
                files => format!("expected one file, found {}", files.len()),
            },
            Err(detail) => detail,
        };
        report.case(name, detail);
    }
}
