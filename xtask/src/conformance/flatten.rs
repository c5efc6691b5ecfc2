//! `flatten`: models with mixins, and the same models without.

use super::models::{load, text_difference};
use super::{Corpus, Report, Suite};
use whitesmith_smithy::{transform, write};

pub(super) static SUITE: Suite = Suite { name: "flatten", run };

fn run(corpus: &Corpus, report: &mut Report) {
    for flattened in corpus.files("loader/valid", &["smithy"]) {
        let Some(stem) = flattened.to_str().and_then(|path| path.strip_suffix(".flattened.smithy")) else { continue };
        let source = std::path::PathBuf::from(format!("{stem}.smithy"));
        let name = corpus.name(&source);
        if !corpus.includes(&name) {
            continue;
        }
        let models =
            load(std::slice::from_ref(&flattened)).and_then(|expected| load(&[source]).map(|found| (expected, found)));
        let detail = match models {
            Ok((expected, found)) => {
                let mut found = found.into_model();
                transform::flatten_mixins(&mut found);
                let text = |model| write::json::pretty(&write::ast::to_node(model));
                if write::ast::to_node(&expected) == write::ast::to_node(&found) {
                    String::new()
                } else {
                    text_difference(&text(&expected), &text(&found))
                }
            }
            Err(detail) => detail,
        };
        report.case(name, detail);
    }
}
