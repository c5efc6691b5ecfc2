//! Operations, their inputs, outputs and error enums.

use whitesmith_smithy::{Node, Shape, ShapeId, ids};

use super::closure::OperationShapes;
use super::customization::Customization;
use super::deprecation::Deprecation;
use super::links::Place;
use super::names::{NameKind, Scope};
use super::shapes::{self, Role};
use super::types::OperationName;
use super::{Context, ErrorVariant, OperationPlan, StructurePlan, auth, literal, waiters};

pub(super) fn plan(context: &Context<'_>) -> Vec<OperationPlan> {
    let operations = context.closure.operations.iter().zip(&context.names.operations);
    operations.map(|(shapes, names)| operation(context, shapes, names)).collect()
}

fn operation(context: &Context<'_>, shapes: &OperationShapes<'_>, names: &OperationName) -> OperationPlan {
    let http = shapes.shape.trait_value(ids::HTTP).and_then(|http| {
        let text = |key| http.get(key).and_then(Node::as_str).map(String::from);
        let status = http.get("code").and_then(Node::as_number).and_then(|code| code.as_str().parse().ok());
        Some((text("method")?, text("uri")?, status.unwrap_or(200)))
    });
    let route = http.as_ref().map(|(method, uri, _)| format!("{method} {uri}"));
    let file = names.module_path();
    let place = Place::module(&file);
    let summary = |place: Place<'_>| summary(context, place, shapes.shape, &names.name, route.as_deref());
    OperationPlan {
        id: shapes.shape.id.as_str().into(),
        name: names.name.clone(),
        method: names.method.clone(),
        pages: names.pages.clone(),
        waiters: waiters::plan(context, shapes, &names.waiters),
        module: names.module.clone(),
        docs: shapes::documentation(context, place, shapes.shape, ""),
        summary: summary(Place::module("service")),
        client_summary: summary(Place::elsewhere(&context.settings.module.replace('-', "_"))),
        deprecation: Deprecation::of(shapes.shape),
        traits: operation_traits(context, shapes),
        input: own(context, shapes.input, &names.name, &names.input, &names.module, Role::Input),
        output: own(context, shapes.output, &names.name, &names.output, &names.module, Role::Output),
        error_name: names.error.clone(),
        errors: error_variants(context, place, shapes),
        route,
        http,
        auth: auth::of_operation(context.model, context.closure.service, shapes.shape),
    }
}

/// The first paragraph of an operation's documentation, and a link to the rest.
fn summary(context: &Context<'_>, place: Place<'_>, shape: &Shape, name: &str, route: Option<&str>) -> Vec<String> {
    let text = shape.trait_value(ids::DOCUMENTATION).and_then(Node::as_str).unwrap_or_default();
    let mut lines = context.markdown(place, text);
    lines.truncate(lines.iter().position(String::is_empty).unwrap_or(lines.len()));
    if lines.is_empty() {
        lines.push(format!("`{}`", route.unwrap_or(shape.id.as_str())));
    }
    lines.extend([String::new(), format!("See [`{name}`]({}).", place.path(&format!("operation::{name}")))]);
    lines
}

/// The input or output of an operation, as a type of that operation alone.
fn own(context: &Context<'_>, id: ShapeId, operation: &str, name: &str, module: &str, role: Role) -> StructurePlan {
    let path = format!("crate::operation::{name}");
    let nothing = Shape::new(ids::UNIT_SHAPE, whitesmith_smithy::ShapeKind::Structure, whitesmith_smithy::Span::NONE);
    let shape = if id == ids::UNIT_SHAPE { None } else { context.model.shape(id) };
    let about = format!("The {} of [`{operation}`].", if role == Role::Input { "input" } else { "output" });
    shapes::structure(context, shape.unwrap_or(&nothing), name, module, &path, role, &about)
}

fn error_variants(context: &Context<'_>, place: Place<'_>, shapes: &OperationShapes<'_>) -> Vec<ErrorVariant> {
    let mut names = Scope::new(NameKind::Variant, &["Other"]);
    let variants = shapes.errors.iter().filter_map(|error| {
        let name = context.names.types.get(error)?;
        let shape = context.model.shape(*error)?;
        let status = shape.trait_value(ids::HTTP_ERROR).and_then(Node::as_number).map(|code| code.as_str().to_owned());
        let status = status.unwrap_or_else(|| {
            let server = shape.trait_value(ids::ERROR).and_then(Node::as_str) == Some("server");
            if server { "500".into() } else { "400".into() }
        });
        // The first sentence is enough here; the structure has the rest.
        let text = shape.trait_value(ids::DOCUMENTATION).and_then(Node::as_str).unwrap_or_default();
        let first = context.markdown(place, text).join("\n");
        let first = first.split("\n\n").next().unwrap_or_default().replace('\n', " ");
        let first =
            first.split_once(". ").map_or(first.as_str(), |(sentence, _)| sentence).trim_end_matches('.').to_owned();
        let docs = if first.is_empty() { format!("Status {status}.") } else { format!("{first} ({status}).") };
        Some(ErrorVariant {
            name: names.name(&name.name),
            path: name.path(),
            schema: name.schema_path(),
            docs: vec![docs],
        })
    });
    variants.collect()
}

fn operation_traits(context: &Context<'_>, shapes: &OperationShapes<'_>) -> Vec<String> {
    let shape = shapes.shape;
    let mut traits = Vec::new();
    for (id, name) in [
        (ids::READONLY, "Readonly"),
        (ids::IDEMPOTENT, "Idempotent"),
        (ids::HTTP_CHECKSUM_REQUIRED, "HttpChecksumRequired"),
        (ids::OPTIONAL_AUTH, "OptionalAuth"),
        (ids::UNSIGNED_PAYLOAD, "UnsignedPayload"),
    ] {
        if shape.has_trait(id) {
            traits.push(name.to_owned());
        }
    }
    if shapes.input == ids::UNIT_SHAPE {
        traits.push("UnitInput".into());
    }
    if shapes.output == ids::UNIT_SHAPE {
        traits.push("UnitOutput".into());
    }
    if let Some(prefix) = shape.trait_value(ids::ENDPOINT).and_then(|e| e.get("hostPrefix")).and_then(Node::as_str) {
        traits.push(format!("HostPrefix({})", literal::string(prefix)));
    }
    if let Some(checksum) = shape.trait_value(ids::HTTP_CHECKSUM) {
        let text = |key| literal::option(checksum.get(key).and_then(Node::as_str).map(literal::string));
        let required = checksum.get("requestChecksumRequired").and_then(Node::as_bool).unwrap_or(false);
        let algorithms = checksum.get("responseAlgorithms").and_then(Node::as_array).unwrap_or_default();
        let algorithms: Vec<String> = algorithms.iter().filter_map(Node::as_str).map(literal::string).collect();
        traits.push(format!(
            "HttpChecksum {{ algorithm_member: {}, required: {required}, validation_member: {}, \
             response_algorithms: &[{}] }}",
            text("requestAlgorithmMember"),
            text("requestValidationModeMember"),
            algorithms.join(", ")
        ));
    }
    let encodings =
        shape.trait_value(ids::REQUEST_COMPRESSION).and_then(|c| c.get("encodings")).and_then(Node::as_array);
    if let Some(encodings) = encodings {
        let encodings: Vec<String> = encodings.iter().filter_map(Node::as_str).map(literal::string).collect();
        traits.push(format!("RequestCompression(&[{}])", encodings.join(", ")));
    }
    if let Some(paginated) = shape.trait_value(ids::PAGINATED) {
        // What an operation leaves out, its service says.
        let common = context.closure.service.trait_value(ids::PAGINATED);
        let text = |key| {
            let value = paginated.get(key).or_else(|| common.and_then(|common| common.get(key)));
            value.and_then(Node::as_str).map(literal::string)
        };
        if let (Some(input), Some(output)) = (text("inputToken"), text("outputToken")) {
            let (items, size) = (literal::option(text("items")), literal::option(text("pageSize")));
            traits.push(format!(
                "Paginated {{ input_token: {input}, output_token: {output}, items: {items}, page_size: {size} }}"
            ));
        }
    }
    if let Some(customization) = Customization::of(context.closure.service) {
        let input = context.model.shape(shapes.input);
        traits.extend(customization.operation_traits(context.model, context.closure.service, input));
    }
    traits
}
