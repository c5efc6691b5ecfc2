//! `ast-serialization`: models in the JSON AST that are written as they were, and in the other version.

use serde_json::Value;

use super::models::{load, text_difference};
use super::{Corpus, Report, Suite};
use whitesmith_smithy::{Node, write};

pub(super) static SUITE: Suite = Suite { name: "ast-serialization", run };

fn run(corpus: &Corpus, report: &mut Report) {
    let files = corpus.files("model-misc/shapes/ast-serialization/cases", &["json"]);
    let is_other = |path: &std::path::Path| {
        let name = path.to_string_lossy();
        name.ends_with(".1.0.json") || name.ends_with(".2.0.json")
    };
    for file in files.iter().filter(|file| !is_other(file)) {
        let model = load(std::slice::from_ref(file));
        let text = Corpus::read(file);
        let is_v1 = serde_json::from_str::<Value>(&text).is_ok_and(|value| value["smithy"] == "1.0");
        // A model of 1.0 is written in 2.0 alone: it does not remember where it came from.
        let expected = if is_v1 {
            vec![file.with_extension("2.0.json")]
        } else {
            vec![file.clone(), file.with_extension("1.0.json")]
        };
        for path in expected.into_iter().filter(|path| path.is_file()) {
            let name = corpus.name(&path);
            if !corpus.includes(&name) {
                continue;
            }
            let expected = Corpus::read(&path);
            let detail = match &model {
                Ok(model) if is_v1 || path == *file => difference(&expected, &write::ast::to_node(model)),
                Ok(model) => difference(&expected, &write::ast_v1::to_node(model)),
                Err(detail) => detail.clone(),
            };
            report.case(name, detail);
        }
    }
}

/// How a node differs from a text, the order of keys aside.
fn difference(expected: &str, found: &Node) -> String {
    let sorted = |text: &str| serde_json::from_str::<Value>(text).map(|value| format!("{value:#}"));
    match (sorted(expected), sorted(&found.to_string())) {
        (Ok(expected), Ok(found)) => text_difference(&expected, &found),
        (Err(error), _) | (_, Err(error)) => error.to_string(),
    }
}
