//! Whether a member may be absent ([structure member optionality](https://smithy.io/2.0/spec/aggregate-types.html#structure-member-optionality)).

use crate::ids;
use crate::load::is_nullable_in_v1;
use crate::model::Model;
use crate::shape::{Shape, ShapeType};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nullability {
    /// A client, which must be ready for what the service may change: members of `@input` structures and members
    /// with `@clientOptional` may always be absent.
    Client,
    /// Whoever may take the model at its word, such as a server: what is required, or has a default, is there.
    Server,
    /// A user of 1.0, by `@box`. It takes members that target what the prelude of 1.0 boxed for nullable, whatever
    /// their default.
    BoxV1,
    /// A user of 1.0, by whether there is a zero value.
    ClientZeroValueV1,
}

/// Whether `member` may be absent, or `null`.
pub fn is_nullable(model: &Model, member: &Shape, nullability: Nullability) -> bool {
    let (Some(container), Some(target)) = (model.shape(member.id.without_member()), model.target(member)) else {
        return true;
    };
    match container.shape_type() {
        ShapeType::Structure => {}
        // Values of sparse collections may be null. Elements of sets and keys of maps are always there.
        ShapeType::List | ShapeType::Map => {
            return container.has_trait(ids::SPARSE) && member.id.member() != Some("key");
        }
        ShapeType::Set | ShapeType::Enum | ShapeType::IntEnum => return false,
        // Exactly one variant of a union is present.
        _ => return false,
    }
    match nullability {
        Nullability::Client => {
            container.has_trait(ids::INPUT) || member.has_trait(ids::CLIENT_OPTIONAL) || !is_present(member, target)
        }
        Nullability::Server => !is_present(member, target),
        Nullability::BoxV1 => {
            !crate::load::has_zero_value_in_v1(target.shape_type())
                || member.has_trait(ids::BOX)
                || target.has_trait(ids::BOX)
        }
        Nullability::ClientZeroValueV1 => {
            container.has_trait(ids::INPUT)
                || !crate::load::has_zero_value_in_v1(target.shape_type())
                || is_nullable_in_v1(member, target)
        }
    }
}

/// Whether the member is required, or has a default other than `null`, its own or that of its target.
fn is_present(member: &Shape, target: &Shape) -> bool {
    let default = member.trait_value(ids::DEFAULT).or_else(|| target.trait_value(ids::DEFAULT));
    member.has_trait(ids::REQUIRED) || default.is_some_and(|default| !default.is_null())
}
