//! `httpChecksum` names members that exist and can say what they have to, and leaves its headers to itself.

use crate::ids;
use crate::node::Node;
use crate::shape::{Shape, ShapeType};
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked;

pub(super) static RULE: Rule = Rule::new("HttpChecksumTrait", run);

/// What the headers of checksums begin with.
const PREFIX: &str = "x-amz-checksum-";

static ALGORITHMS: &[&str] =
    &["CRC32", "CRC32C", "CRC64NVME", "MD5", "SHA1", "SHA256", "SHA512", "XXHASH64", "XXHASH3", "XXHASH128"];

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::HTTP_CHECKSUM) {
        let (Some(operation), Some(value)) = (shape.as_operation(), shape.trait_value(ids::HTTP_CHECKSUM)) else {
            continue;
        };
        let required = value.get("requestChecksumRequired").and_then(Node::as_bool).unwrap_or_default();
        let algorithm = value.get("requestAlgorithmMember").and_then(Node::as_str);
        let mode = value.get("requestValidationModeMember").and_then(Node::as_str);
        let responses = value.get("responseAlgorithms").and_then(Node::as_array).unwrap_or_default();
        let (request, response) = (required || algorithm.is_some(), mode.is_some() || !responses.is_empty());
        let mut error = |message: &str| {
            sink.error(shape, message).place_at_trait(shape, ids::HTTP_CHECKSUM);
        };
        if !request && !response {
            error(
                "The `httpChecksum` trait must define at least one of the `request` or `response` checksum behaviors.",
            );
            continue;
        }
        let input = operation.input.and_then(|input| context.shape(input.id));
        if request {
            if let Some(problem) = algorithm.and_then(|name| member_problem(context, input, name, ALGORITHMS)) {
                error(&format!("The `requestAlgorithmMember` property of the `httpChecksum` trait {problem}"));
            }
            if let Some(input) = input {
                headers(context, shape, input, sink);
            }
        }
        if !response {
            continue;
        }
        let mut error = |message: &str| {
            sink.error(shape, message).place_at_trait(shape, ids::HTTP_CHECKSUM);
        };
        let Some(mode) = mode else {
            error(
                "The `httpChecksum` trait must model the `requestValidationModeMember` property to support response \
                 checksum behavior.",
            );
            continue;
        };
        if let Some(problem) = member_problem(context, input, mode, &["ENABLED"]) {
            error(&format!("The `requestValidationModeMember` property of the `httpChecksum` trait {problem}"));
        }
        if responses.is_empty() {
            error(
                "The `httpChecksum` trait must model the `responseAlgorithms` property to support response checksum \
                 behavior.",
            );
            continue;
        }
        for structure in operation.output.iter().chain(&operation.errors).filter_map(|target| context.shape(target.id))
        {
            headers(context, shape, structure, sink);
        }
    }
}

/// What is wrong with an input member that should be able to have some of `supported` as values, and no others.
fn member_problem(context: &Context<'_>, input: Option<&Shape>, name: &str, supported: &[&str]) -> Option<String> {
    let Some(member) = input.and_then(|input| context.model.member(input, name)) else {
        return Some("targets a member that does not exist.".into());
    };
    let Some(values) = enum_values(context, member) else {
        return Some("targets a member that does not resolve an `enum` trait.".into());
    };
    let mut unsupported: Vec<_> = values.into_iter().filter(|value| !supported.contains(value)).collect();
    unsupported.sort_unstable();
    (!unsupported.is_empty()).then(|| {
        format!("targets a member with an `enum` trait that contains unsupported values: {}", ticked(unsupported))
    })
}

fn enum_values<'m>(context: &Context<'m>, member: &'m Shape) -> Option<Vec<&'m str>> {
    let target = context.model.target(member)?;
    if target.shape_type() == ShapeType::Enum {
        let value = |member: &'m Shape| {
            let value = member.trait_value(ids::ENUM_VALUE).and_then(Node::as_str);
            value.or_else(|| member.id.member())
        };
        return Some(context.model.members(target).filter_map(value).collect());
    }
    let definitions = context.model.member_trait(member, ids::ENUM)?.as_array()?;
    Some(definitions.iter().filter_map(|definition| definition.get("value")?.as_str()).collect())
}

/// Reports the members of a structure that are bound to headers of checksums.
fn headers(context: &Context<'_>, operation: &Shape, structure: &Shape, sink: &mut Sink<'_>) {
    for member in context.model.members(structure) {
        let name = member.id.member().unwrap_or_default();
        if let Some(prefix) = member.trait_value(ids::HTTP_PREFIX_HEADERS).and_then(Node::as_str)
            && PREFIX.starts_with(&prefix.to_ascii_lowercase())
        {
            let message = format!(
                "The `httpPrefixHeaders` binding of `{name}` uses the prefix `{prefix}` that conflicts with the prefix \
                 `{PREFIX}` used by the `httpChecksum` trait."
            );
            sink.danger(operation, message).place(member.span);
        }
        if let Some(header) = member.trait_value(ids::HTTP_HEADER).and_then(Node::as_str)
            && header.to_ascii_lowercase().starts_with(PREFIX)
        {
            let message = format!(
                "The `httpHeader` binding of `{header}` on `{name}` starts with the prefix `{PREFIX}` used by the \
                 `httpChecksum` trait."
            );
            sink.warning(operation, message).place(member.span);
        }
    }
}
