//! Runs rules on parameters.

use std::borrow::Cow;

use super::expression::{Expression, ExpressionKind, PathPart};
use super::functions::Facts;
use super::rule_set::{Condition, Endpoint, Parameter, Rule, RuleBody, RuleSet};
use super::template::{Template, TemplatePart};
use super::value::Value;

/// What rules come to.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome<'n> {
    /// An endpoint.
    Endpoint(ResolvedEndpoint<'n>),
    /// An error with this message, which the rules foresee.
    Error(String),
}

/// An endpoint, resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedEndpoint<'n> {
    /// Its address.
    pub url: String,
    /// Headers to send to it.
    pub headers: Vec<(&'n str, Vec<String>)>,
    /// Its properties, such as authentication schemes.
    pub properties: Vec<(&'n str, Value<'n>)>,
}

impl<'n> RuleSet<'n> {
    /// Runs the rules. Parameters that are not given have their defaults.
    ///
    /// # Errors
    /// When no rule applies, or a parameter has another type than the rules expect.
    pub fn resolve(&self, parameters: &[(&'n str, Value<'n>)], facts: Facts) -> Result<Outcome<'n>, String> {
        let mut evaluation = Evaluation::new(&self.parameters, parameters, facts);
        for rule in &self.rules {
            if let Some(outcome) = evaluation.rule(rule)? {
                return Ok(outcome);
            }
        }
        Err("No rules in ruleset matched".into())
    }
}

/// One run, and the names known to it.
pub(super) struct Evaluation<'n> {
    names: Vec<(&'n str, Value<'n>)>,
    facts: Facts,
}

impl<'n> Evaluation<'n> {
    pub(super) fn new(parameters: &[Parameter<'n>], given: &[(&'n str, Value<'n>)], facts: Facts) -> Self {
        let defaults = parameters.iter().filter(|parameter| !given.iter().any(|(name, _)| *name == parameter.name));
        let defaults = defaults.filter_map(|parameter| Some((parameter.name, Value::of(parameter.default?)?)));
        Self { names: defaults.chain(given.iter().cloned()).collect(), facts }
    }

    fn rule(&mut self, rule: &Rule<'n>) -> Result<Option<Outcome<'n>>, String> {
        let names = self.names.len();
        for condition in &rule.conditions {
            if !self.condition(condition)? {
                self.names.truncate(names);
                return Ok(None);
            }
        }
        let outcome = match &rule.body {
            RuleBody::Endpoint(endpoint) => Outcome::Endpoint(self.endpoint(endpoint)?),
            RuleBody::Error(message) => Outcome::Error(self.text(message)?),
            RuleBody::Tree(rules) => {
                for rule in rules {
                    if let Some(outcome) = self.rule(rule)? {
                        return Ok(Some(outcome));
                    }
                }
                return Err("No rules inside of tree rule matched".into());
            }
        };
        Ok(Some(outcome))
    }

    /// Whether a condition holds. If it does, its name is known from here on.
    pub(super) fn condition(&mut self, condition: &Condition<'n>) -> Result<bool, String> {
        let value = self.value(&condition.function)?;
        let holds = value.holds();
        if holds && let Some(assign) = &condition.assign {
            self.names.push((assign.name, value));
        }
        Ok(holds)
    }

    pub(super) fn endpoint(&self, endpoint: &Endpoint<'n>) -> Result<ResolvedEndpoint<'n>, String> {
        let mut headers = Vec::with_capacity(endpoint.headers.len());
        for (name, values) in &endpoint.headers {
            headers.push((*name, values.iter().map(|value| self.text(value)).collect::<Result<_, _>>()?));
        }
        let mut properties = Vec::with_capacity(endpoint.properties.len());
        for (name, value) in &endpoint.properties {
            properties.push((*name, self.value(value)?));
        }
        Ok(ResolvedEndpoint { url: self.text(&endpoint.url)?, headers, properties })
    }

    pub(super) fn text(&self, expression: &Expression<'n>) -> Result<String, String> {
        match self.value(expression)? {
            Value::String(text) => Ok(text.into_owned()),
            other => Err(format!("Expected `StringType` but was `{}` with value: `{other}`", other.type_name())),
        }
    }

    fn value(&self, expression: &Expression<'n>) -> Result<Value<'n>, String> {
        match &expression.kind {
            // The newest of a name counts: a decision diagram may assign one on several paths.
            ExpressionKind::Reference(name) => {
                let known = self.names.iter().rev().find(|(known, _)| known == name);
                Ok(known.map_or(Value::Empty, |(_, value)| value.clone()))
            }
            ExpressionKind::Boolean(value) => Ok(Value::Boolean(*value)),
            ExpressionKind::Integer(value) => Ok(Value::Integer(*value)),
            ExpressionKind::String(template) => self.template(template),
            ExpressionKind::Tuple(items) => {
                items.iter().map(|item| self.value(item)).collect::<Result<_, _>>().map(Value::Array)
            }
            ExpressionKind::Record(fields) => {
                let fields = fields.iter().map(|(name, value)| Ok((Cow::Borrowed(*name), self.value(value)?)));
                fields.collect::<Result<_, String>>().map(Value::Record)
            }
            ExpressionKind::Attribute { target, parts, .. } => Ok(attribute(self.value(target)?, parts)),
            ExpressionKind::Call { function, arguments } => {
                let arguments = arguments.iter().map(|argument| self.value(argument)).collect::<Result<Vec<_>, _>>()?;
                (function.run)(self.facts, arguments)
            }
        }
    }

    fn template(&self, template: &Template<'n>) -> Result<Value<'n>, String> {
        match template.parts.as_slice() {
            [] => Ok(Value::text("")),
            [TemplatePart::Text(text)] => Ok(Value::text(*text)),
            parts => {
                let mut text = String::new();
                for part in parts {
                    match part {
                        TemplatePart::Text(piece) => text += piece,
                        TemplatePart::Expression(expression) => text += &self.text(expression)?,
                    }
                }
                Ok(Value::text(text))
            }
        }
    }
}

fn attribute<'n>(value: Value<'n>, parts: &[PathPart<'_>]) -> Value<'n> {
    parts.iter().fold(value, |value, part| match (value, part) {
        (Value::Record(fields), PathPart::Key(key)) => {
            fields.into_iter().find(|(name, _)| name == key).map_or(Value::Empty, |(_, value)| value)
        }
        (Value::Array(mut items), PathPart::Index(index)) => {
            let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
            let index = if *index < 0 { length.saturating_add(*index) } else { *index };
            match usize::try_from(index) {
                Ok(index) if index < items.len() => items.swap_remove(index),
                _ => Value::Empty,
            }
        }
        _ => Value::Empty,
    })
}
