//! Rules on `smithy.waiters`.

use super::rule::Rule;

mod known_shape;
mod unique_waiter_names;
mod waitable_trait;

pub(super) use known_shape::known_shape;

pub(super) static RULES: &[&Rule] = &[
    &unique_waiter_names::RULE,
    &waitable_trait::RULE,
    &waitable_trait::ERROR_TYPE_RULE,
    &waitable_trait::JMESPATH_RULE,
];
