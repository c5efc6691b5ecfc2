//! The trait `smithy.contracts#conditions`: expressions that have to be true of a value.

use crate::jmespath::{Expression, evaluate};
use crate::node::{Node, Value};
use crate::shape::Shape;

use super::{Place, Walk};

impl Walk<'_, '_, '_> {
    /// Checks the conditions on a shape. An expression that cannot be read or run is reported where it stands.
    pub(super) fn conditions(&mut self, node: &Node, shape: &Shape, conditions: &Node, place: &Place<'_>) {
        for (name, condition) in conditions.as_object().iter().flat_map(|conditions| conditions.iter()) {
            let text = condition.get("expression").and_then(Node::as_str);
            let Some(expression) = text.and_then(|text| Expression::parse(text).ok()) else { continue };
            let Ok(result) = evaluate(&expression, node) else { continue };
            if result.value != Value::Boolean(true) {
                let message = format!("Value provided for `{}` must match the {name} condition expression", shape.id);
                self.error(node, place, message).sub_id = Some(name.to_owned());
            }
        }
    }
}
