//! The endpoint rules of each service, read once.

use crate::model::Model;
use crate::rules_engine::{EndpointRules, RuleError};
use crate::shape::{Shape, ShapeType};

/// A service and its endpoint rules.
pub struct ServiceRules<'m> {
    /// The service.
    pub service: &'m Shape,
    /// Its rules, or what is wrong with them.
    pub rules: Result<EndpointRules<'m>, RuleError>,
}

/// The rules of every service that has some.
pub(super) fn endpoint_rules(model: &Model) -> Vec<ServiceRules<'_>> {
    model
        .shapes_of(ShapeType::Service)
        .filter_map(|service| Some(ServiceRules { service, rules: EndpointRules::of(service)? }))
        .collect()
}
