//! What the suites that load models share.

use std::fmt::Write as _;
use std::path::PathBuf;

use whitesmith_smithy::{Assembly, Event, Loader, Model, Severity, Shape, ShapeId, Sources, ValidModel};

/// Assembles files. A file that cannot be read is an error of the case.
pub(crate) fn assemble(files: &[PathBuf]) -> Result<Assembly, String> {
    let mut loader = Loader::new();
    for file in files {
        loader.add_path(file).map_err(|error| error.to_string())?;
    }
    Ok(loader.assemble())
}

/// Assembles and validates files; fails with the events that stand in the way.
pub(crate) fn load(files: &[PathBuf]) -> Result<ValidModel, String> {
    let validated = assemble(files)?.validate();
    validated.model.ok_or_else(|| {
        let bad = validated.events.iter().filter(|event| event.severity >= Severity::Danger);
        let lines: Vec<String> = bad.map(|event| describe(event, &validated.sources)).collect();
        format!("the model is not valid:\n{}", lines.join("\n"))
    })
}

/// An event as the reference implementation prints it. Hints are left out: they are our own.
pub(crate) fn describe(event: &Event, sources: &Sources) -> String {
    let shape = event.shape.map_or("-", ShapeId::as_str);
    let mut text = format!("[{}] {shape}: {}", event.severity, event.message);
    if let Some(reason) = &event.suppression_reason {
        let _ = write!(text, " ({reason})");
    }
    let _ = write!(text, " | {}", event.id);
    if let Some((path, at)) = sources.locate(event.span) {
        let _ = write!(text, " {}:{}:{}", path.display(), at.line, at.column);
    }
    text
}

/// How two models differ; empty when they do not.
pub(crate) fn differences(expected: &Model, found: &Model) -> String {
    if expected == found {
        return String::new();
    }
    let mut text = String::new();
    for shape in expected.shapes() {
        match found.shape(shape.id) {
            None => {
                let _ = writeln!(text, "missing: {}", shape.id);
            }
            Some(other) if other != shape => {
                let _ = writeln!(text, "{}:\n  expected {}\n  found    {}", shape.id, sketch(shape), sketch(other));
            }
            Some(_) => {}
        }
    }
    for shape in found.shapes().filter(|shape| expected.shape(shape.id).is_none()) {
        let _ = writeln!(text, "unexpected: {}", shape.id);
    }
    if expected.metadata() != found.metadata() {
        let _ = writeln!(text, "metadata: expected {:?}\nfound {:?}", expected.metadata(), found.metadata());
    }
    text
}

fn sketch(shape: &Shape) -> String {
    let traits: Vec<String> = shape.traits.iter().map(|(id, applied)| format!("@{id}({})", applied.value)).collect();
    let mixins: Vec<&str> = shape.mixins.iter().map(|mixin| mixin.id.as_str()).collect();
    let target = shape.target().map_or("", ShapeId::as_str);
    format!("{} {target} {:?} with {mixins:?} {}", shape.shape_type(), shape.members, traits.join(" "))
}

/// How two texts differ, from the first line that does; empty when they do not.
pub(crate) fn text_difference(expected: &str, found: &str) -> String {
    if expected == found {
        return String::new();
    }
    let lines = || expected.lines().zip(found.lines());
    let at = lines().position(|(expected, found)| expected != found).unwrap_or(lines().count());
    let excerpt = |text: &str| text.lines().skip(at.saturating_sub(2)).take(8).collect::<Vec<_>>().join("\n");
    format!("line {}:\nexpected:\n{}\nfound:\n{}", at + 1, excerpt(expected), excerpt(found))
}
