//! `loader-invalid`: models that do not load, and what has to be said about each. The first line of a file, less its
//! comment marker, must be part of what is said.

use super::models::{assemble, describe};
use super::{Corpus, Report, Suite};
use whitesmith_smithy::Severity;

pub(super) static SUITE: Suite = Suite { name: "loader-invalid", run };

fn run(corpus: &Corpus, report: &mut Report) {
    for path in corpus.files("loader/invalid", &["smithy"]) {
        let name = corpus.name(&path);
        if !corpus.includes(&name) {
            continue;
        }
        let text = Corpus::read(&path);
        let expected: String = text.lines().next().unwrap_or_default().chars().skip(3).collect();
        let validated = match assemble(&[path]) {
            Ok(assembly) => assembly.validate(),
            Err(detail) => {
                report.case(name, detail);
                continue;
            }
        };
        let mut events: Vec<String> =
            validated.events.iter().map(|event| describe(event, &validated.sources)).collect();
        events.sort();
        let found = events.join("\n");
        let is_wrong = validated.events.iter().any(|event| event.severity >= Severity::Danger);
        let detail = if !is_wrong {
            format!("the model is valid, but should not be: {expected}\n{found}")
        } else if comparable(&found).contains(&comparable(&expected)) {
            String::new()
        } else {
            format!("expected: {expected}\nfound:\n{found}")
        };
        report.case(name, detail);
    }
}

fn comparable(text: &str) -> String {
    text.replace("[EOF]", "").replace("\r\n", "\\n").replace(['\r', '\n'], "\\n")
}
