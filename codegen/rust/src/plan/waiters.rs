//! Waiters: the states that an operation can be polled for
//! ([waitable trait](https://smithy.io/2.0/additional-specs/waiters.html)).

use whitesmith_smithy::{Model, Node, Number, Object, Shape, ids};

use super::closure::OperationShapes;
use super::deprecation::Deprecation;
use super::links::Place;
use super::names::{NameKind, Scope};
use super::{Context, WaiterPlan, literal};

/// The names of a waiter.
#[derive(Clone, Debug)]
pub(super) struct WaiterName {
    /// In the model.
    waiter: String,
    /// The client's method.
    method: String,
    /// The static of what the runtime knows of it.
    schema: String,
}

/// The names of an operation's waiters, among the client's `methods`, and the `statics` of waiters.
pub(super) fn names(
    model: &Model,
    operation: &OperationShapes<'_>,
    methods: &mut Scope,
    statics: &mut Scope,
) -> Vec<WaiterName> {
    let named = |waiter: &str| WaiterName {
        waiter: waiter.into(),
        method: methods.name(&format!("WaitUntil{waiter}")),
        schema: statics.name(waiter),
    };
    of(model, operation).into_iter().map(|(waiter, _)| waiter).map(named).collect()
}

/// An empty namespace for statics of waiters.
pub(super) fn statics() -> Scope {
    Scope::new(NameKind::Static, &[])
}

/// The waiters of an operation, with the names they were given.
pub(super) fn plan(context: &Context<'_>, operation: &OperationShapes<'_>, names: &[WaiterName]) -> Vec<WaiterPlan> {
    let waiters = of(context.model, operation);
    waiters.iter().zip(names).map(|((_, waiter), names)| one(context, operation.shape, waiter, names)).collect()
}

/// The waiters of an operation. One that is sent a stream has none, because it cannot be sent that again.
fn of<'m>(model: &Model, operation: &OperationShapes<'m>) -> Vec<(&'m str, &'m Node)> {
    let streams = model.shape(operation.input).is_some_and(|input| {
        let mut targets = model.members(input).filter_map(Shape::target).filter_map(|target| model.shape(target));
        targets.any(|target| target.has_trait(ids::STREAMING))
    });
    let waiters = operation.shape.trait_value(ids::WAITABLE).filter(|_| !streams).and_then(Node::as_object);
    waiters.into_iter().flat_map(Object::iter).collect()
}

fn one(context: &Context<'_>, operation: &Shape, waiter: &Node, names: &WaiterName) -> WaiterPlan {
    let delay =
        |key, otherwise| waiter.get(key).and_then(Node::as_number).and_then(Number::as_i64).unwrap_or(otherwise);
    let text = waiter.get("documentation").and_then(Node::as_str).unwrap_or_default();
    let types_crate = context.settings.module.replace('-', "_");
    let mut lines = context.markdown(Place::elsewhere(&types_crate), text);
    if lines.is_empty() {
        lines.push(format!("Waits for `{}`.", names.waiter));
    }
    let acceptors = waiter.get("acceptors").and_then(Node::as_array).unwrap_or_default();
    let deprecated = waiter.get("deprecated").and_then(Node::as_bool).unwrap_or(false);
    WaiterPlan {
        name: names.waiter.clone(),
        method: names.method.clone(),
        schema: names.schema.clone(),
        docs: lines,
        deprecation: Deprecation::of(operation).or_else(|| deprecated.then(|| Deprecation::new(None, None))),
        delays: (delay("minDelay", 2), delay("maxDelay", 120)),
        acceptors: acceptors.iter().filter_map(acceptor).collect(),
    }
}

/// An acceptor, as an expression of the runtime's types.
fn acceptor(acceptor: &Node) -> Option<String> {
    let state = match acceptor.get("state")?.as_str()? {
        "success" => "Success",
        "failure" => "Failure",
        _ => "Retry",
    };
    let message = acceptor.get("message").and_then(Node::as_str);
    let message = message.map_or_else(String::new, |path| format!(".message({})", literal::string(path)));
    let matcher = matcher(acceptor.get("matcher")?)?;
    Some(format!("wait::Acceptor::new(wait::State::{state}, wait::Matcher::{matcher}){message}"))
}

fn matcher(matcher: &Node) -> Option<String> {
    for (key, variant) in [("output", "Output"), ("inputOutput", "InputOutput")] {
        let Some(path) = matcher.get(key) else { continue };
        let text = |key| path.get(key).and_then(Node::as_str);
        let comparator = match text("comparator")? {
            "stringEquals" => "StringEquals",
            "booleanEquals" => "BooleanEquals",
            "allStringEquals" => "AllStringEquals",
            _ => "AnyStringEquals",
        };
        let (path, expected) = (literal::string(text("path")?), literal::string(text("expected")?));
        return Some(format!(
            "{variant} {{ path: {path}, comparator: wait::Comparator::{comparator}, expected: {expected} }}"
        ));
    }
    let success = || Some(format!("Success({})", matcher.get("success")?.as_bool()?));
    let error = || Some(format!("ErrorType({})", literal::string(matcher.get("errorType")?.as_str()?)));
    success().or_else(error)
}
