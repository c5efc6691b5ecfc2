//! A greedy label comes last, and alone.

use crate::ids;
use crate::index::uri_pattern::{Segment, UriPattern};
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("HttpUriGreedyLabel", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for operation in context.shapes_with(ids::HTTP) {
        let Some(uri) = operation.trait_value(ids::HTTP).and_then(|http| http.get("uri")?.as_str()) else { continue };
        let segments = UriPattern::parse(uri).segments;
        let is_greedy = |segment: &Segment| matches!(segment, Segment::GreedyLabel(_));
        let Some(first) = segments.iter().position(is_greedy) else { continue };
        let after = segments.get(first + 1..).unwrap_or_default();
        if after.iter().any(is_greedy) {
            let message = format!("At most one greedy label segment may exist in a pattern: {uri}");
            sink.danger(operation, message).place_at_trait(operation, ids::HTTP).sub_id("MultipleGreedyLabels");
        }
        if after.iter().any(|segment| segment.label().is_some()) {
            let message = format!("A greedy label must be the last label in its pattern: {uri}");
            sink.danger(operation, message).place_at_trait(operation, ids::HTTP).sub_id("GreedyLabelIsNotLastLabel");
        }
    }
}
