//! Traits that matter at run time, as expressions of the runtime's `Trait`.

use whitesmith_smithy::{Node, Shape, ShapeType, ids};

use super::literal;

/// The traits on a shape or member, in the order of the table below.
pub(super) fn runtime_traits(shape: &Shape) -> Vec<String> {
    let mut traits = Vec::new();
    for (id, name) in FLAGS {
        if shape.has_trait(*id) {
            traits.push((*name).into());
        }
    }
    for (id, name) in TEXTS {
        if let Some(text) = shape.trait_value(*id).and_then(Node::as_str) {
            traits.push(format!("{name}({})", literal::string(text)));
        }
    }
    if let Some(format) = shape.trait_value(ids::TIMESTAMP_FORMAT).and_then(Node::as_str) {
        let format = match format {
            "date-time" => Some("DateTime"),
            "http-date" => Some("HttpDate"),
            "epoch-seconds" => Some("EpochSeconds"),
            _ => None,
        };
        traits.extend(format.map(|format| format!("TimestampFormat({format})")));
    }
    if let Some(length) = shape.trait_value(ids::LENGTH) {
        let bound =
            |key| literal::option(length.get(key).and_then(Node::as_number).map(|n| literal::integer(n.as_str())));
        traits.push(format!("Length {{ min: {}, max: {} }}", bound("min"), bound("max")));
    }
    if let Some(range) = shape.trait_value(ids::RANGE) {
        let bound =
            |key| literal::option(range.get(key).and_then(Node::as_number).map(|n| literal::string(n.as_str())));
        traits.push(format!("Range {{ min: {}, max: {} }}", bound("min"), bound("max")));
    }
    match shape.trait_value(ids::ERROR).and_then(Node::as_str) {
        Some("client") => traits.push("Error(Client)".into()),
        Some(_) => traits.push("Error(Server)".into()),
        None => {}
    }
    if let Some(status) = shape.trait_value(ids::HTTP_ERROR).and_then(Node::as_number) {
        traits.push(format!("HttpError({})", status.as_str()));
    }
    if let Some(retryable) = shape.trait_value(ids::RETRYABLE) {
        let throttling = retryable.get("throttling").and_then(Node::as_bool).unwrap_or(false);
        traits.push(format!("Retryable {{ throttling: {throttling} }}"));
    }
    if shape.shape_type() == ShapeType::Structure {
        // Only a blob and a union stream.
        traits.retain(|written| written != "Streaming");
    }
    traits
}

type Row = (whitesmith_smithy::ShapeId, &'static str);

/// Traits without a value. `@required` and `@default` depend on the field, and are not among them.
const FLAGS: &[Row] = &[
    (ids::SENSITIVE, "Sensitive"),
    (ids::SPARSE, "Sparse"),
    (ids::UNIQUE_ITEMS, "UniqueItems"),
    (ids::STREAMING, "Streaming"),
    (ids::REQUIRES_LENGTH, "RequiresLength"),
    (ids::IDEMPOTENCY_TOKEN, "IdempotencyToken"),
    (ids::HOST_LABEL, "HostLabel"),
    (ids::HTTP_LABEL, "HttpLabel"),
    (ids::HTTP_QUERY_PARAMS, "HttpQueryParams"),
    (ids::HTTP_PAYLOAD, "HttpPayload"),
    (ids::HTTP_RESPONSE_CODE, "HttpResponseCode"),
    (ids::EVENT_HEADER, "EventHeader"),
    (ids::EVENT_PAYLOAD, "EventPayload"),
];

/// Traits whose value is a string.
const TEXTS: &[Row] = &[
    (ids::JSON_NAME, "JsonName"),
    (ids::MEDIA_TYPE, "MediaType"),
    (ids::HTTP_HEADER, "HttpHeader"),
    (ids::HTTP_PREFIX_HEADERS, "HttpPrefixHeaders"),
    (ids::HTTP_QUERY, "HttpQuery"),
    (ids::PATTERN, "Pattern"),
];
