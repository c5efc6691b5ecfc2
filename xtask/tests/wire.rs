//! Our models of AWS services against the services' own, as far as they reach the wire.
//!
//! For every operation of ours: method, URI, status, and everything below input, output and errors, with the traits
//! that change a byte or what a server accepts. Documentation, examples and the names of structures may differ.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use whitesmith_smithy::{Knowledge, Loader, Model, Node, Shape, ShapeId, ShapeType, Value};

/// Traits that a client or a server of the shape behaves differently for.
const WIRE_TRAITS: &[&str] = &[
    "smithy.api#default",
    "smithy.api#endpoint",
    "smithy.api#enum",
    "smithy.api#enumValue",
    "smithy.api#error",
    "smithy.api#hostLabel",
    "smithy.api#http",
    "smithy.api#httpChecksumRequired",
    "smithy.api#httpError",
    "smithy.api#httpHeader",
    "smithy.api#httpLabel",
    "smithy.api#httpPayload",
    "smithy.api#httpPrefixHeaders",
    "smithy.api#httpQuery",
    "smithy.api#httpQueryParams",
    "smithy.api#httpResponseCode",
    "smithy.api#idempotencyToken",
    "smithy.api#jsonName",
    "smithy.api#length",
    "smithy.api#mediaType",
    "smithy.api#paginated",
    "smithy.api#pattern",
    "smithy.api#range",
    "smithy.api#required",
    "smithy.api#requestCompression",
    "smithy.api#retryable",
    "smithy.api#sensitive",
    "smithy.api#sparse",
    "smithy.api#streaming",
    "smithy.api#timestampFormat",
    "smithy.api#uniqueItems",
];

/// The workspace's root folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn load(path: &Path) -> Model {
    let mut loader = Loader::new();
    loader.add_path(path).unwrap();
    let validated = loader.assemble().validate();
    let errors: Vec<_> = validated.events.iter().map(|event| event.message.clone()).collect();
    validated.model.unwrap_or_else(|| panic!("{}: {errors:#?}", path.display())).into_model()
}

/// A trait's value, without places, and with its members in the order of their names.
fn text(node: &Node) -> String {
    match &node.value {
        Value::Object(object) => {
            let mut members: Vec<String> =
                object.iter().map(|(name, value)| format!("{name}: {}", text(value))).collect();
            members.sort();
            format!("{{{}}}", members.join(", "))
        }
        Value::Array(values) => format!("[{}]", values.iter().map(text).collect::<Vec<_>>().join(", ")),
        Value::String(text) => format!("{text:?}"),
        Value::Number(number) => number.as_str().to_owned(),
        Value::Boolean(value) => value.to_string(),
        Value::Null => "null".to_owned(),
    }
}

/// The traits of a shape that count, sorted.
fn traits(shape: &Shape) -> String {
    let mut found: Vec<String> = shape
        .traits
        .iter()
        .filter(|(id, _)| WIRE_TRAITS.contains(&id.as_str()))
        .map(|(id, applied)| format!("@{}({})", id.name(), text(&applied.value)))
        .collect();
    found.sort();
    found.join(" ")
}

/// A shape and what it holds, a line each; a shape within itself is only named.
fn describe(model: &Model, shape: &Shape, within: &mut Vec<ShapeId>, out: &mut String) {
    let by_name = matches!(shape.shape_type(), ShapeType::Structure | ShapeType::Union);
    let indent = "  ".repeat(2 * within.len() + 1);
    writeln!(out, "{indent}{} {}", shape.shape_type().as_str(), traits(shape)).unwrap();
    if within.contains(&shape.id) {
        return;
    }
    within.push(shape.id);
    let mut members: Vec<&Shape> = model.members(shape).collect();
    if by_name {
        members.sort_by_key(|member| member.id.member().unwrap_or_default());
    }
    for member in members {
        writeln!(out, "{indent}  {} {}", member.id.member().unwrap_or_default(), traits(member)).unwrap();
        describe(model, model.target(member).unwrap(), within, out);
    }
    within.pop();
}

/// Everything of an operation that reaches the wire.
fn operation(model: &Model, id: ShapeId) -> Option<String> {
    let found = model.shape(id)?;
    let operation = found.as_operation()?;
    let mut out = format!("{} {}\n", id.name(), traits(found));
    for (what, id) in [("input", model.input_of(operation)), ("output", model.output_of(operation))] {
        writeln!(out, "{what}").unwrap();
        describe(model, model.shape(id)?, &mut Vec::new(), &mut out);
    }
    let mut errors: Vec<_> = operation.errors.iter().map(|error| error.id).collect();
    errors.sort();
    for error in errors {
        writeln!(out, "error {}", error.name()).unwrap();
        describe(model, model.shape(error)?, &mut Vec::new(), &mut out);
    }
    Some(out)
}

/// What the service itself says: version, protocol, signing name, endpoint prefix.
fn service(model: &Model, id: ShapeId) -> String {
    let shape = model.shape(id).unwrap();
    let value = |id: &str, member: &str| {
        let node = ShapeId::parse(id).ok().and_then(|id| shape.trait_value(id)).and_then(|node| node.get(member));
        node.map(text)
    };
    let version = &shape.as_service().unwrap().version;
    let protocol = shape.traits.iter().any(|(id, _)| id.as_str() == "aws.protocols#restJson1");
    format!(
        "{version} restJson1={protocol} {:?} {:?} {:?}",
        value("aws.auth#sigv4", "name"),
        value("aws.api#service", "endpointPrefix"),
        value("aws.api#service", "sdkId"),
    )
}

#[test]
fn security_hub_is_the_service_on_the_wire() {
    let theirs = root().join("../shared/models/aws/securityhub.json");
    if !theirs.is_file() {
        println!("not run: ../shared/models/aws/securityhub.json is absent");
        return;
    }
    let (ours, theirs) = (load(&root().join("model/securityhub")), load(&theirs));
    let id = ShapeId::parse("com.amazonaws.securityhub#SecurityHubAPIService").unwrap();
    assert_eq!(service(&ours, id), service(&theirs, id));
    let knowledge = Knowledge::new(&ours);
    let operations = knowledge.top_down().operations(id);
    assert_eq!(operations.len(), 19, "the family of accounts, members and invitations");
    for found in operations.iter() {
        let (our, their) = (operation(&ours, found.id), operation(&theirs, found.id));
        let (our, their) = (our.unwrap(), their.unwrap_or_default());
        if let Some((ours, theirs)) = our.lines().zip(their.lines()).find(|(ours, theirs)| ours != theirs) {
            panic!("{}:\n- {theirs}\n+ {ours}\n\nours, whole:\n{our}", found.id);
        }
        assert_eq!(our.len(), their.len(), "{}: one of the two has more lines", found.id);
    }
}
