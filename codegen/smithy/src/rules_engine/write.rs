//! Rule sets to nodes: what [`RuleSet::parse`] reads back as an equal rule set.

use crate::node::{Node, Object};
use crate::source::Span;

use super::expression::{Expression, ExpressionKind};
use super::rule_set::{Condition, Endpoint, Parameter, Rule, RuleBody, RuleSet};

fn node(value: impl Into<crate::node::Value>) -> Node {
    Node::synthetic(value)
}

fn object<'k>(entries: impl IntoIterator<Item = (&'k str, Node)>) -> Node {
    let mut object = Object::default();
    for (key, value) in entries {
        object.insert(key, Span::NONE, value);
    }
    node(object)
}

/// The entries that are there.
fn present<'k>(entries: impl IntoIterator<Item = (&'k str, Option<Node>)>) -> Node {
    object(entries.into_iter().filter_map(|(key, value)| Some((key, value?))))
}

fn list<T>(items: &[T], write: impl Fn(&T) -> Node) -> Node {
    node(items.iter().map(write).collect::<Vec<_>>())
}

impl RuleSet<'_> {
    /// The rule set as the value of `smithy.rules#endpointRuleSet`.
    pub fn to_node(&self) -> Node {
        object([
            ("version", node(self.version.to_string())),
            (
                "parameters",
                object(self.parameters.iter().map(|parameter| (parameter.name, self::parameter(parameter)))),
            ),
            ("rules", list(&self.rules, rule)),
        ])
    }
}

fn parameter(parameter: &Parameter<'_>) -> Node {
    present([
        ("builtIn", parameter.built_in.map(node)),
        ("default", parameter.default.cloned()),
        ("required", Some(node(parameter.required))),
        ("deprecated", parameter.deprecated.cloned()),
        ("documentation", parameter.documentation.map(node)),
        ("type", Some(node(parameter.kind.as_str()))),
    ])
}

fn rule(rule: &Rule<'_>) -> Node {
    let (kind, body) = match &rule.body {
        RuleBody::Endpoint(body) => ("endpoint", endpoint(body)),
        RuleBody::Error(message) => ("error", expression(message)),
        RuleBody::Tree(rules) => ("tree", list(rules, self::rule)),
    };
    let key = if kind == "tree" { "rules" } else { kind };
    present([
        ("documentation", rule.documentation.map(node)),
        ("conditions", Some(list(&rule.conditions, condition))),
        (key, Some(body)),
        ("type", Some(node(kind))),
    ])
}

fn condition(condition: &Condition<'_>) -> Node {
    let mut written = expression(&condition.function);
    if let (crate::node::Value::Object(object), Some(assign)) = (&mut written.value, &condition.assign) {
        object.insert("assign", Span::NONE, node(assign.name));
    }
    written
}

fn endpoint(endpoint: &Endpoint<'_>) -> Node {
    object([
        ("url", expression(&endpoint.url)),
        ("properties", object(endpoint.properties.iter().map(|(name, value)| (*name, expression(value))))),
        ("headers", object(endpoint.headers.iter().map(|(name, values)| (*name, list(values, expression))))),
    ])
}

fn expression(expression: &Expression<'_>) -> Node {
    let call = |name: &str, arguments: Vec<Node>| object([("fn", node(name)), ("argv", node(arguments))]);
    match &expression.kind {
        ExpressionKind::Reference(name) => object([("ref", node(*name))]),
        ExpressionKind::Boolean(value) => node(*value),
        ExpressionKind::Integer(value) => node(*value),
        ExpressionKind::String(template) => node(template.text),
        ExpressionKind::Tuple(items) => list(items, self::expression),
        ExpressionKind::Record(fields) => object(fields.iter().map(|(name, value)| (*name, self::expression(value)))),
        ExpressionKind::Attribute { target, path, .. } => call("getAttr", vec![self::expression(target), node(*path)]),
        ExpressionKind::Call { function, arguments } => {
            call(function.name, arguments.iter().map(self::expression).collect())
        }
    }
}
