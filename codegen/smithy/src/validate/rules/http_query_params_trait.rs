//! Query parameters bound one by one beside a map that takes the others.

use crate::ids;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked_sorted;

pub(super) static RULE: Rule = Rule::new("HttpQueryParamsTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for params in context.shapes_with(ids::HTTP_QUERY_PARAMS) {
        let Some(structure) = context.shape(params.id.without_member()) else { continue };
        let queries = context.model.members(structure).filter(|member| member.has_trait(ids::HTTP_QUERY));
        let queries: Vec<_> = queries.filter_map(|member| member.id.member()).collect();
        if queries.is_empty() {
            continue;
        }
        let name = params.id.member().unwrap_or_default();
        let message = format!(
            "Structure member `{name}` is marked with the `httpQueryParams` trait, and `httpQuery` traits are applied \
             to the following members: {}. The service will not be able to disambiguate between query string \
             parameters intended for the `{name}` member and those explicitly bound to the `httpQuery` members.",
            ticked_sorted(queries)
        );
        sink.note(structure, message);
    }
}
