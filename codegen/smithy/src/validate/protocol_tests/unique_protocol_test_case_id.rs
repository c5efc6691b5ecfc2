//! No two protocol tests of one kind have the same name.

use super::unique_ids;
use crate::ids;
use crate::validate::rule::Rule;

pub(super) static RULE: Rule = Rule::new("UniqueProtocolTestCaseId", |context, sink| {
    for id in
        [ids::HTTP_REQUEST_TESTS, ids::HTTP_RESPONSE_TESTS, ids::HTTP_MALFORMED_REQUEST_TESTS, ids::EVENT_STREAM_TESTS]
    {
        unique_ids(id, context.shapes_with(id).iter().copied(), sink);
    }
});
