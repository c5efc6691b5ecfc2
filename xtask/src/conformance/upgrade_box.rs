//! `upgrade-box`: whether a member may be absent, as users of 1.0 and of 2.0 see it, also after round trips
//! through the AST. The first line of a file says what is expected, of the member that the file is named after.

use std::path::Path;

use serde_json::Value;
use whitesmith_smithy::nullability::{Nullability, is_nullable};
use whitesmith_smithy::{Loader, Model, ShapeId, write};

use super::models::load;
use super::{Corpus, Report, Suite};

pub(super) static SUITE: Suite = Suite { name: "upgrade-box", run };

fn run(corpus: &Corpus, report: &mut Report) {
    for path in corpus.files("loader/upgrade-box", &["smithy"]) {
        let name = corpus.name(&path);
        if !corpus.includes(&name) {
            continue;
        }
        match check(&path) {
            // The corpus has files that are named after no member, which its own driver leaves out as well.
            Ok(None) => {}
            Ok(Some(())) => report.case(name, ""),
            Err(detail) => report.case(name, detail),
        }
    }
}

/// `None` when there is nothing to check.
fn check(path: &Path) -> Result<Option<()>, String> {
    let text = Corpus::read(path);
    let header = text.lines().next().unwrap_or_default().trim_start_matches('/');
    let expected: Value = serde_json::from_str(header).map_err(|error| format!("first line: {error}"))?;
    let member = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let id = ShapeId::parse(&format!("smithy.example#Foo${member}")).map_err(|error| error.to_string())?;
    let mut model = load(&[path.to_owned()])?.into_model();
    if model.shape(id).is_none() {
        return Ok(None);
    }
    for trip in 0..3 {
        check_model(&model, id, &expected).map_err(|detail| format!("after {trip} round trips: {detail}"))?;
        let mut loader = Loader::new();
        loader.add_source("model.json", write::json::pretty(&write::ast::to_node(&model)));
        model = loader.assemble().model;
    }
    Ok(Some(()))
}

fn check_model(model: &Model, id: ShapeId, expected: &Value) -> Result<(), String> {
    let member = model.shape(id).ok_or_else(|| format!("there is no {id}"))?;
    for (key, mode) in [
        ("v1-box", Nullability::BoxV1),
        ("v1-client-zero-value", Nullability::ClientZeroValueV1),
        ("v2", Nullability::Client),
    ] {
        let found = is_nullable(model, member, mode);
        if expected.get(key).and_then(Value::as_bool) != Some(found) {
            return Err(format!("{key}: expected {:?}, found {found}", expected.get(key)));
        }
    }
    Ok(())
}
