//! `loader-valid`: the JSON AST and the IDL of a model are the same model.

use super::models::{differences, load};
use super::{Corpus, Report, Suite};

pub(super) static SUITE: Suite = Suite { name: "loader-valid", run };

fn run(corpus: &Corpus, report: &mut Report) {
    let shared = corpus.path("loader/valid/__shared.json");
    for json in corpus.files("loader/valid", &["json"]) {
        let name = corpus.name(&json);
        if json == shared || !corpus.includes(&name) {
            continue;
        }
        let idl = json.with_extension("smithy");
        let models = load(&[json, shared.clone()])
            .map_err(|detail| format!("json: {detail}"))
            .and_then(|expected| load(&[idl, shared.clone()]).map(|found| (expected, found)));
        let detail = match models {
            Ok((expected, found)) => differences(&expected, &found),
            Err(detail) => detail,
        };
        report.case(name, detail);
    }
}
