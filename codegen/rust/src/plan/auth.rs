//! Which authentication schemes a service takes, and its operations where they differ
//! ([authentication traits](https://smithy.io/2.0/spec/authentication-traits.html)).

use whitesmith_smithy::{Model, Node, Shape, ShapeId, ids};

use super::literal;

/// The schemes of a service in order of preference, as expressions of the runtime's `AuthScheme`.
pub(super) fn of_service(model: &Model, service: &Shape) -> Vec<String> {
    chosen(service).unwrap_or_else(|| applied(model, service)).into_iter().map(|id| scheme(service, id)).collect()
}

/// The schemes of an operation, where they are not those of its service.
pub(super) fn of_operation(model: &Model, service: &Shape, operation: &Shape) -> Option<Vec<String>> {
    let own: Vec<String> = chosen(operation)?.into_iter().map(|id| scheme(service, id)).collect();
    (own != of_service(model, service)).then_some(own)
}

/// What `@auth` lists.
fn chosen(shape: &Shape) -> Option<Vec<ShapeId>> {
    let listed = shape.trait_value(ids::AUTH)?.as_array()?;
    Some(listed.iter().filter_map(Node::as_str).filter_map(|id| ShapeId::parse(id).ok()).collect())
}

/// Every scheme that the service has a trait of, by id: the order where no `@auth` gives one.
fn applied(model: &Model, service: &Shape) -> Vec<ShapeId> {
    let defines = |id: &ShapeId| model.shape(*id).is_some_and(|shape| shape.has_trait(ids::AUTH_DEFINITION));
    let mut found: Vec<ShapeId> = service.traits.iter().map(|(id, _)| id).filter(defines).collect();
    found.sort();
    found
}

/// A scheme, with what the trait on the service says of it.
fn scheme(service: &Shape, id: ShapeId) -> String {
    let text = |key| service.trait_value(id).and_then(|value| value.get(key)).and_then(Node::as_str);
    let name = literal::string(text("name").unwrap_or_default());
    match id.as_str() {
        "aws.auth#sigv4" => format!("SigV4 {{ name: {name} }}"),
        "aws.auth#sigv4a" => format!("SigV4A {{ name: {name} }}"),
        "smithy.api#httpBearerAuth" => "HttpBearer".into(),
        "smithy.api#httpBasicAuth" => "HttpBasic".into(),
        "smithy.api#httpDigestAuth" => "HttpDigest".into(),
        "smithy.api#httpApiKeyAuth" => {
            let location = if text("in") == Some("query") { "Query" } else { "Header" };
            let word = literal::option(text("scheme").map(literal::string));
            format!(
                "HttpApiKey {{ location: whitesmith::auth::ApiKeyLocation::{location}, name: {name}, scheme: {word} }}"
            )
        }
        other => format!("Other({})", literal::string(other)),
    }
}
