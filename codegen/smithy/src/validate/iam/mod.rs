//! Rules on `aws.iam`.

use super::rule::Rule;

mod condition_key_value_trait;
mod condition_keys;
mod define_condition_keys_trait;
mod iam_action;
mod iam_resource_trait;
mod iam_resource_trait_conflicting_name;
mod keys;

pub(super) static RULES: &[&Rule] = &[
    &condition_key_value_trait::RULE,
    &condition_keys::RULE,
    &define_condition_keys_trait::RULE,
    &iam_action::RULE,
    &iam_resource_trait::RULE,
    &iam_resource_trait_conflicting_name::RULE,
];
