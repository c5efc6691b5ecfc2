//! Waiters can come to an end, and their expressions mean something on what the operation gives.

use std::rc::Rc;

use super::known_shape;
use crate::event::{Event, Severity};
use crate::ids;
use crate::jmespath::{self, Expression, Known, Level, Type};
use crate::node::Node;
use crate::shape::{Shape, Target};
use crate::validate::rule::{Context, Rule, Sink};

/// What is wrong with a waiter itself.
pub(super) static RULE: Rule = Rule::new("WaitableTrait", |context, sink| run(context, sink, Concern::Waiter));

/// Errors that waiters name, and the operation does not have.
pub(super) static ERROR_TYPE_RULE: Rule =
    Rule::new("WaitableTraitInvalidErrorType", |context, sink| run(context, sink, Concern::ErrorType));

/// What expressions hardly mean.
pub(super) static JMESPATH_RULE: Rule =
    Rule::new("WaitableTraitJmespathProblem", |context, sink| run(context, sink, Concern::Expression));

/// Which of the rules wants to know.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Concern {
    Waiter,
    ErrorType,
    Expression,
}

fn run(context: &Context<'_>, sink: &mut Sink<'_>, concern: Concern) {
    for operation in context.shapes_with(ids::WAITABLE) {
        let waiters = operation.trait_value(ids::WAITABLE).and_then(Node::as_object);
        for (name, waiter) in waiters.iter().flat_map(|waiters| waiters.iter()) {
            check_waiter(operation, name, waiter, context, &mut |event, kind: Concern| {
                if kind == concern {
                    sink.push(event);
                }
            });
        }
    }
}

type Report<'r> = dyn FnMut(Event, Concern) + 'r;

fn check_waiter(operation: &Shape, name: &str, waiter: &Node, context: &Context<'_>, report: &mut Report<'_>) {
    let mut error = |message: String, at: &Node| {
        report(Event::error("WaitableTrait", message).about(operation.id, at.span), Concern::Waiter);
    };
    let delay =
        |key, otherwise| waiter.get(key).and_then(Node::as_number).and_then(crate::Number::as_i64).unwrap_or(otherwise);
    let (min, max) = (delay("minDelay", 2), delay("maxDelay", 120));
    if min > max {
        let message = format!(
            "`{}` trait waiter named `{name}` has a `minDelay` value of {min} that is greater than its `maxDelay` value \
             of {max}",
            ids::WAITABLE
        );
        error(message, waiter);
    }
    let acceptors = waiter.get("acceptors").and_then(Node::as_array).unwrap_or_default();
    let state = |acceptor: &Node| acceptor.get("state").and_then(Node::as_str).unwrap_or_default().to_owned();
    if !acceptors.iter().any(|acceptor| state(acceptor) == "success") {
        let message = format!("No success state matcher found for `{}` trait waiter named `{name}`", ids::WAITABLE);
        error(message, waiter);
    }
    for (i, acceptor) in acceptors.iter().enumerate() {
        let check = Acceptor { operation, waiter: name, index: i, context };
        if let Some(matcher) = acceptor.get("matcher") {
            check.matcher(matcher, report);
        }
        if let Some(message) = acceptor.get("message") {
            check.message(message, &state(acceptor), acceptor, report);
        }
    }
}

struct Acceptor<'a, 'm> {
    operation: &'a Shape,
    waiter: &'a str,
    index: usize,
    context: &'a Context<'m>,
}

impl<'m> Acceptor<'_, 'm> {
    fn event(&self, severity: Severity, id: String, at: &Node, message: &str) -> Event {
        let message = format!("Waiter `{}`, acceptor {}: {message}", self.waiter, self.index);
        Event::new(severity, id, message).about(self.operation.id, at.span)
    }

    fn error(&self, at: &Node, message: &str, report: &mut Report<'_>) {
        report(self.event(Severity::Error, "WaitableTrait".into(), at, message), Concern::Waiter);
    }

    fn structure(&self, target: impl Fn(&crate::Operation) -> Option<Target>) -> Option<&'m Shape> {
        self.context.shape(target(self.operation.as_operation()?)?.id)
    }

    fn known(&self, target: impl Fn(&crate::Operation) -> Option<Target>) -> Known<'m> {
        self.structure(target).map_or(Known::object([]), |shape| known_shape(shape, self.context.model))
    }

    fn input_output(&self) -> Known<'m> {
        let mut parts = Vec::new();
        for (name, shape) in [
            ("input", self.structure(|operation| operation.input)),
            ("output", self.structure(|operation| operation.output)),
        ] {
            let known = shape.map_or(Known::object([]), |shape| known_shape(shape, self.context.model));
            parts.push((Rc::from(name), known));
        }
        Known::object(parts)
    }

    fn matcher(&self, matcher: &Node, report: &mut Report<'_>) {
        if let Some(path) = matcher.get("output") {
            match self.structure(|operation| operation.output).filter(|output| output.id != ids::UNIT_SHAPE) {
                Some(output) => self.path(path, known_shape(output, self.context.model), report),
                None => self.error(path, "output path used on operation with no output", report),
            }
        }
        if let Some(path) = matcher.get("inputOutput") {
            self.path(path, self.input_output(), report);
        }
        if let Some(error) = matcher.get("errorType") {
            self.error_type(error, report);
        }
    }

    fn error_type(&self, node: &Node, report: &mut Report<'_>) {
        let (Some(name), Some(operation)) = (node.as_str(), self.operation.as_operation()) else { return };
        let matches = |target: &Target| target.id.as_str() == name || target.id.name() == name;
        let services = self.context.shapes_of(crate::ShapeType::Service);
        let service_errors = services.iter().filter(|service| {
            self.context.top_down().operations(service.id).iter().any(|bound| bound.id == self.operation.id)
        });
        let service_errors =
            service_errors.filter_map(|service| service.as_service()).flat_map(|service| &service.errors);
        if operation.errors.iter().chain(service_errors).any(matches) {
            return;
        }
        let errors: Vec<_> = operation.errors.iter().map(|target| target.id.as_str()).collect();
        let message = format!(
            "errorType '{name}' not found on operation. This operation defines the following errors: [{}]",
            errors.join(", ")
        );
        let id = format!("WaitableTraitInvalidErrorType.{}.{}", self.waiter, self.index);
        report(self.event(Severity::Warning, id, node, &message), Concern::ErrorType);
    }

    fn path(&self, matcher: &Node, value: Known<'m>, report: &mut Report<'_>) {
        let text = |name| matcher.get(name).and_then(Node::as_str);
        let (Some(comparator), Some(path)) = (text("comparator"), text("path")) else { return };
        let expected = match comparator {
            "stringEquals" => Type::String,
            "booleanEquals" => Type::Boolean,
            "allStringEquals" | "anyStringEquals" => Type::Array,
            _ => return,
        };
        let wanted = text("expected").unwrap_or_default();
        if expected == Type::Boolean && wanted != "true" && wanted != "false" {
            let message = format!(
                "Waiter acceptors with a {comparator} comparator must set their `expected` value to 'true' or 'false', \
                 but found '{wanted}'."
            );
            self.error(matcher, &message, report);
        }
        let expression = match Expression::parse(path) {
            Ok(expression) => expression,
            Err(error) => {
                self.error(matcher, &format!("Invalid JMESPath expression ({path}): {error}"), report);
                return;
            }
        };
        let found = self.check(&expression, path, value, matcher, report).kind();
        if found != Type::Any && found != expected {
            let message = format!(
                "Waiter acceptors with a {comparator} comparator must return a `{expected}` type, but this acceptor was \
                 statically determined to return a `{found}` type."
            );
            let id = format!("WaitableTraitJmespathProblem.ReturnTypeMismatch.{}.{}", self.waiter, self.index);
            report(self.event(Severity::Danger, id, matcher, &message), Concern::Expression);
        }
    }

    /// Checks an expression and reports its problems; gives what it comes to.
    fn check(
        &self,
        expression: &Expression,
        text: &str,
        value: Known<'m>,
        at: &Node,
        report: &mut Report<'_>,
    ) -> Known<'m> {
        let (result, problems) = jmespath::check(expression, value);
        for problem in problems {
            let message = format!("Problem found in JMESPath expression ({text}): {problem}");
            let (severity, kind) = match problem.level {
                Level::Error => {
                    self.error(at, &message, report);
                    continue;
                }
                Level::Danger => (Severity::Danger, "JmespathEventDanger"),
                Level::Warning => (Severity::Warning, "JmespathEventWarning"),
            };
            let id = format!("WaitableTraitJmespathProblem.{kind}.{}.{}", self.waiter, self.index);
            report(self.event(severity, id, at, &message), Concern::Expression);
        }
        result
    }

    fn message(&self, node: &Node, state: &str, acceptor: &Node, report: &mut Report<'_>) {
        let Some(text) = node.as_str() else { return };
        if state != "failure" {
            let message = format!(
                "The `message` property is only valid on acceptors with a `failure` state, but found state `{state}`."
            );
            self.error(node, &message, report);
            return;
        }
        let expression = match Expression::parse(text) {
            Ok(expression) => expression,
            Err(error) => {
                self.error(node, &format!("Invalid JMESPath expression in `message` ({text}): {error}"), report);
                return;
            }
        };
        let failed = acceptor.get("matcher").and_then(|matcher| matcher.get("errorType"));
        let value = match failed {
            // The output of a failed call is the error.
            Some(_) => Known::Any,
            None if acceptor.get("matcher").is_some_and(|matcher| matcher.get("inputOutput").is_some()) => {
                self.input_output()
            }
            None => self.known(|operation| operation.output),
        };
        let result = self.check(&expression, text, value, node, report);
        let prefix = "The `message` JMESPath expression must resolve to a string or an array of strings, but this";
        match result.kind() {
            Type::Any | Type::String => {}
            Type::Array => {
                let kinds = result.elements().unwrap_or_default().iter().map(|element| element.clone().forced().kind());
                if let Some(kind) = kinds.into_iter().find(|kind| !matches!(kind, Type::Any | Type::String)) {
                    self.error(node, &format!("{prefix} expression resolves to an array of `{kind}`."), report);
                }
            }
            kind => {
                let message = format!("{prefix} expression was statically determined to return a `{kind}` type.");
                self.error(node, &message, report);
            }
        }
    }
}
