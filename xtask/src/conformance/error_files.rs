//! Models with the events that validating them must find: `errorfiles`, and those of the other modules.

use std::path::Path;

use whitesmith_smithy::Loader;
use whitesmith_smithy::validate::{Options, validate_with};

use super::expected::{Expected, compare};
use super::{Corpus, Report, Suite};

pub(super) static ERROR_FILES: Suite = Suite { name: "errorfiles", run: error_files };
pub(super) static LINTERS: Suite = Suite { name: "linters", run: linters };
pub(super) static WAITERS: Suite = Suite { name: "waiters", run: waiters };
pub(super) static RULES_ENGINE: Suite = Suite { name: "rules-engine", run: rules_engine };

fn error_files(corpus: &Corpus, report: &mut Report) {
    folder("errorfiles", corpus, report);
}

fn linters(corpus: &Corpus, report: &mut Report) {
    folder("linters", corpus, report);
}

fn waiters(corpus: &Corpus, report: &mut Report) {
    folder("waiters", corpus, report);
}

fn rules_engine(corpus: &Corpus, report: &mut Report) {
    folder("rules-engine", corpus, report);
}

/// Runs every model below a folder that has a `.errors` file beside it.
pub(super) fn folder(relative: &str, corpus: &Corpus, report: &mut Report) {
    for errors in corpus.files(relative, &["errors"]) {
        let models = ["smithy", "json"].map(|extension| errors.with_extension(extension));
        for model in models.into_iter().filter(|model| model.is_file()) {
            let name = corpus.name(&model);
            if corpus.includes(&name) {
                let (detail, structural) = check(&model, &errors);
                report.measured_case(name, detail, structural);
            }
        }
    }
}

fn check(model: &Path, errors: &Path) -> (String, bool) {
    let expected = match Expected::parse_all(&Corpus::read(errors)) {
        Ok(expected) => expected,
        Err(error) => return (error, false),
    };
    let mut loader = Loader::new();
    if let Err(error) = loader.add_path(model) {
        return (error.to_string(), false);
    }
    let assembly = loader.assemble();
    let options = Options { legacy: is_legacy(&expected), ..Options::default() };
    let events = validate_with(&assembly.model, assembly.events, &options);
    compare(&expected, &events)
}

/// The rules whose errors keep the others from running.
const CRITICAL: [&str; 9] = [
    "EnumShape",
    "ExclusiveStructureMemberTrait",
    "TraitTarget",
    "TraitValue",
    "TraitConflict",
    "DefaultTrait",
    "ShapeIdConflict",
    "SingleOperationBinding",
    "SingleResourceBinding",
];

/// Whether the expected events mix errors of critical rules, or of loading, with those of others: what the official
/// runner takes as a sign that all rules must run.
fn is_legacy(expected: &[Expected]) -> bool {
    let is_critical = |line: &&Expected| CRITICAL.contains(&line.rule()) || line.rule() == "Model" && line.is_error();
    let critical = expected.iter().filter(is_critical).count();
    critical > 0 && critical < expected.len()
}
