//! Rules on `aws.cloudformation`.

use super::rule::Rule;

mod cfn_mutability_trait;
mod cfn_resource_property;

pub(super) static RULES: &[&Rule] = &[&cfn_mutability_trait::RULE, &cfn_resource_property::RULE];
