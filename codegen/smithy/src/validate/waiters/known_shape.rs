//! What a shape tells of its values, for the static check of JMESPath expressions.

use std::rc::Rc;

use crate::ids;
use crate::jmespath::Known;
use crate::model::Model;
use crate::node::Node;
use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;

/// Lengths beyond this tell no more than this one.
const MAX_LENGTH: usize = 16;

/// The members on the way to a value, innermost first. Where a shape contains itself, nothing more is known.
enum Path {
    Start,
    Member(ShapeId, Rc<Path>),
}

impl Path {
    fn contains(&self, id: ShapeId) -> bool {
        let mut path = self;
        while let Self::Member(member, outer) = path {
            if *member == id {
                return true;
            }
            path = outer;
        }
        false
    }
}

/// What is known of the values of a shape. Members are looked at when an expression asks for them.
pub(in crate::validate) fn known_shape<'m>(shape: &'m Shape, model: &'m Model) -> Known<'m> {
    known(shape, model, &Rc::new(Path::Start))
}

fn known<'m>(shape: &'m Shape, model: &'m Model, path: &Rc<Path>) -> Known<'m> {
    match shape.shape_type() {
        ShapeType::Boolean => Known::Boolean(true),
        ShapeType::Byte
        | ShapeType::Short
        | ShapeType::Integer
        | ShapeType::Long
        | ShapeType::Float
        | ShapeType::Double
        | ShapeType::BigInteger
        | ShapeType::BigDecimal
        | ShapeType::IntEnum
        | ShapeType::Timestamp => Known::Number(number(shape)),
        ShapeType::String | ShapeType::Enum => Known::String("a".repeat(length(shape)).into()),
        ShapeType::Blob => Known::String("blob".into()),
        ShapeType::List | ShapeType::Set => match shape.members.first().and_then(|id| model.shape(*id)) {
            Some(element) => Known::Uniform(Rc::new(member(element, model, path)), length(shape)),
            None => Known::Any,
        },
        ShapeType::Map => match model.member(shape, "value") {
            Some(value) => {
                let entry = |i| (Rc::from(format!("aa{i}")), member(value, model, path));
                Known::object((0..length(shape)).map(entry))
            }
            None => Known::Any,
        },
        ShapeType::Structure | ShapeType::Union => Known::object(
            model.members(shape).filter_map(|part| Some((Rc::from(part.id.member()?), member(part, model, path)))),
        ),
        _ => Known::Any,
    }
}

fn member<'m>(shape: &'m Shape, model: &'m Model, path: &Rc<Path>) -> Known<'m> {
    if path.contains(shape.id) {
        return Known::Any;
    }
    let Some(target) = model.target(shape) else { return Known::Any };
    let path = Rc::new(Path::Member(shape.id, path.clone()));
    Known::Lazy(Rc::new(move || known(target, model, &path)))
}

/// Two, unless the shape allows no two.
fn length(shape: &Shape) -> usize {
    let bound = |name| {
        let number = shape.trait_value(ids::LENGTH)?.get(name).and_then(Node::as_number)?.as_i64()?;
        usize::try_from(number).ok()
    };
    let length = bound("min").map_or(2, |min| min.max(2));
    bound("max").map_or(length, |max| max.min(length)).min(MAX_LENGTH)
}

/// Eight, unless the shape does not allow it.
fn number(shape: &Shape) -> f64 {
    let bound = |name| Some(shape.trait_value(ids::RANGE)?.get(name).and_then(Node::as_number)?.as_f64());
    let number = bound("min").map_or(8.0, |min| min.max(8.0));
    bound("max").map_or(number, |max| max.min(number))
}
