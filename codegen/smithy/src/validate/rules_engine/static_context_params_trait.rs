//! Fixed values for endpoint rules are of types that parameters can have.

use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("StaticContextParamsTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for operation in context.shapes_with(ids::STATIC_CONTEXT_PARAMS) {
        let params = operation.trait_value(ids::STATIC_CONTEXT_PARAMS).and_then(Node::as_object);
        for (name, definition) in params.iter().flat_map(|params| params.iter()) {
            let Some(value) = definition.get("value") else { continue };
            let strings = |items: &[Node]| items.iter().all(|item| item.as_str().is_some());
            if value.as_str().is_some() || value.as_bool().is_some() || value.as_array().is_some_and(strings) {
                continue;
            }
            let message = format!(
                "The operation `{}` is marked with `{}` which contains a key `{name}` with an unsupported document \
                 type value `{}`.",
                operation.id,
                ids::STATIC_CONTEXT_PARAMS,
                value.type_name()
            );
            sink.error(operation, message).place(value.span);
        }
    }
}
