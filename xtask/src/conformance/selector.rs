//! Selectors with the shapes that they must match, in the metadata of the models they are run on.

use std::collections::BTreeSet;
use std::path::Path;

use whitesmith_smithy::{Loader, Model, Node, Selector};

use super::{Corpus, Report, Suite};

pub(super) static SUITE: Suite = Suite { name: "selector", run };

fn run(corpus: &Corpus, report: &mut Report) {
    for path in corpus.files("selector/cases", &["smithy", "json"]) {
        file(&path, corpus, report);
    }
}

fn file(path: &Path, corpus: &Corpus, report: &mut Report) {
    let mut loader = Loader::new();
    if let Err(error) = loader.add_path(path) {
        return report.case(corpus.name(path), error.to_string());
    }
    let model = loader.assemble().model;
    let tests = model.metadata().get("selectorTests").and_then(Node::as_array);
    for (index, test) in tests.unwrap_or_default().iter().enumerate() {
        let name = format!("{}#{index}", corpus.name(path));
        if corpus.includes(&name) {
            report.case(name, check(test, &model));
        }
    }
}

fn check(test: &Node, model: &Model) -> String {
    let written = test.get("selector").and_then(Node::as_str).unwrap_or_default();
    let selector = match Selector::parse(written) {
        Ok(selector) => selector,
        Err(error) => return error.to_string(),
    };
    let skip_prelude = test.get("skipPreludeShapes").and_then(Node::as_bool) == Some(true);
    let keep = |id: &&str| !(skip_prelude && id.starts_with("smithy.api#"));
    let expected = test.get("matches").and_then(Node::as_array).unwrap_or_default();
    let expected: BTreeSet<&str> = expected.iter().filter_map(Node::as_str).filter(keep).collect();
    let found = match selector.select(model) {
        Ok(found) => found,
        Err(error) => return error.to_string(),
    };
    let found: BTreeSet<&str> = found.iter().map(|shape| shape.id.as_str()).filter(keep).collect();
    let lines = expected.difference(&found).map(|id| format!("- {id}\n"));
    let differences: String = lines.chain(found.difference(&expected).map(|id| format!("+ {id}\n"))).collect();
    if differences.is_empty() { differences } else { format!("{written}\n{differences}") }
}
