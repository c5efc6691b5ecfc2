//! Bounds of `@range` are not crossed, and whole where the shape is.

use crate::ids;
use crate::node::Node;
use crate::number::Decimal;
use crate::shape::ShapeType;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("RangeTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    use ShapeType::{BigInteger, Byte, IntEnum, Integer, Long, Short};
    for shape in context.shapes_with(ids::RANGE) {
        let Some(range) = shape.trait_value(ids::RANGE) else { continue };
        let Some(target) = context.model.target(shape) else { continue };
        let whole = matches!(target.shape_type(), Byte | Short | Integer | Long | BigInteger | IntEnum);
        let bound = |key| {
            let number = range.get(key).and_then(Node::as_number)?;
            Some((number, Decimal::parse(number.as_str())?))
        };
        let (min, max) = (bound("min"), bound("max"));
        for (key, bound) in [("max", &max), ("min", &min)] {
            let Some((number, _)) = bound.as_ref().filter(|(_, value)| whole && !value.is_integral()) else { continue };
            let id = shape.id;
            let message = if id.is_member() {
                format!(
                    "Member `{id}` is marked with the `range` trait, but its `{key}` property is a decimal ({number}) \
                     when its target (`{}`) does not support decimals.",
                    target.id
                )
            } else {
                format!(
                    "Shape `{id}` is marked with the `range` trait, but its `{key}` property is a decimal ({number}) \
                     when its shape (`{}`) does not support decimals.",
                    shape.shape_type()
                )
            };
            sink.error(shape, message).place_at_trait(shape, ids::RANGE);
        }
        if let (Some((_, min)), Some((_, max))) = (&min, &max)
            && min > max
        {
            sink.error(shape, "A range trait is applied with a `min` value greater than its `max` value.")
                .place_at_trait(shape, ids::RANGE);
        }
    }
}
