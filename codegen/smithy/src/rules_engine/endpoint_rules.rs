//! The rules of a service, in whichever form they are.

use crate::ids;
use crate::shape::Shape;

use super::bdd::Bdd;
use super::error::RuleError;
use super::evaluate::Outcome;
use super::functions::Facts;
use super::rule_set::{Endpoint, Parameter, RuleBody, RuleSet, Version};
use super::value::Value;

/// The endpoint rules of a service, in either form.
#[derive(Clone, Debug)]
pub enum EndpointRules<'n> {
    /// Rules.
    RuleSet(RuleSet<'n>),
    /// Rules compiled to a decision diagram.
    Bdd(Bdd<'n>),
}

impl<'n> EndpointRules<'n> {
    /// The rules of a service: the decision diagram if there is one. `None` for a service without.
    pub fn of(service: &'n Shape) -> Option<Result<Self, RuleError>> {
        if let Some(value) = service.trait_value(ids::ENDPOINT_BDD) {
            return Some(Bdd::parse(value).map(Self::Bdd));
        }
        service.trait_value(ids::ENDPOINT_RULE_SET).map(|value| RuleSet::parse(value).map(Self::RuleSet))
    }

    /// Version of the language.
    pub fn version(&self) -> Version {
        match self {
            Self::RuleSet(rules) => rules.version,
            Self::Bdd(rules) => rules.version,
        }
    }

    /// What the rules depend on.
    pub fn parameters(&self) -> &[Parameter<'n>] {
        match self {
            Self::RuleSet(rules) => &rules.parameters,
            Self::Bdd(rules) => &rules.parameters,
        }
    }

    /// Every endpoint that the rules can come to, in order.
    pub fn endpoints(&self) -> Vec<&Endpoint<'n>> {
        match self {
            Self::RuleSet(rules) => rules.endpoints(),
            Self::Bdd(rules) => {
                let mut endpoints = Vec::new();
                for result in &rules.results {
                    if let RuleBody::Endpoint(endpoint) = result {
                        endpoints.push(endpoint);
                    }
                }
                endpoints
            }
        }
    }

    /// Runs the rules. Parameters that are not given have their defaults.
    ///
    /// # Errors
    /// When no rule applies, or a parameter has another type than the rules expect.
    pub fn resolve(&self, parameters: &[(&'n str, Value<'n>)], facts: Facts) -> Result<Outcome<'n>, String> {
        match self {
            Self::RuleSet(rules) => rules.resolve(parameters, facts),
            Self::Bdd(rules) => rules.resolve(parameters, facts),
        }
    }
}
