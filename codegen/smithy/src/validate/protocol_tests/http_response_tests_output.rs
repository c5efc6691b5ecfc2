//! Tests of responses fit the output of their operation.

use super::message_tests::{Part, check};
use crate::ids;
use crate::validate::rule::Rule;

pub(super) static RULE: Rule = Rule::new("HttpResponseTestsOutput", |context, sink| {
    check(ids::HTTP_RESPONSE_TESTS, Part::Output, context, sink);
});
