//! Rules on `aws.apigateway`.

use super::rule::Rule;

mod authorizer_trait;
mod authorizers_trait;
mod endpoint_configuration;
mod gateway_responses;

pub(super) static RULES: &[&Rule] =
    &[&authorizer_trait::RULE, &authorizers_trait::RULE, &endpoint_configuration::RULE, &gateway_responses::RULE];
