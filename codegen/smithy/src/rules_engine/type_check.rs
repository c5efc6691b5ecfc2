//! Whether every expression is used as what it is.

use crate::source::Span;

use super::error::{Result, RuleError, While};
use super::expression::{Expression, ExpressionKind, PathPart};
use super::functions::Signature;
use super::rule_set::{Condition, Endpoint, Parameter, Rule, RuleBody, RuleSet};
use super::template::{Template, TemplatePart};
use super::types::Type;

/// The names that can be referred to, innermost last.
#[derive(Default)]
struct Scope<'n> {
    names: Vec<(&'n str, Type, Span)>,
    /// Names that a condition has shown to have a value.
    set: Vec<&'n str>,
}

impl<'n> Scope<'n> {
    fn insert(&mut self, name: &'n str, kind: Type, span: Span) -> Result<()> {
        if let Some((_, _, first)) = self.names.iter().find(|(known, ..)| *known == name) {
            let mut error = RuleError::new(format!("Invalid shadowing of `{name}`"), span);
            error.first_declared = Some(*first);
            return Err(error);
        }
        self.names.push((name, kind, span));
        Ok(())
    }

    /// Runs `check`, and forgets the names it has added.
    fn within(&mut self, check: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let (names, set) = (self.names.len(), self.set.len());
        let result = check(self);
        self.names.truncate(names);
        self.set.truncate(set);
        result
    }
}

impl RuleSet<'_> {
    pub(super) fn check_types(&self) -> Result<()> {
        let mut scope = Scope::default();
        for parameter in &self.parameters {
            check_parameter(parameter)
                .during(|| format!("while typechecking par {}", parameter.name), parameter.span)?;
            let kind = parameter.kind.to_type();
            scope.insert(parameter.name, if parameter.required { kind } else { kind.optional() }, parameter.span)?;
        }
        self.rules.iter().try_for_each(|rule| rule_(rule, &mut scope))
    }
}

fn check_parameter(parameter: &Parameter<'_>) -> Result<()> {
    let Some(default) = parameter.default else { return Ok(()) };
    if !parameter.kind.accepts(default) {
        let found = super::value::Value::of(default).map_or("UnknownType".into(), |value| value.type_name());
        let expected = parameter.kind.to_type();
        let message = format!(
            "Invalid type for field \"default\": Type must match parameter type. Expected `{expected}`, found `{found}`."
        );
        return Err(RuleError::new(message, Span::NONE));
    }
    if !parameter.required {
        let message = "When a parameter has a default value, it must also be marked as required.";
        return Err(RuleError::new(message, Span::NONE));
    }
    Ok(())
}

fn rule_<'n>(rule: &Rule<'n>, scope: &mut Scope<'n>) -> Result<()> {
    scope.within(|scope| {
        rule.conditions.iter().try_for_each(|condition| check_condition(condition, scope))?;
        let check = match &rule.body {
            RuleBody::Endpoint(endpoint) => {
                check_endpoint(endpoint, scope).during(|| "while typechecking the endpoint".into(), endpoint.span)
            }
            RuleBody::Error(message) => {
                text(message, scope).during(|| "while typechecking the error".into(), message.span)
            }
            RuleBody::Tree(rules) => rules.iter().try_for_each(|rule| rule_(rule, scope)),
        };
        let context = || match rule.documentation {
            Some(documentation) => format!("while typechecking `{documentation}`"),
            None => "while typechecking".into(),
        };
        check.during(context, rule.span)
    })
}

/// Checks a condition. What follows can rely on it: a name assigned has a value, and so has one that `isSet`.
fn check_condition<'n>(condition: &Condition<'n>, scope: &mut Scope<'n>) -> Result<()> {
    let kind = check(&condition.function, scope)?;
    if let ExpressionKind::Call { function, arguments } = &condition.function.kind
        && function.name == "isSet"
        && let [Expression { kind: ExpressionKind::Reference(name), .. }] = arguments.as_slice()
    {
        scope.set.push(name);
    }
    match &condition.assign {
        Some(assign) => scope.insert(assign.name, kind.unwrapped(), assign.span),
        None => Ok(()),
    }
}

fn check_endpoint<'n>(endpoint: &Endpoint<'n>, scope: &mut Scope<'n>) -> Result<()> {
    text(&endpoint.url, scope).during(|| "while checking the URL".into(), endpoint.url.span)?;
    for (name, values) in &endpoint.headers {
        for value in values {
            text(value, scope).during(|| format!("while checking the header {name}"), value.span)?;
        }
    }
    for (name, value) in &endpoint.properties {
        check(value, scope).during(|| format!("while checking the property {name}"), value.span)?;
    }
    Ok(())
}

/// Checks an expression that has to be text.
fn text<'n>(expression: &Expression<'n>, scope: &mut Scope<'n>) -> Result<()> {
    match check(expression, scope)? {
        Type::String => Ok(()),
        other => Err(RuleError::new(no_text(&other), expression.span)),
    }
}

fn no_text(kind: &Type) -> String {
    let hint = match kind {
        Type::Optional(_) => ". hint: use `assign` in a condition or `isSet` to prove that this value is non-null",
        _ => "",
    };
    format!("Expected string but found {kind}{hint}")
}

fn check<'n>(expression: &Expression<'n>, scope: &mut Scope<'n>) -> Result<Type> {
    let span = expression.span;
    let kind = match &expression.kind {
        ExpressionKind::Boolean(_) => return Ok(Type::Boolean),
        ExpressionKind::Integer(_) => return Ok(Type::Integer),
        ExpressionKind::String(template) => check_template(template, span, scope)
            .during(|| format!("while typechecking the template `{template}`"), span),
        ExpressionKind::Reference(name) => {
            reference(name, span, scope).during(|| format!("while resolving the type of reference {name}"), span)
        }
        ExpressionKind::Tuple(items) => {
            items.iter().map(|item| check(item, scope)).collect::<Result<_>>().map(Type::Tuple)
        }
        ExpressionKind::Record(fields) => fields
            .iter()
            .map(|(name, value)| Ok((Box::from(*name), check(value, scope)?)))
            .collect::<Result<_>>()
            .map(Type::Record),
        ExpressionKind::Attribute { target, parts, .. } => attribute(target, parts, span, scope),
        ExpressionKind::Call { function, arguments } => call(&function.signature, arguments, span, scope)
            .during(|| format!("while typechecking the invocation of {}", function.name), span),
    };
    kind.during(|| format!("while typechecking {expression}"), span)
}

fn check_template<'n>(template: &Template<'n>, span: Span, scope: &mut Scope<'n>) -> Result<Type> {
    for part in &template.parts {
        if let TemplatePart::Expression(expression) = part {
            text(expression, scope).during(|| format!("while checking {{{expression}}}"), span)?;
        }
    }
    Ok(Type::String)
}

fn reference(name: &str, span: Span, scope: &Scope<'_>) -> Result<Type> {
    let Some((_, kind, _)) = scope.names.iter().find(|(known, ..)| *known == name) else {
        return Err(RuleError::new(format!("No field named {name}"), span));
    };
    let kind = kind.clone();
    Ok(if scope.set.contains(&name) { kind.unwrapped() } else { kind })
}

fn attribute<'n>(target: &Expression<'n>, parts: &[PathPart<'n>], span: Span, scope: &mut Scope<'n>) -> Result<Type> {
    let mut kind = check(target, scope)?;
    for part in parts {
        let step = || match part {
            PathPart::Key(key) => match &kind {
                Type::Record(fields) => fields
                    .iter()
                    .find(|(name, _)| &**name == *key)
                    .map(|(_, kind)| kind.clone())
                    .ok_or_else(|| RuleError::new(format!("{kind} does not contain field {key}"), span)),
                other => Err(RuleError::new(format!("cannot index into {other}, expected object type"), span)),
            },
            PathPart::Index(index) => match &kind {
                Type::Array(item) => Ok((**item).clone().optional()),
                Type::Tuple(items) => usize::try_from(*index)
                    .ok()
                    .and_then(|index| items.get(index))
                    .cloned()
                    .ok_or_else(|| RuleError::new(format!("{kind} does not contain index {index}"), span)),
                other => Err(RuleError::new(format!("cannot index into {other}, expected array"), span)),
            },
        };
        let next = step().during(
            || match part {
                PathPart::Key(key) => format!("while resolving {key} in {kind}"),
                PathPart::Index(index) => format!("while resolving [{index}] in {kind}"),
            },
            span,
        )?;
        kind = next;
    }
    Ok(kind)
}

fn call<'n>(signature: &Signature, arguments: &[Expression<'n>], span: Span, scope: &mut Scope<'n>) -> Result<Type> {
    let wrong = |message: String| RuleError::new(message, span);
    let (expected, returns) = match signature {
        Signature::Fixed { arguments, returns } => (arguments(), returns()),
        Signature::Coalesce => {
            if arguments.len() < 2 {
                return Err(wrong(format!("Coalesce requires at least 2 arguments, but got {}", arguments.len())));
            }
            let kinds = arguments.iter().map(|argument| check(argument, scope)).collect::<Result<Vec<_>>>()?;
            return same("coalesce", &kinds, |optional| optional.iter().all(|optional| *optional)).map_err(wrong);
        }
        Signature::IfThenElse => {
            let [condition, then, otherwise] = arguments else {
                return Err(wrong(format!("Expected 3 arguments but found {}", arguments.len())));
            };
            let condition = check(condition, scope)?;
            if condition != Type::Boolean {
                return Err(wrong(format!("The condition of ite must be a boolean, but found {condition}")));
            }
            let kinds = [check(then, scope)?, check(otherwise, scope)?];
            return same("ite", &kinds, |optional| optional.contains(&true)).map_err(wrong);
        }
    };
    if expected.len() != arguments.len() {
        let given: Vec<_> = arguments.iter().map(ToString::to_string).collect();
        return Err(wrong(format!("Expected {} arguments but found [{}]", expected.len(), given.join(", "))));
    }
    for (i, (argument, expected)) in arguments.iter().zip(&expected).enumerate() {
        let found = check(argument, scope)?;
        if !found.is_a(expected) {
            let hint = match &found {
                Type::Optional(inner) if **inner == *expected => format!(
                    "\n  hint: use `assign` in a condition or `isSet({argument})` to prove that this value is non-null"
                ),
                _ => String::new(),
            };
            let place = ["first", "second", "third", "fourth", "fifth"].get(i).copied().unwrap_or("last");
            return Err(wrong(format!(
                "Unexpected type in the {place} argument: Expected {expected} but found {found}{hint}"
            )));
        }
    }
    Ok(returns)
}

/// The type that all of `kinds` are, but for being optional; `optional` says whether the result is.
fn same(function: &str, kinds: &[Type], optional: impl FnOnce(&[bool]) -> bool) -> std::result::Result<Type, String> {
    let flags: Vec<_> = kinds.iter().map(|kind| matches!(kind, Type::Optional(_))).collect();
    let mut inner = kinds.iter().map(|kind| kind.clone().unwrapped());
    let first = inner.next().unwrap_or(Type::Any);
    if let Some(other) = inner.find(|kind| !kind.is_a(&first)) {
        return Err(format!("Type mismatch in {function}: {first} and {other}"));
    }
    Ok(if optional(&flags) { first.optional() } else { first })
}
