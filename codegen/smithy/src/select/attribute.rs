//! Attributes of shapes, and how they compare
//! ([Attributes](https://smithy.io/2.0/spec/selectors.html#attributes)).

use std::borrow::Cow;

use crate::ids;
use crate::model::Model;
use crate::node::{Node, Object, Value as NodeValue};
use crate::number::Decimal;
use crate::shape::{Shape, ShapeKind};
use crate::shape_id::ShapeId;

use super::expression::{Assertion, Comparator, Comparison, Operand, Segment};
use super::state::Bindings;

/// What an attribute evaluates to.
#[derive(Clone)]
enum Value<'m> {
    /// Nothing there.
    Empty,
    /// A shape, as the scope of everything else.
    Shape(&'m Shape),
    /// `id`
    Id(ShapeId),
    /// `trait`
    Traits(&'m Shape),
    /// `service`
    Service(&'m Shape),
    /// `var`
    Variables,
    /// A trait's value, or a part of it.
    Node(Cow<'m, Node>),
    /// Text that is no node: a literal, a length, a namespace.
    Text(Cow<'m, str>),
    /// Several values.
    Projection(Vec<Value<'m>>),
}

/// What attributes are resolved in, beside the shape.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a, 'm> {
    pub(super) model: &'m Model,
    pub(super) bindings: &'a Bindings<'m>,
}

/// Whether the attribute under `path` is there, or compares as asked.
pub(super) fn test<'m>(
    shape: &'m Shape,
    path: &[Segment],
    comparison: Option<&Comparison>,
    around: Surroundings<'_, 'm>,
) -> bool {
    // The commonest selector by far, and the one that must cost nothing.
    if let ([Segment::Key(root, _), Segment::Key(_, id)], None) = (path, comparison)
        && &**root == "trait"
    {
        return id.is_some_and(|id| find_trait(shape, id, around).is_some());
    }
    let scope = Value::Shape(shape);
    let value = scope.clone().walk(path, around);
    match comparison {
        None => value.is_present(),
        Some(comparison) => compare_any(&value, comparison, &scope, around),
    }
}

/// Whether one value of the scope under `path` satisfies all assertions.
pub(super) fn test_scoped<'m>(
    shape: &'m Shape,
    path: &[Segment],
    assertions: &[Assertion],
    around: Surroundings<'_, 'm>,
) -> bool {
    let mut scopes = Vec::new();
    Value::Shape(shape).walk(path, around).flatten(&mut scopes);
    scopes.iter().any(|scope| {
        assertions.iter().all(|assertion| {
            let left = assertion.left.resolve(scope, around);
            compare_any(&left, &assertion.comparison, scope, around)
        })
    })
}

/// The attribute under `path` as messages show it.
pub(super) fn describe<'m>(path: &[Segment], shape: &'m Shape, around: Surroundings<'_, 'm>) -> String {
    Value::Shape(shape).walk(path, around).message()
}

impl Operand {
    fn resolve<'m>(&self, scope: &Value<'m>, around: Surroundings<'_, 'm>) -> Value<'m> {
        match self {
            Self::Literal(text) => Value::Text(Cow::Owned(text.to_string())),
            Self::Context(path) => scope.clone().walk(path, around),
        }
    }
}

impl<'m> Value<'m> {
    fn walk(self, path: &[Segment], around: Surroundings<'_, 'm>) -> Self {
        path.iter().fold(self, |value, segment| value.property(segment, around))
    }

    fn property(self, segment: &Segment, around: Surroundings<'_, 'm>) -> Self {
        match self {
            Self::Empty => Self::Empty,
            Self::Shape(shape) => match segment.key() {
                Some("id") => Self::Id(shape.id),
                Some("trait") => Self::Traits(shape),
                Some("var") => Self::Variables,
                Some("service") if shape.as_service().is_some() => Self::Service(shape),
                _ => Self::Empty,
            },
            Self::Id(id) => match segment {
                Segment::Length => length_of(id.as_str()),
                Segment::Key(key, _) => match &**key {
                    "namespace" => Self::Text(id.namespace().into()),
                    "name" => Self::Text(id.name().into()),
                    "member" => id.member().map_or(Self::Empty, |member| Self::Text(member.into())),
                    _ => Self::Empty,
                },
                _ => Self::Empty,
            },
            Self::Service(shape) => match (segment.key(), shape.as_service()) {
                (Some("id"), _) => Self::Id(shape.id),
                (Some("version"), Some(service)) => Self::Text((&*service.version).into()),
                _ => Self::Empty,
            },
            Self::Variables => segment.key().and_then(|name| around.bindings.get(name)).map_or(Self::Empty, |shapes| {
                Self::Projection(shapes.iter().map(|shape| Self::Shape(shape)).collect())
            }),
            Self::Traits(shape) => match segment {
                Segment::Keys => Self::Projection(shape.traits.iter().map(|(id, _)| Self::Id(id)).collect()),
                Segment::Values => {
                    let values = shape.traits.iter().map(|(_, applied)| Self::Node(Cow::Borrowed(&applied.value)));
                    Self::Projection(values.collect())
                }
                Segment::Length => Self::Text(shape.traits.len().to_string().into()),
                Segment::Key(_, Some(id)) => find_trait(shape, *id, around).map_or(Self::Empty, Self::Node),
                _ => Self::Empty,
            },
            Self::Text(text) => match segment {
                Segment::Length => length_of(&text),
                _ => Self::Empty,
            },
            Self::Node(Cow::Borrowed(node)) => borrowed_property(node, segment),
            Self::Node(Cow::Owned(node)) => owned_property(&node, segment),
            Self::Projection(values) => {
                if *segment == Segment::First {
                    let mut flat = Vec::new();
                    Self::Projection(values).flatten(&mut flat);
                    return flat.into_iter().next().unwrap_or(Self::Empty);
                }
                let values = values.into_iter().map(|value| value.property(segment, around));
                Self::Projection(values.filter(Self::is_present).collect())
            }
        }
    }

    fn is_present(&self) -> bool {
        match self {
            Self::Empty => false,
            Self::Projection(values) => values.iter().any(Self::is_present),
            _ => true,
        }
    }

    /// The values of a projection, however deep; the value itself when it is none.
    fn flatten(self, into: &mut Vec<Self>) {
        match self {
            Self::Projection(values) => values.into_iter().for_each(|value| value.flatten(into)),
            value => into.push(value),
        }
    }

    /// Calls `visit` with each flattened value until it says true; whether it did.
    fn any(&self, visit: &mut dyn FnMut(&Self) -> bool) -> bool {
        match self {
            Self::Projection(values) => values.iter().any(|value| value.any(visit)),
            value => visit(value),
        }
    }

    /// What string comparators see.
    fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Id(id) => id.as_str().into(),
            Self::Shape(shape) | Self::Service(shape) => shape.id.as_str().into(),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Node(node) => match &node.value {
                NodeValue::String(text) => Cow::Borrowed(text),
                NodeValue::Number(number) => number.as_str().into(),
                NodeValue::Boolean(value) => if *value { "true" } else { "false" }.into(),
                _ => "".into(),
            },
            Self::Empty | Self::Traits(_) | Self::Variables | Self::Projection(_) => "".into(),
        }
    }

    /// What people see.
    fn message(&self) -> String {
        match self {
            Self::Projection(values) => {
                let mut texts: Vec<_> = values.iter().map(Self::message).collect();
                texts.sort();
                format!("[{}]", texts.join(", "))
            }
            Self::Node(node) if matches!(node.value, NodeValue::Array(_) | NodeValue::Object(_)) => node.to_string(),
            value => value.text().into_owned(),
        }
    }
}

impl Segment {
    fn key(&self) -> Option<&str> {
        if let Self::Key(key, _) = self { Some(key) } else { None }
    }
}

fn length_of<'m>(text: &str) -> Value<'m> {
    Value::Text(text.chars().count().to_string().into())
}

/// A trait's value. Enum shapes show their members as the `enum` trait of IDL 1.0 would.
fn find_trait<'m>(shape: &'m Shape, id: ShapeId, around: Surroundings<'_, 'm>) -> Option<Cow<'m, Node>> {
    match shape.trait_value(id) {
        Some(value) => Some(Cow::Borrowed(value)),
        None if id == ids::ENUM && matches!(shape.kind, ShapeKind::Enum) => {
            Some(Cow::Owned(enum_as_trait(shape, around.model)))
        }
        None => None,
    }
}

fn enum_as_trait(shape: &Shape, model: &Model) -> Node {
    let definitions = model.members(shape).map(|member| {
        let mut definition = Object::default();
        let mut put = |key: &str, value: Option<Node>| {
            if let Some(value) = value {
                definition.insert(key, value.span, value);
            }
        };
        put("name", member.id.member().map(Node::synthetic));
        put("value", member.trait_value(ids::ENUM_VALUE).cloned());
        put("documentation", member.trait_value(ids::DOCUMENTATION).cloned());
        put("tags", member.trait_value(ids::TAGS).cloned());
        put("deprecated", member.has_trait(ids::DEPRECATED).then(|| Node::synthetic(true)));
        Node::new(definition, member.span)
    });
    Node::new(definitions.collect::<Vec<_>>(), shape.span)
}

fn borrowed_property<'m>(node: &'m Node, segment: &Segment) -> Value<'m> {
    let value = |node: &'m Node| Value::Node(Cow::Borrowed(node));
    match (&node.value, segment) {
        (NodeValue::Array(elements), Segment::Values) => Value::Projection(elements.iter().map(value).collect()),
        (NodeValue::Object(object), Segment::Values) => {
            Value::Projection(object.iter().map(|(_, node)| value(node)).collect())
        }
        (NodeValue::Object(object), Segment::Keys) => {
            Value::Projection(object.iter().map(|(key, _)| Value::Text(key.into())).collect())
        }
        (NodeValue::Object(object), Segment::Key(key, _)) => object.get(key).map_or(Value::Empty, value),
        (node, Segment::Length) => node_length(node),
        _ => Value::Empty,
    }
}

fn owned_property<'m>(node: &Node, segment: &Segment) -> Value<'m> {
    let value = |node: &Node| Value::Node(Cow::Owned(node.clone()));
    match (&node.value, segment) {
        (NodeValue::Array(elements), Segment::Values) => Value::Projection(elements.iter().map(value).collect()),
        (NodeValue::Object(object), Segment::Values) => {
            Value::Projection(object.iter().map(|(_, node)| value(node)).collect())
        }
        (NodeValue::Object(object), Segment::Keys) => {
            Value::Projection(object.iter().map(|(key, _)| Value::Text(key.to_owned().into())).collect())
        }
        (NodeValue::Object(object), Segment::Key(key, _)) => object.get(key).map_or(Value::Empty, value),
        (node, Segment::Length) => node_length(node),
        _ => Value::Empty,
    }
}

fn node_length<'m>(node: &NodeValue) -> Value<'m> {
    let length = match node {
        NodeValue::Array(elements) => elements.len(),
        NodeValue::Object(object) => object.len(),
        NodeValue::String(text) => text.chars().count(),
        _ => return Value::Empty,
    };
    Value::Text(length.to_string().into())
}

/// Whether `left` compares as asked to one of the comparison's values.
fn compare_any<'m>(left: &Value<'m>, comparison: &Comparison, scope: &Value<'m>, around: Surroundings<'_, 'm>) -> bool {
    comparison.values.iter().any(|right| {
        let right = right.resolve(scope, around);
        compare(comparison.comparator, left, &right, comparison.ignore_case)
    })
}

fn compare(comparator: Comparator, left: &Value<'_>, right: &Value<'_>, ignore_case: bool) -> bool {
    use Comparator as C;
    match comparator {
        C::Exists => match &*right.text() {
            "true" => left.is_present(),
            "false" => !left.is_present(),
            _ => false,
        },
        C::ProjectionEqual => both_subsets(left, right, ignore_case),
        C::ProjectionNotEqual => !both_subsets(left, right, ignore_case),
        C::Subset => subset(left, right, ignore_case),
        C::ProperSubset => subset(left, right, ignore_case) && !subset(right, left, ignore_case),
        scalar => left.any(&mut |left| right.any(&mut |right| compare_scalars(scalar, left, right, ignore_case))),
    }
}

fn both_subsets(left: &Value<'_>, right: &Value<'_>, ignore_case: bool) -> bool {
    subset(left, right, ignore_case) && subset(right, left, ignore_case)
}

/// Whether both are projections, and every value of `left` is in `right`.
fn subset(left: &Value<'_>, right: &Value<'_>, ignore_case: bool) -> bool {
    if !matches!((left, right), (Value::Projection(_), Value::Projection(_))) {
        return false;
    }
    let missing =
        left.any(&mut |left| !right.any(&mut |right| compare_scalars(Comparator::Equal, left, right, ignore_case)));
    !missing
}

fn compare_scalars(comparator: Comparator, left: &Value<'_>, right: &Value<'_>, ignore_case: bool) -> bool {
    use Comparator as C;
    if !left.is_present() || !right.is_present() {
        return false;
    }
    let (mut left, mut right) = (left.text(), right.text());
    if ignore_case {
        (left, right) = (left.to_lowercase().into(), right.to_lowercase().into());
    }
    match comparator {
        C::Equal => left == right,
        C::NotEqual => left != right,
        C::StartsWith => left.starts_with(&*right),
        C::EndsWith => left.ends_with(&*right),
        C::Contains => left.contains(&*right),
        _ => {
            let (Some(left), Some(right)) = (Decimal::parse(&left), Decimal::parse(&right)) else { return false };
            let order = left.cmp(&right);
            match comparator {
                C::Greater => order.is_gt(),
                C::GreaterOrEqual => order.is_ge(),
                C::Less => order.is_lt(),
                C::LessOrEqual => order.is_le(),
                _ => false,
            }
        }
    }
}
