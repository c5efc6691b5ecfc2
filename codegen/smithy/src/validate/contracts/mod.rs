//! Rules on `smithy.contracts`.

use super::rule::Rule;

mod conditions_creation;
mod conditions_trait;

pub(super) static RULES: &[&Rule] = &[&conditions_creation::RULE, &conditions_trait::RULE];
