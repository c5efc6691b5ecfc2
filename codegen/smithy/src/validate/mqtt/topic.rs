//! Topics: levels with slashes between them, some of which are labels in braces.

use crate::ids;
use crate::node::Node;
use crate::shape::Shape;
use crate::shape_id::ShapeId;

/// The traits that give an operation a topic.
pub(super) const TRAITS: [ShapeId; 2] = [ids::MQTT_PUBLISH, ids::MQTT_SUBSCRIBE];

/// The topic of an operation, and the trait that gives it.
pub(super) fn of(operation: &Shape) -> Option<(ShapeId, &str)> {
    let topic = |id| Some((id, operation.trait_value(id).and_then(Node::as_str)?));
    TRAITS.into_iter().find_map(topic)
}

/// The labels of a topic.
pub(super) fn labels(topic: &str) -> impl Iterator<Item = &str> {
    topic.split('/').filter_map(|level| level.strip_prefix('{')?.strip_suffix('}'))
}

/// Whether there is something that both topics stand for.
pub(super) fn overlap(left: &str, right: &str) -> bool {
    let is_label = |level: &str| level.starts_with('{');
    let (left, right): (Vec<_>, Vec<_>) = (left.split('/').collect(), right.split('/').collect());
    left.len() == right.len()
        && left.iter().zip(&right).all(|(left, right)| left == right || is_label(left) && is_label(right))
}
