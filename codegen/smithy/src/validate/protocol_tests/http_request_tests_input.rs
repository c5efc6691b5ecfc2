//! Tests of requests fit the input of their operation.

use super::message_tests::{Part, check};
use crate::ids;
use crate::validate::rule::Rule;

pub(super) static RULE: Rule = Rule::new("HttpRequestTestsInput", |context, sink| {
    check(ids::HTTP_REQUEST_TESTS, Part::Input, context, sink);
});
