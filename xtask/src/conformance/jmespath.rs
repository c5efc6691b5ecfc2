//! JMESPath: the compliance tests, and expressions that are or are not ones.

use whitesmith_smithy::Node;
use whitesmith_smithy::jmespath::{Expression, Known, Level, check, evaluate, parse_json};

use super::{Corpus, Report, Suite};

pub(super) static SUITE: Suite = Suite { name: "jmespath", run };

fn run(corpus: &Corpus, report: &mut Report) {
    for file in corpus.files("jmespath/compliance", &["json"]) {
        let groups = parse_json(&Corpus::read(&file)).unwrap_or(Node::synthetic(false));
        let cases = groups.as_array().unwrap_or_default().iter().flat_map(|group| {
            let given = group.get("given");
            group.get("cases").and_then(Node::as_array).unwrap_or_default().iter().map(move |case| (given, case))
        });
        for (i, (given, case)) in cases.enumerate() {
            let name = format!("{}#{i}", corpus.name(&file));
            if corpus.includes(&name) {
                report.case(name, compliance(given, case));
            }
        }
    }
    for (list, valid) in [("valid", true), ("invalid", false)] {
        let path = corpus.path(&format!("jmespath/smithy-jmespath/{list}"));
        if !path.is_file() {
            continue;
        }
        for (i, line) in Corpus::read(&path).lines().enumerate() {
            let name = format!("{}#{i}", corpus.name(&path));
            let Some(text) = parse_json(line.trim().trim_end_matches(',')) else { continue };
            let Some(text) = text.as_str().filter(|_| corpus.includes(&name)) else { continue };
            let problem = match Expression::parse(text) {
                Err(error) => Some(error.to_string()),
                Ok(expression) => {
                    let (_, problems) = check(&expression, Known::Any);
                    problems.iter().find(|problem| problem.level == Level::Error).map(ToString::to_string)
                }
            };
            report.case(
                name,
                match (problem, valid) {
                    (Some(problem), true) => format!("{text}: {problem}"),
                    (None, false) => format!("{text}: nothing is found wrong with it"),
                    _ => String::new(),
                },
            );
        }
    }
}

/// What is wrong with how a case comes out; nothing for a benchmark that runs.
fn compliance(given: Option<&Node>, case: &Node) -> String {
    let (Some(given), Some(text)) = (given, case.get("expression").and_then(Node::as_str)) else {
        return "not a case".into();
    };
    let found = Expression::parse(text).and_then(|expression| evaluate(&expression, given));
    let passes = match (&found, case.get("result"), case.get("error").and_then(Node::as_str)) {
        (Ok(found), Some(expected), _) => found == expected,
        (Err(error), None, Some(kind)) => error.kind.as_str() == kind,
        (Ok(_), None, None) => true,
        _ => false,
    };
    if passes { String::new() } else { format!("{text}: gives {found:?}") }
}
