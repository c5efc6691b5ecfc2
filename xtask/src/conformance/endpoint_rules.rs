//! Endpoint rules: what is wrong with wrong ones, reading back what was written, and the tests in models.

use std::path::Path;

use whitesmith_smithy::rules_engine::{EndpointRules, Facts, RuleSet, TestCase};
use whitesmith_smithy::{Assembly, Loader, Node, ShapeType, ids};

use super::{Corpus, Report, Suite};

pub(super) static SUITE: Suite = Suite { name: "endpoint-rules", run };

const FOLDER: &str = "rules-engine";

fn run(corpus: &Corpus, report: &mut Report) {
    for file in corpus.files(FOLDER, &["json5"]) {
        let name = corpus.name(&file);
        if corpus.includes(&name) {
            report.case(name, invalid(&file));
        }
    }
    for file in corpus.files(FOLDER, &["json"]) {
        let text = Corpus::read(&file);
        let assembly = assemble(&text);
        let Some(node) = rule_set(&assembly).filter(|node| node.get("rules").is_some()) else { continue };
        let name = corpus.name(&file);
        if corpus.includes(&name) {
            report.case(name, round_trip(node));
        }
    }
    for file in corpus.files(FOLDER, &["smithy"]) {
        // Models beside a list of events are wrong on purpose.
        if !file.with_extension("errors").is_file() {
            tests(&file, corpus, report);
        }
    }
}

/// Lines in front of the text that [`assemble`] puts in a model.
const LINES_BEFORE: usize = 3;

/// A model whose only service has the text as its endpoint rules. Text of a model may have comments, as JSON5 has.
fn assemble(text: &str) -> Assembly {
    let mut loader = Loader::new();
    let model =
        format!("$version: \"2\"\nnamespace rules\n@smithy.rules#endpointRuleSet(\n{text}\n)\nservice Rules {{}}\n");
    loader.add_source("rules.smithy", model);
    loader.assemble()
}

fn rule_set(assembly: &Assembly) -> Option<&Node> {
    assembly.model.shapes_of(ShapeType::Service).find_map(|service| service.trait_value(ids::ENDPOINT_RULE_SET))
}

fn invalid(file: &Path) -> String {
    let text = Corpus::read(file);
    let expected: Vec<_> = text.lines().map_while(|line| line.strip_prefix("//")).collect();
    let expected: Vec<_> = expected.iter().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end()).collect();
    let assembly = assemble(&text);
    let Some(node) = rule_set(&assembly) else { return format!("cannot be read: {:?}", assembly.events) };
    let Err(error) = RuleSet::parse(node) else { return "nothing is found wrong with it".into() };
    let line = |span| assembly.sources.locate(span).map(|(_, at)| at.line - LINES_BEFORE);
    let folder = file.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let found = error.render(|span| Some(format!("{folder}/{name}:{}", line(span)?)), line);
    if found.lines().map(str::trim_end).eq(expected.iter().copied()) { String::new() } else { found }
}

fn round_trip(node: &Node) -> String {
    match RuleSet::parse(node) {
        Err(error) => error.to_string(),
        Ok(rules) => match RuleSet::parse(&rules.to_node()) {
            Ok(again) if again == rules => String::new(),
            Ok(_) => "reads back as another rule set".into(),
            Err(error) => format!("what is written cannot be read: {error}"),
        },
    }
}

fn tests(file: &Path, corpus: &Corpus, report: &mut Report) {
    let mut loader = Loader::new();
    if loader.add_path(file).is_err() {
        return;
    }
    let assembly = loader.assemble();
    for service in assembly.model.shapes_of(ShapeType::Service) {
        let Some(rules) = EndpointRules::of(service) else { continue };
        let Some(tests) = service.trait_value(ids::ENDPOINT_TESTS) else { continue };
        for (i, test) in TestCase::all_of(tests).iter().enumerate() {
            let name = format!("{}#{}.{i}", corpus.name(file), service.id.name());
            if corpus.includes(&name) {
                let outcome =
                    rules.as_ref().map_err(ToString::to_string).and_then(|rules| test.run(rules, Facts::Current));
                report.case(name, outcome.err().unwrap_or_default());
            }
        }
    }
}
