//! Whether a member may be absent ([optionality](https://smithy.io/2.0/spec/aggregate-types.html#structure-member-optionality)).

use crate::ids;
use crate::model::Model;
use crate::shape::{Shape, ShapeType};

/// From whose side optionality is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The authority over the model: `@required` and `@default` count as written.
    Server,
    /// A client, for which `@clientOptional` and members of `@input` structures are optional.
    Client,
    /// A client that also takes no structure or union for granted.
    CarefulClient,
}

/// Whether a value of a container may lack this member; for lists and maps: whether an element may be `null`.
/// `false` for shapes that are not members.
pub fn is_nullable(model: &Model, member: &Shape, side: Side) -> bool {
    let Some(container) = model.shape(member.id.without_member()).filter(|_| member.id.is_member()) else {
        return false;
    };
    match container.shape_type() {
        ShapeType::Structure => {
            if side != Side::Server && (member.has_trait(ids::CLIENT_OPTIONAL) || container.has_trait(ids::INPUT)) {
                return true;
            }
            let target = model.target(member).map(Shape::shape_type);
            if side == Side::CarefulClient && matches!(target, Some(ShapeType::Structure | ShapeType::Union)) {
                return true;
            }
            let has_default = member.trait_value(ids::DEFAULT).is_some_and(|value| !value.is_null());
            !(member.has_trait(ids::REQUIRED) || has_default)
        }
        ShapeType::List | ShapeType::Set => container.has_trait(ids::SPARSE),
        ShapeType::Map => member.id.member() == Some("value") && container.has_trait(ids::SPARSE),
        _ => false,
    }
}
