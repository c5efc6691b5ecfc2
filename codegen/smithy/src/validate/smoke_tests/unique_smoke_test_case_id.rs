//! No two smoke tests of a service have the same name.

use crate::ids;
use crate::shape::ShapeType;
use crate::validate::protocol_tests::unique_ids;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("UniqueSmokeTestCaseId", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let tested = context.shapes_with(ids::SMOKE_TESTS);
    if tested.is_empty() {
        return;
    }
    let mut unbound = tested.to_vec();
    for service in context.shapes_of(ShapeType::Service) {
        let operations = context.top_down().operations(service.id);
        unbound.retain(|operation| !operations.iter().any(|bound| bound.id == operation.id));
        unique_ids(ids::SMOKE_TESTS, operations.iter().copied(), sink);
    }
    // Operations of no service cannot meet one another.
    for operation in unbound {
        unique_ids(ids::SMOKE_TESTS, [operation], sink);
    }
}
