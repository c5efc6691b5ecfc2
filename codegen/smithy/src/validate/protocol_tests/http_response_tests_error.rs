//! Tests of errors fit the error.

use super::message_tests::{Part, check};
use crate::ids;
use crate::validate::rule::Rule;

pub(super) static RULE: Rule = Rule::new("HttpResponseTestsError", |context, sink| {
    check(ids::HTTP_RESPONSE_TESTS, Part::Error, context, sink);
});
