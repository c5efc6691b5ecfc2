//! Rules on the protocol tests of `smithy.test`.

use std::collections::BTreeMap;

use super::rule::{Rule, Sink};
use super::text::ticked_sorted;
use crate::node::Node;
use crate::shape::Shape;
use crate::shape_id::ShapeId;

mod event_stream_tests_trait;
mod http_request_tests_input;
mod http_response_tests_error;
mod http_response_tests_output;
mod media_type;
mod message_tests;
mod unique_protocol_test_case_id;

pub(super) static RULES: &[&Rule] = &[
    &event_stream_tests_trait::RULE,
    &http_request_tests_input::RULE,
    &http_response_tests_error::RULE,
    &http_response_tests_output::RULE,
    &unique_protocol_test_case_id::RULE,
];

/// Reports tests of the same name among those that a trait puts on some shapes.
pub(super) fn unique_ids<'m>(id: ShapeId, shapes: impl IntoIterator<Item = &'m Shape>, sink: &mut Sink<'_>) {
    let mut named: BTreeMap<&str, Vec<(&Shape, &Node)>> = BTreeMap::new();
    for shape in shapes {
        for test in shape.trait_value(id).and_then(Node::as_array).unwrap_or_default() {
            if let Some(name) = test.get("id").and_then(Node::as_str) {
                named.entry(name).or_default().push((shape, test));
            }
        }
    }
    for (name, tests) in named.into_iter().filter(|(_, tests)| tests.len() > 1) {
        let shapes = ticked_sorted(tests.iter().map(|(shape, _)| shape.id));
        for (shape, test) in tests {
            sink.error(shape, format!("Conflicting `{id}` test case IDs found for ID `{name}`: {shapes}"))
                .place(test.span);
        }
    }
}
