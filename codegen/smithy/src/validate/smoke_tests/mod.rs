//! Rules on `smithy.test#smokeTests`.

use super::rule::Rule;

mod smoke_test_case;
mod unique_smoke_test_case_id;

pub(super) static RULES: &[&Rule] = &[&smoke_test_case::RULE, &unique_smoke_test_case_id::RULE];
