//! Endpoint rules: which address a call goes to, as rules over parameters
//! ([rules engine](https://smithy.io/2.0/additional-specs/rules-engine/index.html)).
//!
//! [`RuleSet::parse`] reads the value of `smithy.rules#endpointRuleSet` and checks its types; [`Bdd::parse`] reads
//! the same rules compiled to a decision diagram (`smithy.rules#endpointBdd`). Both can be run on parameters with
//! `resolve`, and written back with `to_node`. [`TestCase`] is one of the trait `smithy.rules#endpointTests`.
//!
//! Everything borrows its text from the model: parsing the rules of a service costs little more than walking them.
//!
//! ```
//! use whitesmith_smithy::jmespath::parse_json;
//! use whitesmith_smithy::rules_engine::{Facts, Outcome, RuleSet, Value};
//!
//! let node = parse_json(r#"{
//!     "version": "1.0",
//!     "parameters": { "Region": { "type": "string", "required": true, "documentation": "Where." } },
//!     "rules": [{ "type": "endpoint", "conditions": [], "endpoint": { "url": "https://{Region}.example.com" } }]
//! }"#).expect("it is JSON");
//! let rules = RuleSet::parse(&node).map_err(|error| error.message)?;
//! let outcome = rules.resolve(&[("Region", Value::String("eu-1".into()))], Facts::default())?;
//! assert!(matches!(outcome, Outcome::Endpoint(endpoint) if endpoint.url == "https://eu-1.example.com"));
//! # Ok::<(), String>(())
//! ```

mod bdd;
mod endpoint_rules;
mod error;
mod evaluate;
mod expression;
mod functions;
mod parse;
mod rule_set;
mod template;
mod test_case;
mod type_check;
mod types;
mod value;
mod write;

pub use bdd::{Bdd, BddResult};
pub use endpoint_rules::EndpointRules;
pub use error::RuleError;
pub use evaluate::{Outcome, ResolvedEndpoint};
pub use expression::{Expression, ExpressionKind, PathPart};
pub use functions::{FUNCTIONS, Facts, Function};
pub use rule_set::{Assignment, Condition, Endpoint, Parameter, ParameterType, Rule, RuleBody, RuleSet, Version};
pub use template::{Template, TemplatePart};
pub use test_case::{Expectation, ExpectedEndpoint, OperationInput, TestCase};
pub use types::Type;
pub use value::Value;

/// How deep rules and expressions may nest.
const MAX_DEPTH: usize = 64;

#[cfg(test)]
mod tests;
