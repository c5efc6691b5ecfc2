//! Expressions that take parameters from an input can be read, are simple enough, and find something.

use super::path_type::{check, parameter_type};
use crate::ids;
use crate::jmespath::{Expression, ExpressionKind as E};
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("OperationContextParamsTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for operation in context.shapes_with(ids::OPERATION_CONTEXT_PARAMS) {
        let params = operation.trait_value(ids::OPERATION_CONTEXT_PARAMS).and_then(Node::as_object);
        for (name, definition) in params.iter().flat_map(|params| params.iter()) {
            let Some(node) = definition.get("path") else { continue };
            let path = node.as_str().unwrap_or_default();
            let problem = match Expression::parse(path) {
                Err(error) => Some(format!("a key `{name}` with an unparseable JMESPath path `{path}`: {error}.")),
                Ok(expression) => {
                    let mut unsupported = Vec::new();
                    find_unsupported(&expression, &mut unsupported);
                    let (known, problems) = check(&expression, operation, context);
                    if !unsupported.is_empty() {
                        let list = unsupported.iter().map(|what| format!("'{what}'")).collect::<Vec<_>>().join(", ");
                        Some(format!(
                            "a key `{name}` with a JMESPath path `{path}` with unsupported expressions: {list}."
                        ))
                    } else if !problems.is_empty() {
                        let list = problems.iter().map(|problem| format!("'{}'", problem.message));
                        let list = list.collect::<Vec<_>>().join(", ");
                        Some(format!("a path `{name}` with an invalid JMESPath path `{path}`: {list}."))
                    } else if parameter_type(&known).is_none() {
                        Some(format!(
                            "a path `{name}` with a JMESPath path `{path}` that resolves to an unsupported type: `{}`.",
                            known.kind()
                        ))
                    } else {
                        None
                    }
                }
            };
            if let Some(problem) = problem {
                let message = format!(
                    "The operation `{}` is marked with `{}` which contains {problem}",
                    operation.id,
                    ids::OPERATION_CONTEXT_PARAMS
                );
                sink.error(operation, message).place(node.span);
            }
        }
    }
}

/// Everything in an expression beyond fields, projections, lists and `keys`.
fn find_unsupported(expression: &Expression, found: &mut Vec<String>) {
    let mut add = |what: &str| found.push(what.to_owned());
    match &expression.kind {
        E::Current | E::Field(_) => {}
        E::Index(_) => add("index"),
        E::Slice { .. } => add("slice"),
        E::Literal(_) => add("literal"),
        E::Function { name, arguments } => {
            if &**name != "keys" {
                add(&format!("`{name}` function"));
            }
            for argument in arguments {
                find_unsupported(argument, found);
            }
        }
        E::Reference(inner) => {
            add("expression type");
            find_unsupported(inner, found);
        }
        E::MultiSelectList(expressions) => expressions.iter().for_each(|inner| find_unsupported(inner, found)),
        E::MultiSelectHash(entries) => {
            add("multiselect hash");
            for (_, inner) in entries {
                find_unsupported(inner, found);
            }
        }
        E::Not(inner) => {
            add("not");
            find_unsupported(inner, found);
        }
        E::And(left, right) => {
            add("and");
            find_unsupported(left, found);
            find_unsupported(right, found);
        }
        E::Or(left, right) => {
            add("or");
            find_unsupported(left, found);
            find_unsupported(right, found);
        }
        E::Compare(_, left, right) => {
            add("comparator");
            find_unsupported(left, found);
            find_unsupported(right, found);
        }
        E::Filter(left, condition, right) => {
            add("filter projection");
            find_unsupported(left, found);
            find_unsupported(condition, found);
            find_unsupported(right, found);
        }
        E::Sub(left, right) | E::Pipe(left, right) | E::Project(left, right) | E::ProjectObject(left, right) => {
            find_unsupported(left, found);
            find_unsupported(right, found);
        }
        E::Flatten(inner) => find_unsupported(inner, found),
    }
}
