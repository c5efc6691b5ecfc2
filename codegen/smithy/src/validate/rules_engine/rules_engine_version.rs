//! Rules use nothing that came later than the version they say they are of.

use super::services;
use crate::rules_engine::{
    Condition, EndpointRules, Expression, ExpressionKind, PathPart, RuleBody, TemplatePart, Version,
};
use crate::source::Span;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("RulesEngineVersion", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (service, rules) in services(context) {
        let declared = rules.version();
        let mut report = |title: &str, since: Version, span: Span| {
            if since > declared {
                let message = format!(
                    "{title} requires rules engine version >= {since}, but ruleset declares version {declared}"
                );
                sink.error(service, message).place(span);
            }
        };
        match rules {
            EndpointRules::RuleSet(rules) => rules.visit_rules(&mut |rule| {
                conditions(&rule.conditions, &mut report);
                body(&rule.body, &mut report);
            }),
            EndpointRules::Bdd(rules) => {
                conditions(&rules.conditions, &mut report);
                rules.results.iter().for_each(|result| body(result, &mut report));
            }
        }
    }
}

type Report<'r> = dyn FnMut(&str, Version, Span) + 'r;

fn conditions(conditions: &[Condition<'_>], report: &mut Report<'_>) {
    for condition in conditions {
        expression(&condition.function, report);
    }
}

fn body(body: &RuleBody<'_>, report: &mut Report<'_>) {
    match body {
        RuleBody::Endpoint(endpoint) => {
            expression(&endpoint.url, report);
            endpoint.headers.iter().flat_map(|(_, values)| values).for_each(|value| expression(value, report));
            endpoint.properties.iter().for_each(|(_, value)| expression(value, report));
        }
        RuleBody::Error(message) => expression(message, report),
        RuleBody::Tree(_) => {}
    }
}

fn expression(of: &Expression<'_>, report: &mut Report<'_>) {
    match &of.kind {
        ExpressionKind::String(template) => {
            for part in &template.parts {
                if let TemplatePart::Expression(inner) = part {
                    expression(inner, report);
                }
            }
        }
        ExpressionKind::Tuple(items) => items.iter().for_each(|item| expression(item, report)),
        ExpressionKind::Record(fields) => fields.iter().for_each(|(_, value)| expression(value, report)),
        ExpressionKind::Attribute { target, parts, .. } => {
            if parts.iter().any(|part| matches!(part, PathPart::Index(index) if *index < 0)) {
                report("Negative index in GetAttr", Version::V1_1, of.span);
            }
            expression(target, report);
        }
        ExpressionKind::Call { function, arguments } => {
            report(function.title, function.since, of.span);
            for argument in arguments {
                expression(argument, report);
            }
        }
        ExpressionKind::Reference(_) | ExpressionKind::Boolean(_) | ExpressionKind::Integer(_) => {}
    }
}
