//! Rules on `smithy.rules` and `aws.endpoints`.

use super::rule::{Context, Rule};
use crate::rules_engine::EndpointRules;
use crate::shape::Shape;

mod aws_special_case_endpoint;
mod endpoint_bdd_trait;
mod endpoint_rule_set_trait;
mod endpoint_tests_trait;
mod operation_context_params_trait;
mod path_type;
mod rule_set_auth_schemes;
mod rule_set_aws_built_in;
mod rule_set_built_in;
mod rule_set_param_missing_docs;
mod rule_set_parameter;
mod rule_set_test_case;
mod rule_set_uri;
mod rules_engine_version;
mod static_context_params_trait;

pub(super) static RULES: &[&Rule] = &[
    &aws_special_case_endpoint::RULE,
    &endpoint_bdd_trait::RULE,
    &endpoint_rule_set_trait::RULE,
    &endpoint_tests_trait::RULE,
    &operation_context_params_trait::RULE,
    &rule_set_auth_schemes::RULE,
    &rule_set_aws_built_in::RULE,
    &rule_set_built_in::RULE,
    &rule_set_param_missing_docs::RULE,
    &rule_set_parameter::RULE,
    &rule_set_test_case::RULE,
    &rule_set_uri::RULE,
    &rules_engine_version::RULE,
    &static_context_params_trait::RULE,
];

/// The services with endpoint rules that can be read.
fn services<'c, 'm>(context: &'c Context<'m>) -> impl Iterator<Item = (&'m Shape, &'c EndpointRules<'m>)> {
    context.endpoint_rules().iter().filter_map(|service| Some((service.service, service.rules.as_ref().ok()?)))
}
