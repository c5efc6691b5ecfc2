//! Values with what is wrong with them as values of a shape.

use serde_json::Value;
use whitesmith_smithy::{Knowledge, Loader, NodeValidator, ShapeId, jmespath};

use super::{Corpus, Report, Suite};

pub(super) static SUITE: Suite = Suite { name: "node-validation", run };

fn run(corpus: &Corpus, report: &mut Report) {
    let mut loader = Loader::new();
    if let Err(error) = loader.add_path(corpus.path("node-validation/model.json")) {
        return report.case("node-validation/model.json", error.to_string());
    }
    let model = loader.assemble().model;
    let knowledge = Knowledge::new(&model);
    let path = corpus.path("node-validation/cases.json");
    let cases: Value = serde_json::from_str(&Corpus::read(&path)).unwrap_or_default();
    for (index, case) in cases.as_array().into_iter().flatten().enumerate() {
        let name = format!("{}#{index}", corpus.name(&path));
        if corpus.includes(&name) {
            report.case(name, check(case, &knowledge).unwrap_or_else(|error| error));
        }
    }
}

fn check(case: &Value, knowledge: &Knowledge<'_>) -> Result<String, String> {
    let text = |key: &str| case[key].as_str().ok_or_else(|| format!("the case has no `{key}`"));
    let id = ShapeId::parse(text("shape")?).map_err(|error| error.to_string())?;
    let shape = knowledge.shape(id).ok_or_else(|| format!("there is no shape {id}"))?;
    let node = jmespath::parse_json(text("value")?).ok_or("the value is not JSON")?;
    let mut expected: Vec<String> =
        case["messages"].as_array().into_iter().flatten().filter_map(|m| Some(m.as_str()?.to_owned())).collect();
    let findings = NodeValidator::new(knowledge).validate(&node, shape);
    let mut found: Vec<String> = findings.iter().map(|finding| finding.in_context("")).collect();
    expected.sort();
    found.sort();
    if expected == found { Ok(String::new()) } else { Ok(format!("expected {expected:#?}\nfound {found:#?}")) }
}
