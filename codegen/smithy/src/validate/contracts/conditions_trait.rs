//! Conditions mean something on values of the shape, and are either true or false.

use crate::ids;
use crate::jmespath::{Expression, Level, Type, check};
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::waiters::known_shape;

pub(super) static RULE: Rule = Rule::new("ConditionsTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::CONDITIONS) {
        let Some(target) = context.model.target(shape) else { continue };
        let conditions = shape.trait_value(ids::CONDITIONS).and_then(Node::as_object);
        for (name, condition) in conditions.iter().flat_map(|conditions| conditions.iter()) {
            let Some(node) = condition.get("expression") else { continue };
            let text = node.as_str().unwrap_or_default();
            let Ok(expression) = Expression::parse(text) else { continue };
            let (result, problems) = check(&expression, known_shape(target, context.model));
            // A member that does not exist is `null`, and authors write `null` for it.
            for problem in problems.iter().filter(|problem| problem.level == Level::Error) {
                let message = format!("Condition `{name}`: Problem found in JMESPath expression ({text}): {problem}");
                sink.error(shape, message).place(node.span);
            }
            let kind = result.kind();
            if !matches!(kind, Type::Any | Type::Boolean) {
                let message = format!(
                    "Condition `{name}`: JMESPath expression must return a boolean type, but this expression was \
                     statically determined to return a {kind} type."
                );
                sink.error(shape, message).place(node.span);
            }
        }
    }
}
