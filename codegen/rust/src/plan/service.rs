//! The service itself.

use whitesmith_smithy::{Node, Shape, ShapeId, ids};

use super::exports::EXPORTS;
use super::links::Place;
use super::names::{NameKind, Scope};
use super::{Context, ServicePlan, auth, literal};

/// The name of the service trait, which stands beside what the types crate hands on.
pub(super) fn trait_name(service: &Shape) -> String {
    Scope::new(NameKind::Type, EXPORTS).name(sdk_id(service).unwrap_or(service.id.name()))
}

/// What AWS calls the service.
fn sdk_id(service: &Shape) -> Option<&str> {
    service.trait_value(ids::AWS_SERVICE)?.get("sdkId")?.as_str()
}

pub(super) fn plan(context: &Context<'_>, validation: Option<ShapeId>) -> ServicePlan {
    let shape = context.closure.service;
    let aws = shape.trait_value(ids::AWS_SERVICE);
    let title = shape.trait_value(ids::TITLE).and_then(Node::as_str).or(sdk_id(shape)).unwrap_or(shape.id.name());
    let protocols = shape.traits.iter().map(|(id, _)| id);
    let protocols = protocols.filter(|id| context.model.shape(*id).is_some_and(is_protocol));
    ServicePlan {
        name: context.names.service.clone(),
        title: title.into(),
        id: shape.id.as_str().into(),
        api_version: shape.as_service().map(|service| service.version.to_string()).unwrap_or_default(),
        docs: context.markdown(
            Place::module("service"),
            shape.trait_value(ids::DOCUMENTATION).and_then(Node::as_str).unwrap_or_default(),
        ),
        protocols: protocols.map(|id| id.as_str().into()).collect(),
        auth: auth::of_service(context.model, shape),
        regional: endpoint_prefix(aws).is_some(),
        traits: service_traits(context, aws, validation),
    }
}

fn is_protocol(definition: &Shape) -> bool {
    definition.has_trait(ids::PROTOCOL_DEFINITION)
}

/// What AWS calls the service in the names of its endpoints.
fn endpoint_prefix(aws: Option<&Node>) -> Option<&str> {
    aws?.get("endpointPrefix")?.as_str()
}

fn service_traits(context: &Context<'_>, aws: Option<&Node>, validation: Option<ShapeId>) -> Vec<String> {
    let mut traits = Vec::new();
    traits.extend(endpoint_prefix(aws).map(|prefix| format!("EndpointPrefix({})", literal::string(prefix))));
    traits.extend(validation.map(|error| format!("ValidationError(&{})", context.schema_path(error))));
    traits
}
