//! Which type of parameter an expression over an input gives.

use crate::jmespath::{self, Expression, Known, Problem, Type};
use crate::node::Node;
use crate::rules_engine::ParameterType;
use crate::shape::{Shape, ShapeType};
use crate::validate::rule::Context;
use crate::validate::waiters::known_shape;

/// What an expression gives on the input of an operation, and what is wrong with it.
pub(super) fn check<'m>(
    expression: &Expression,
    operation: &'m Shape,
    context: &Context<'m>,
) -> (Known<'m>, Vec<Problem>) {
    let input = operation.as_operation().and_then(|operation| context.shape(operation.input?.id));
    let known = input.map_or(Known::object([]), |input| known_shape(input, context.model));
    jmespath::check(expression, known)
}

/// The type of parameter that has such values.
pub(super) fn parameter_type(known: &Known<'_>) -> Option<ParameterType> {
    let text = |known: &Known<'_>| matches!(known.clone().forced().kind(), Type::String | Type::Any | Type::Null);
    match known.kind() {
        Type::String => Some(ParameterType::String),
        Type::Boolean => Some(ParameterType::Boolean),
        Type::Array if known.elements().unwrap_or_default().iter().all(text) => Some(ParameterType::StringArray),
        _ => None,
    }
}

/// The type of parameter that a document is a value of.
pub(super) fn of_value(value: &Node) -> Option<ParameterType> {
    [ParameterType::String, ParameterType::Boolean, ParameterType::StringArray]
        .into_iter()
        .find(|kind| kind.accepts(value))
}

/// The type of parameter that a shape's values can be.
pub(super) fn of_shape(shape: &Shape, context: &Context<'_>) -> Option<ParameterType> {
    match shape.shape_type() {
        ShapeType::String | ShapeType::Enum => Some(ParameterType::String),
        ShapeType::Boolean => Some(ParameterType::Boolean),
        ShapeType::List => {
            let element = context.model.member(shape, "member").and_then(|member| context.model.target(member))?;
            matches!(element.shape_type(), ShapeType::String | ShapeType::Enum).then_some(ParameterType::StringArray)
        }
        _ => None,
    }
}
